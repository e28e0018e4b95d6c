import { cutTo, elementOf, elementsOf, textOf } from '../bundle/element';

/** A code of a code system, with words. */
export interface Concept {
  readonly system: string | null;
  readonly code: string | null;
  readonly text: string;
}

/** The longest words kept of a coded concept, in characters. */
const TEXT_LENGTH = 500;
const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';

/** A CodeableConcept, by ICD-10-CM where it has that code, else by its first code; null when it has neither code nor words. */
export function conceptOf(value: unknown): Concept | null {
  const element = typeof value === 'string' ? { text: value } : elementOf(value);
  const codings = elementsOf(element['coding']).filter((coding) => textOf(coding['code']) !== null);
  const coding = codings.find(({ system }) => system === ICD_10_CM) ?? codings[0] ?? elementOf(null);
  const code = textOf(coding['code']);
  const displays = elementsOf(element['coding']).map(({ display }) => textOf(display));
  const text = textOf(element['text']) ?? textOf(coding['display']) ?? displays.find((display) => display !== null) ?? code;
  return text === null ? null : { system: code === null ? null : textOf(coding['system']), code, text: cutTo(TEXT_LENGTH, text) };
}

/** All codes of a CodeableConcept, a Coding or a bare code, in lower case. */
export function codesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value.toLowerCase()];
  const element = elementOf(value);
  return [element, ...elementsOf(element['coding'])].map(({ code }) => textOf(code)?.toLowerCase()).filter((code) => code !== undefined);
}
