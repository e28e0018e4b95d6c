/** Under which the extensions, profiles and identifier systems of Spindle are named. It names, and leads nowhere. */
export const SPINDLE_FHIR = 'https://fhir.spindle.example';

/** The system of identifiers of what a record names and does not hold: people, appointments, leads. */
export const ID_SYSTEM = `${SPINDLE_FHIR}/id`;

const STRUCTURES = `${SPINDLE_FHIR}/StructureDefinition/`;
const URN = 'urn:uuid:';

/** The extension in which a column of a table travels; without a column, the extension or profile of its rows. */
export function structureUrl(table: string, column?: string): string {
  return `${STRUCTURES}${table}${column === undefined ? '' : `.${column}`}`;
}

/** What `structureUrl` named; null for another's name. */
export function structureOf(url: unknown): string | null {
  return typeof url === 'string' && url.startsWith(STRUCTURES) ? url.slice(STRUCTURES.length) : null;
}

/** The address of a row within a bundle. */
export function toUrn(id: string): string {
  return `${URN}${id}`;
}

export function fromUrn(url: unknown): string | null {
  return typeof url === 'string' && url.startsWith(URN) ? url.slice(URN.length) : null;
}

const RECORD = structureUrl('patient-record');

/** What a bundle claims to be that holds a patient's whole record as Spindle exports it, in the form of this version. */
export const RECORD_PROFILE = `${RECORD}|1`;

/** Whether a text holds the name of a record's profile, of whatever version. */
export function namesRecord(text: string): boolean {
  return text.includes(`${RECORD}|`);
}
