import { BODY_REGIONS, type BodyRegion } from '../reference-data/body-region';
import { DefinitionReader } from '../reference-data/definition-reader';
import { isOneOf, matchesNames } from '../reference-data/text-search';
import type { DiagnosisCodes } from './diagnosis-code';

/** One of the conditions that the clinic treats. */
export interface TreatedCondition {
  /** Never changes: records keep it. */
  readonly key: string;
  readonly name: string;
  readonly synonyms: readonly string[];
  readonly regions: readonly BodyRegion[];
  /** Beginnings of the ICD-10-CM codes that belong to it. */
  readonly families: readonly string[];
  /** Codes of the outcome measures that show its change. */
  readonly measures: readonly string[];
  /** Keys of the questions of the red-flag screening that matter most for it. */
  readonly redFlags: readonly string[];
  readonly sources: readonly string[];
}

/** The conditions, with the diagnosis codes that belong to them. */
export class ConditionCatalogue {
  /** In the order of their names. */
  constructor(readonly all: readonly TreatedCondition[], readonly codes: DiagnosisCodes) {}

  find(key: string): TreatedCondition | null {
    return this.all.find((condition) => condition.key === key) ?? null;
  }

  /** Those that have the text as a name, else those whose names hold every word of it, by name; null asks for all. */
  search({ text, region }: { readonly text: string | null; readonly region: BodyRegion | null }): readonly TreatedCondition[] {
    const there = this.all.filter(({ regions }) => region === null || regions.includes(region));
    if (text === null) return there;
    const named = there.filter(({ name, synonyms }) => isOneOf(text, [name, ...synonyms]));
    return named.length > 0 ? named : there.filter(({ name, synonyms }) => matchesNames(text, [name, ...synonyms]));
  }
}

/** What a catalogue of conditions refers to. */
export interface ConditionReferences {
  readonly codes: DiagnosisCodes;
  readonly sources: ReadonlyMap<string, string>;
  readonly measures: readonly string[];
  readonly redFlags: readonly string[];
}

/** Reads the conditions; what is wrong with them is told in `flaws`, one sentence each. */
export function readConditions(source: unknown, references: ConditionReferences, flaws: string[]): ConditionCatalogue {
  const reader = new DefinitionReader({ conditions: source }, 'conditions.json', flaws);
  const conditions = reader.list('conditions', (each) => readCondition(each, references));
  const keys = conditions.map(({ key }) => key);
  flaws.push(...keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `conditions.json: the key ${key} is there twice.`));
  flaws.push(...codeFlaws(conditions, references.codes));
  return new ConditionCatalogue([...conditions].sort((one, other) => (one.name < other.name ? -1 : 1)), references.codes);
}

function readCondition(reader: DefinitionReader, { sources, measures, redFlags }: ConditionReferences): TreatedCondition {
  return {
    key: reader.text('key'), name: reader.text('name'), synonyms: reader.texts('synonyms'), regions: reader.choices('regions', BODY_REGIONS), families: reader.texts('families'),
    measures: reader.choices('measures', measures), redFlags: reader.choices('redFlags', redFlags),
    sources: reader.choices('sources', [...sources.keys()]).map((source) => sources.get(source) ?? source),
  };
}

/** Codes of a condition outside its families, and families without a code. */
function codeFlaws(conditions: readonly TreatedCondition[], codes: DiagnosisCodes): readonly string[] {
  return codes.all.flatMap(({ code, conditions: keys }) => keys.flatMap((key) => {
    const condition = conditions.find((each) => each.key === key);
    if (!condition) return [`icd-10-cm.tsv: ${code} belongs to ${key}, which is no condition.`];
    return condition.families.some((family) => code.startsWith(family) || family.startsWith(code)) ? [] : [`icd-10-cm.tsv: ${code} is in no family of ${key}.`];
  })).concat(conditions.flatMap(({ key, families }) => families.filter((family) => !codes.all.some(({ code, conditions: keys }) => code.startsWith(family) && keys.includes(key)))
    .map((family) => `conditions.json: no code of ${key} is in its family ${family}.`)));
}
