import { err, ok, type CalendarDay, type Id, type Result } from '@spindle/kernel';

export type AdministrativeSex = 'FEMALE' | 'MALE' | 'OTHER' | 'UNKNOWN';
export type RecordSource = 'RECORDED' | 'IMPORTED';

export interface HumanName {
  readonly given: readonly string[];
  readonly family: string;
  readonly preferred: string | null;
}

export interface Address {
  readonly lines: readonly string[];
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
}

export interface ContactPoint {
  readonly system: 'PHONE' | 'EMAIL';
  readonly use: 'HOME' | 'WORK' | 'MOBILE' | null;
  readonly value: string;
}

export interface Contact {
  readonly name: string;
  readonly relationship: string | null;
  readonly telephone: string | null;
}

/** What a practice writes down about a person. */
export interface PatientDetails {
  readonly name: HumanName;
  readonly birthDate: CalendarDay;
  readonly sex: AdministrativeSex;
  readonly language: string | null;
  /** Into which an interpreter translates; null: none is needed. */
  readonly interpreterLanguage: string | null;
  readonly address: Address | null;
  readonly telecom: readonly ContactPoint[];
  readonly contacts: readonly Contact[];
}

/** A patient as lists carry it; telephone numbers and contacts are loaded beside it. */
export interface Patient extends Omit<PatientDetails, 'telecom' | 'contacts'> {
  readonly id: Id<'Patient'>;
  readonly version: number;
  readonly recordNumber: string;
  readonly source: RecordSource;
}

export interface InvalidInputError {
  readonly kind: 'InvalidInputError';
  readonly message: string;
  readonly field: string;
}

/** Limits of what is written about a person. */
export const PATIENT_LIMITS = { nameLength: 100, givenNames: 5, lineLength: 200, addressLines: 5, telecom: 10, contacts: 10, oldestBirthYear: 1880 } as const;

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The digits of a telephone number, without punctuation and without the North American leading 1. */
export function telephoneDigits(value: string): string {
  const digits = value.replace(/(ext|x)\.?\s*\d*$/i, '').replace(/\D/g, '');
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

/** Given and family names as one line. */
export function fullName(name: HumanName): string {
  return [...name.given, name.family].join(' ');
}

type Checked<T> = Result<T, InvalidInputError>;

function refuse(field: string, message: string): { readonly ok: false; readonly error: InvalidInputError } {
  return err({ kind: 'InvalidInputError', field, message });
}

/** Trims what was typed and checks it against the limits and against `today`; tells the first thing that cannot be accepted. */
export function checkDetails(details: PatientDetails, today: CalendarDay): Checked<PatientDetails> {
  const tidy = trimDetails(details);
  const flaw = nameFlaw(tidy.name) ?? birthDateFlaw(tidy.birthDate, today) ?? languageFlaw('language', tidy.language) ?? languageFlaw('interpreterLanguage', tidy.interpreterLanguage) ?? addressFlaw(tidy.address) ?? telecomFlaw(tidy.telecom) ?? contactsFlaw(tidy.contacts);
  return flaw ?? ok(tidy);
}

function trimDetails(details: PatientDetails): PatientDetails {
  const { name, address } = details;
  return {
    ...details,
    name: { given: name.given.map(trim), family: trim(name.family), preferred: trimOrNull(name.preferred) },
    language: trimOrNull(details.language),
    interpreterLanguage: trimOrNull(details.interpreterLanguage),
    address: address && { lines: address.lines.map(trim).filter((line) => line !== ''), city: trimOrNull(address.city), state: trimOrNull(address.state), postalCode: trimOrNull(address.postalCode), country: trimOrNull(address.country) },
    telecom: details.telecom.map((point) => ({ ...point, value: trim(point.value) })),
    contacts: details.contacts.map((contact) => ({ name: trim(contact.name), relationship: trimOrNull(contact.relationship), telephone: trimOrNull(contact.telephone) })),
  };
}

function trim(text: string): string {
  return text.normalize('NFC').replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/\s+/g, ' ').trim();
}

