import { telephoneDigits, type PatientDetails } from '@spindle/patient';
import { elementOf, elementsOf, lookUp, textOf, textsOf, type Element } from '../bundle/element';
import { conceptOf } from './concept';
import { lineOf } from './named';

type Address = NonNullable<PatientDetails['address']>;
type ContactPoint = PatientDetails['telecom'][number];
type Contact = PatientDetails['contacts'][number];

const TELECOM = 10;
const CONTACTS = 10;
const ADDRESS_LINES = 5;
const PART_LENGTH = 200;
const RELATIONSHIP_LENGTH = 100;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const SYSTEMS: Readonly<Record<string, ContactPoint['system']>> = { phone: 'PHONE', sms: 'PHONE', email: 'EMAIL' };
const USES: Readonly<Record<string, ContactPoint['use']>> = { home: 'HOME', work: 'WORK', mobile: 'MOBILE' };

/** Telephone numbers and mail addresses, by rank; what is neither, out of use or malformed is left out and noted. */
export function telecomOf(resource: Element, notes: string[]): ContactPoint[] {
  const points = [...elementsOf(resource['telecom'])].sort((a, b) => rankOf(a) - rankOf(b)).flatMap((point) => contactPoint(point, notes));
  if (points.length > TELECOM) notes.push(`telephone numbers and mail addresses beyond ${TELECOM} were left out`);
  return points.slice(0, TELECOM);
}

function rankOf({ rank }: Element): number {
  return typeof rank === 'number' && rank > 0 ? rank : Number.MAX_SAFE_INTEGER;
}

function contactPoint(point: Element, notes: string[]): ContactPoint[] {
  const code = textOf(point['system']) ?? '';
  const system = lookUp(SYSTEMS, code);
  const value = textOf(point['value'])?.replace(/^(tel|mailto):/i, '') ?? null;
  if (point['use'] === 'old' || value === null) return noted(notes, 'a telephone number or mail address that is empty or out of use was left out');
  if (system === undefined) return noted(notes, 'a way of contact other than telephone and mail was left out');
  if (!isUsable(system, value)) return noted(notes, system === 'PHONE' ? 'a telephone number without 7 to 15 digits was left out' : 'a malformed mail address was left out');
  return [{ system, use: lookUp(USES, point['use']) ?? (code === 'sms' ? 'MOBILE' : null), value }];
}

function isUsable(system: ContactPoint['system'], value: string): boolean {
  if (system === 'EMAIL') return EMAIL.test(value) && value.length <= 254;
  const digits = telephoneDigits(value).length;
  return digits >= 7 && digits <= 15 && value.length <= 40;
}

/** The home address, else the first in use. */
export function addressOf(resource: Element, notes: string[]): Address | null {
  const addresses = elementsOf(resource['address']).filter(({ use }) => use !== 'old');
  const address = addresses.find(({ use }) => use === 'home') ?? addresses[0];
  if (!address) return null;
  if (addresses.length > 1) notes.push('a further address was left out');
  const stated = textsOf(address['line']);
  const lines = stated.length > 0 ? stated : onlyText(address);
  if (lines.length > ADDRESS_LINES) notes.push(`address lines beyond ${ADDRESS_LINES} were left out`);
  const part = (key: string): string | null => bounded(textOf(address[key]), notes);
  return {
    lines: lines.slice(0, ADDRESS_LINES).map((line) => bounded(line, notes)).filter((line) => line !== null),
    city: part('city'), state: part('state'), postalCode: part('postalCode'), country: part('country'),
  };
}

function onlyText(address: Element): readonly string[] {
  return textOf(address['city']) === null ? textsOf(address['text']) : [];
}

function bounded(text: string | null, notes: string[]): string | null {
  if (text === null || text.length <= PART_LENGTH) return text;
  notes.push(`a part of an address longer than ${PART_LENGTH} characters was left out`);
  return null;
}

/** The people to call (FHIR Patient.contact). */
export function contactsOf(resource: Element, notes: string[]): Contact[] {
  const contacts = elementsOf(resource['contact']).flatMap((contact) => contactOf(contact, notes));
  if (contacts.length > CONTACTS) notes.push(`contacts beyond ${CONTACTS} were left out`);
  return contacts.slice(0, CONTACTS);
}

function contactOf(contact: Element, notes: string[]): Contact[] {
  const name = lineOf(elementOf(contact['name'])) ?? textOf(elementOf(contact['organization'])['display']);
  if (name === null || name.length > PART_LENGTH) return noted(notes, 'a contact without a name that can be kept was left out');
  const relationship = elementsOf(contact['relationship']).map((concept) => conceptOf(concept)?.text).find((text) => text !== undefined) ?? null;
  const telephones = elementsOf(contact['telecom']).filter(({ system }) => system === 'phone' || system === 'sms').map(({ value }) => textOf(value));
  const telephone = telephones.find((value) => value !== null && isUsable('PHONE', value)) ?? null;
  if (telephone === null && telephones.length > 0) notes.push("a contact's telephone number without 7 to 15 digits was left out");
  return [{ name, relationship: relationship?.slice(0, RELATIONSHIP_LENGTH) ?? null, telephone }];
}

function noted(notes: string[], note: string): [] {
  notes.push(note);
  return [];
}
