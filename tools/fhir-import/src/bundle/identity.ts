import { createHash } from 'node:crypto';
import { elementOf, elementsOf, textOf, textsOf, type Element } from './element';
import type { Entry } from './entry';
import { baseOf, identifierOf, parseReference, type Identifier } from './references';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Numbers a state or payer gave a person (HL7 v2 table 0203): never used as a key. */
const PERSONAL_NUMBERS: ReadonlySet<string> = new Set(['SS', 'SB', 'DL', 'PPN', 'TAX', 'NI', 'NIIP', 'NNxxx', 'MC', 'MA', 'MB', 'SN', 'WC', 'CZ', 'BC', 'BCT', 'DN', 'PNT']);
const PERSONAL_SYSTEMS = /us-(ssn|mbi|medicare|medicaid)|2\.16\.840\.1\.113883\.4\.(1|3\.\d+|330\.\d+|572|927)$|passport|driver/i;

/** Keys under which a patient may be stored, the best first, and what tells two persons apart who share one. */
export interface PatientIdentity {
  readonly candidates: readonly string[];
  readonly fingerprint: string;
}

/** A key that says nothing about what it was made of. */
function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url');
}

/**
 * How a patient is known for good: by the record number its source gave it, else by an address that is unique in the
 * world, else by its id together with name and birth date (other files have a Patient/1 too), else by its content.
 */
export function patientIdentity({ resource, fullUrl }: Pick<Entry, 'resource' | 'fullUrl'>): PatientIdentity {
  const person = personOf(resource);
  const identifier = recordNumber(resource);
  const unique = uniqueAddress('Patient', resource, fullUrl);
  const id = textOf(resource['id']);
  const address = unique ?? (id === null ? content(resource) : digest(id, person));
  const candidates = [...(identifier ? [digest('Patient', identifier.system ?? '', identifier.value)] : []), digest('Patient', address)];
  return { candidates, fingerprint: digest(...candidates, person) };
}

function recordNumber(resource: Element): Identifier | null {
  const usable = elementsOf(resource['identifier']).filter((element) => !isPersonalNumber(element) && element['use'] !== 'old' && element['use'] !== 'temp');
  const known = [...usable.filter((element) => typeCodes(element).includes('MR')), ...usable];
  return known.map(identifierOf).find((identifier) => identifier !== null && identifier.system !== null) ?? null;
}

function isPersonalNumber(element: Element): boolean {
  return typeCodes(element).some((code) => PERSONAL_NUMBERS.has(code)) || PERSONAL_SYSTEMS.test(textOf(element['system']) ?? '');
}

function typeCodes(element: Element): readonly string[] {
  return elementsOf(elementOf(element['type'])['coding']).flatMap((coding) => textsOf(coding['code']));
}

function personOf(resource: Element): string {
  const [name] = elementsOf(resource['name']);
  return JSON.stringify([resource['birthDate'] ?? null, name?.['family'] ?? null, name?.['given'] ?? null]);
}

/** The key of something that belongs to a patient. */
export function keyOf(type: string, patientKey: string, identity: string): string {
  return digest(type, patientKey, identity);
}

/** What names a resource among those of its type and patient; its content where nothing else does. */
export function identityOf({ type, resource, fullUrl }: Pick<Entry, 'type' | 'resource' | 'fullUrl'>): string {
  return uniqueAddress(type, resource, fullUrl) ?? textOf(resource['id']) ?? content(resource);
}

/** The same, read off a reference to the resource; null when the reference gives no address. */
export function identityOfReference(value: unknown, from: Pick<Entry, 'fullUrl'>): string | null {
  const reference = parseReference(value);
  if (reference?.kind === 'ABSOLUTE') return uuidAtEnd(reference.url) ?? reference.url;
  if (reference?.kind !== 'RELATIVE') return null;
  const base = baseOf(from.fullUrl);
  return uuidAtEnd(reference.id) ?? (base === null ? reference.id : `${base}/${reference.type}/${reference.id}`);
}

function uniqueAddress(type: string, resource: Element, fullUrl: string | null): string | null {
  const uuid = uuidAtEnd(textOf(resource['id']) ?? '') ?? uuidAtEnd(fullUrl ?? '');
  if (uuid !== null) return uuid;
  if (/^https?:\/\//.test(fullUrl ?? '')) return fullUrl;
  return /^urn:oid:/i.test(fullUrl ?? '') ? `${type} ${fullUrl}` : null;
}

function uuidAtEnd(text: string): string | null {
  return UUID.exec(text)?.[0].toLowerCase() ?? null;
}

function content(resource: Element): string {
  return digest(JSON.stringify(resource, (_key, value: unknown) => (
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value)));
}
