import type { PatientDetails } from '@spindle/patient';
import { elementOf, elementsOf, textOf, type Element } from '../bundle/element';

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

/** FHIR administrative-gender. */
export function sexOf(resource: Element): PatientDetails['sex'] {
  switch (textOf(resource['gender'])?.toLowerCase()) {
    case 'female': return 'FEMALE';
    case 'male': return 'MALE';
    case 'other': return 'OTHER';
    default: return 'UNKNOWN';
  }
}

/** The preferred language, else the first, as a BCP 47 tag. */
export function languageOf(resource: Element, notes: string[]): string | null {
  const communications = elementsOf(resource['communication']);
  const communication = communications.find(({ preferred }) => preferred === true) ?? communications[0];
  if (!communication) return null;
  const codes = elementsOf(elementOf(communication['language'])['coding']).map(({ code }) => textOf(code)).filter((code) => code !== null);
  const tag = codes.map((code) => code.replace(/^[A-Za-z]+/, (language) => language.toLowerCase())).find((code) => LANGUAGE.test(code));
  if (tag === undefined) notes.push('a language without a BCP 47 tag was left out');
  return tag ?? null;
}
