import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readConditions, type ConditionCatalogue } from './condition-catalog/condition-catalogue';
import { readDiagnosisCodes } from './condition-catalog/diagnosis-code';
import { readConsentForms, type ConsentForms } from './consents/consent-form';
import { readMuscles, type MuscleCatalogue } from './muscles/muscle';
import { OutcomeMeasures, readOutcomeMeasure, withWording, type DefinitionFile } from './outcome-measures/outcome-measure';
import { readPatientTexts, type PatientTexts } from './patient-texts/patient-text';
import { readQuestionSets, type QuestionSets } from './screenings/question-set';

/** What practitioners look up and what rules are told by, the same for every practice. Nothing changes it while the process runs. */
export interface ClinicalCatalogue {
  readonly muscles: MuscleCatalogue;
  readonly conditions: ConditionCatalogue;
  readonly measures: OutcomeMeasures;
  readonly questionSets: QuestionSets;
  readonly consentForms: ConsentForms;
  readonly texts: PatientTexts;
}

const FOLDER = 'libs/patient/catalogue';

/** The catalogue's folder in the workspace that this file, or the bundle it was built into, lies in. */
export function catalogueFolder(from: string = import.meta.dirname): string {
  const folder = join(from, FOLDER);
  if (existsSync(folder)) return folder;
  const parent = dirname(from);
  return parent === from ? join(process.cwd(), FOLDER) : catalogueFolder(parent);
}

/**
 * Reads the catalogue. `clinicFolder` holds what a clinic adds: `instruments/*.json` are further outcome measures,
 * `wording/*.json` the wording of measures whose wording is owned by others. Throws one sentence per flaw: a clinic does
 * not start on a catalogue that is not sound.
 */
export function loadCatalogue({ folder = catalogueFolder(), clinicFolder = process.env['SPINDLE_CATALOGUE'] ?? null }: { folder?: string; clinicFolder?: string | null } = {}): ClinicalCatalogue {
  const flaws: string[] = [];
  const clinic = (part: string): readonly DefinitionFile[] => (clinicFolder === null ? [] : definitions(join(clinicFolder, part), flaws));
  const sources = new Map(Object.entries(json(join(folder, 'sources.json'), flaws) as Record<string, string>));
  const measures = readMeasures([...definitions(join(folder, 'instruments'), flaws), ...clinic('instruments')], clinic('wording'), flaws);
  const questionSets = readQuestionSets(definitions(join(folder, 'screening'), flaws), sources, flaws);
  const redFlags = questionSets.all.filter(({ key }) => key === 'RED_FLAGS').flatMap(({ questions }) => questions.map(({ key }) => key));
  const codes = readDiagnosisCodes(text(folder, 'icd-10-cm.tsv'), flaws);
  const catalogue: ClinicalCatalogue = {
    muscles: readMuscles(text(folder, 'muscles.tsv'), sources, flaws),
    conditions: readConditions(json(join(folder, 'conditions.json'), flaws), { codes, sources, redFlags, measures: measures.all.map(({ code }) => code) }, flaws),
    measures,
    questionSets,
    consentForms: readConsentForms(definitions(join(folder, 'consent'), flaws), flaws),
    texts: readPatientTexts(definitions(join(folder, 'texts'), flaws), flaws),
  };
  if (flaws.length > 0) throw new Error(`The clinical catalogue is not sound:\n${flaws.join('\n')}`);
  return freeze(catalogue);
}

function readMeasures(files: readonly DefinitionFile[], wordings: readonly DefinitionFile[], flaws: string[]): OutcomeMeasures {
  const measures = new Map<string, ReturnType<typeof readOutcomeMeasure>>();
  for (const file of files) {
    const measure = readOutcomeMeasure(file, flaws);
    if (measures.has(measure.code)) flaws.push(`${file.name}: another file defines ${measure.code} already.`);
    measures.set(measure.code, measure);
  }
  for (const file of wordings) {
    const code = String((file.content as { code?: unknown } | null)?.code);
    const measure = measures.get(code);
    if (measure) measures.set(code, withWording(measure, file, flaws));
    else flaws.push(`${file.name}: there is no outcome measure ${code}.`);
  }
  return new OutcomeMeasures([...measures.values()].sort((one, other) => (one.code < other.code ? -1 : 1)));
}

/** The definition files of a folder in the order of their names; none when there is no such folder. */
function definitions(folder: string, flaws: string[]): readonly DefinitionFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((name) => ({ name, content: json(join(folder, name), flaws) }));
}

function json(file: string, flaws: string[]): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    flaws.push(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}.`);
    return {};
  }
}

function text(folder: string, name: string): { readonly name: string; readonly text: string } {
  return { name, text: readFileSync(join(folder, name), 'utf8') };
}

function freeze<T extends object>(value: T): T {
  for (const each of Object.values(value)) if (typeof each === 'object' && each !== null && !Object.isFrozen(each)) freeze(each as object);
  return Object.freeze(value);
}