function trimOrNull(text: string | null): string | null {
  const trimmed = text === null ? '' : trim(text);
  return trimmed === '' ? null : trimmed;
}

type Flaw = ReturnType<typeof refuse> | null;

function lengthFlaw(field: string, text: string | null, longest: number): Flaw {
  return text !== null && text.length > longest ? refuse(field, `At most ${longest} characters.`) : null;
}

function nameFlaw({ given, family, preferred }: HumanName): Flaw {
  const { givenNames, nameLength } = PATIENT_LIMITS;
  if (family === '') return refuse('name.family', 'Give the family name.');
  if (given.length === 0 || given.some((name) => name === '')) return refuse('name.given', 'Give at least one given name; none may be empty.');
  if (given.length > givenNames) return refuse('name.given', `At most ${givenNames} given names.`);
  if (given.some((name) => name.length > nameLength)) return refuse('name.given', `At most ${nameLength} characters.`);
  return lengthFlaw('name.family', family, nameLength) ?? lengthFlaw('name.preferred', preferred, nameLength);
}

function birthDateFlaw(birthDate: CalendarDay, today: CalendarDay): Flaw {
  if (birthDate > today) return refuse('birthDate', 'The birth date lies in the future.');
  if (Number(birthDate.slice(0, 4)) < PATIENT_LIMITS.oldestBirthYear) return refuse('birthDate', `The birth date lies before ${PATIENT_LIMITS.oldestBirthYear}.`);
  return null;
}

function languageFlaw(field: string, language: string | null): Flaw {
  return language !== null && !LANGUAGE.test(language) ? refuse(field, 'Give a BCP 47 tag, such as "en" or "es-MX".') : null;
}

function addressFlaw(address: Address | null): Flaw {
  if (!address) return null;
  const { addressLines, lineLength } = PATIENT_LIMITS;
  if (address.lines.length > addressLines) return refuse('address.lines', `At most ${addressLines} lines.`);
  const parts = [...address.lines, address.city, address.state, address.postalCode, address.country];
  return parts.some((part) => part !== null && part.length > lineLength) ? refuse('address', `At most ${lineLength} characters in each part.`) : null;
}

function telecomFlaw(telecom: readonly ContactPoint[]): Flaw {
  if (telecom.length > PATIENT_LIMITS.telecom) return refuse('telecom', `At most ${PATIENT_LIMITS.telecom} numbers and addresses.`);
  for (const [index, { system, value }] of telecom.entries()) {
    const field = `telecom[${index}].value`;
    if (system === 'PHONE' && !isTelephone(value)) return refuse(field, 'Give a telephone number of 7 to 15 digits.');
    if (system === 'EMAIL' && !(EMAIL.test(value) && value.length <= 254)) return refuse(field, 'Give a mail address, such as name@example.org.');
  }
  return null;
}

function isTelephone(value: string): boolean {
  const digits = telephoneDigits(value).length;
  return digits >= 7 && digits <= 15 && value.length <= 40;
}

function contactsFlaw(contacts: readonly Contact[]): Flaw {
  if (contacts.length > PATIENT_LIMITS.contacts) return refuse('contacts', `At most ${PATIENT_LIMITS.contacts} contacts.`);
  for (const [index, { name, relationship, telephone }] of contacts.entries()) {
    if (name === '') return refuse(`contacts[${index}].name`, 'Give the name of the person to call.');
    if (telephone !== null && !isTelephone(telephone)) return refuse(`contacts[${index}].telephone`, 'Give a telephone number of 7 to 15 digits.');
    const flaw = lengthFlaw(`contacts[${index}].name`, name, PATIENT_LIMITS.lineLength) ?? lengthFlaw(`contacts[${index}].relationship`, relationship, PATIENT_LIMITS.nameLength);
    if (flaw) return flaw;
  }
  return null;
}
