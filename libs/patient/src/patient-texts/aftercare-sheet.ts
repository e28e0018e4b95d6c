import type { Muscle } from '../muscles/muscle';
import { PLAIN_NAMES } from '../reference-data/body-region';
import type { ScreeningFinding } from '../screenings/screening';
import type { AftercareCondition, AftercareText } from './patient-text';

/** What to do after a treatment, for one patient and visit. */
export interface AftercareSheet {
  readonly version: number;
  readonly title: string;
  readonly sections: readonly { readonly key: string; readonly heading: string; readonly paragraphs: readonly string[] }[];
  readonly breathingWarning: boolean;
  readonly confirmedBy: string | null;
}

/** What the sheet is made from. */
export interface TreatmentFacts {
  readonly muscles: readonly Pick<Muscle, 'region' | 'thoracicRisk'>[];
  readonly findings: readonly Pick<ScreeningFinding, 'question'>[];
}

/** Puts together the sections that belong to the treated muscles and the answers of the screening. */
export function aftercareSheet(text: AftercareText, facts: TreatmentFacts): AftercareSheet {
  const places = inWords([...new Set(facts.muscles.map(({ region }) => PLAIN_NAMES[region]))]);
  const sections = text.sections.filter(({ condition }) => applies(condition, facts))
    .map(({ key, heading, paragraphs }) => ({ key, heading, paragraphs: paragraphs.map((paragraph) => paragraph.replaceAll('{places}', places)) }));
  return { version: text.version, title: text.title, sections, breathingWarning: facts.muscles.some(({ thoracicRisk }) => thoracicRisk), confirmedBy: text.confirmedBy };
}

function applies(condition: AftercareCondition, { muscles, findings }: TreatmentFacts): boolean {
  switch (condition.kind) {
    case 'ALWAYS': return true;
    case 'THORACIC': return muscles.some(({ thoracicRisk }) => thoracicRisk);
    case 'FINDING': return findings.some(({ question }) => question === condition.question);
    case 'NO_FINDING': return !findings.some(({ question }) => question === condition.question);
  }
}

/** "neck, shoulder and jaw"; "treated area" where nothing is named. */
function inWords(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? 'treated area';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
