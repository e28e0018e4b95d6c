import { parseCalendarDay, type CalendarDay } from '@spindle/kernel';
import { checkDetails, type PatientDetails } from '@spindle/patient';
import { elementOf, elementsOf, textOf, textsOf, type Element } from '../bundle/element';
import { languageOf, sexOf } from './demographics';
import { mapped, skipped, type Mapped } from './mapped';
import { addressOf, contactsOf, telecomOf } from './patient-contact';

/** Longest parts of a name and how many given names are kept (the limits of the patient's record). */
const NAME_LENGTH = 100;
const GIVEN_NAMES = 5;

/**
 * FHIR Patient → the details of a patient. Left out, with the reason, without a family and a given name or without a
 * full birth date: neither is made up.
 */
export function mapPatient(resource: Element, today: CalendarDay): Mapped<PatientDetails> {
  if (elementsOf(resource['link']).some(({ type }) => type === 'replaced-by')) return skipped('its source replaced it by another patient');
  const birthDate = textOf(resource['birthDate']);
  if (birthDate === null) return skipped('no birth date');
  const day = parseCalendarDay(birthDate);
  if (day === null) return skipped(/^\d{4}(-\d{2})?$/.test(birthDate) ? 'its birth date is a year or month only' : 'its birth date is no day of the calendar');
  const name = nameOf(resource);
  if (name === null) return skipped('no name with a family and a given name');
  if ([name.family, ...name.given].some((part) => part.length > NAME_LENGTH)) return skipped(`a name longer than ${NAME_LENGTH} characters`);
  const notes: string[] = [];
  const details = checkDetails({
    name: { ...name, given: name.given.slice(0, GIVEN_NAMES) }, birthDate: day, sex: sexOf(resource), language: languageOf(resource, notes), interpreterLanguage: null,
    address: addressOf(resource, notes), telecom: telecomOf(resource, notes), contacts: contactsOf(resource, notes),
  }, today);
  if (!details.ok) return skipped(`${details.error.field.replace(/\[\d+\]/g, '')}: ${details.error.message.replace(/\.$/, '')}`);
  return mapped(details.value, [...notes, ...remarks(resource, name.given.length)]);
}

/** The official name, else the usual one, else the first that is in use; the first nickname is what the patient wants to be called. */
function nameOf(resource: Element): PatientDetails['name'] | null {
  const names = elementsOf(resource['name']);
  const current = names.filter(({ use }) => use !== 'old' && use !== 'maiden' && use !== 'nickname' && use !== 'anonymous');
  const ranked = [...current.filter(({ use }) => use === 'official'), ...current.filter(({ use }) => use === 'usual'), ...current];
  const name = ranked.find((candidate) => familyOf(candidate) !== null && textsOf(candidate['given']).length > 0);
  const family = name && familyOf(name);
  if (!name || !family) return null;
  const preferred = textsOf(names.find(({ use }) => use === 'nickname')?.['given'])[0] ?? null;
  return { given: [...textsOf(name['given'])], family, preferred: preferred !== null && preferred.length <= NAME_LENGTH ? preferred : null };
}

function familyOf(name: Element): string | null {
  const family = textsOf(name['family']).join(' ');
  return family === '' ? null : family;
}

function remarks(resource: Element, givenNames: number): string[] {
  return [
    ...(givenNames > GIVEN_NAMES ? [`given names beyond ${GIVEN_NAMES} were left out`] : []),
    ...(resource['deceasedDateTime'] !== undefined || resource['deceasedBoolean'] === true ? ['that the patient died is not kept by the import yet'] : []),
    ...(resource['active'] === false ? ['that the source no longer uses the record is not kept'] : []),
    ...(Object.keys(elementOf(resource['_birthDate'])).length > 0 ? ['extensions of the birth date were left out'] : []),
  ];
}
