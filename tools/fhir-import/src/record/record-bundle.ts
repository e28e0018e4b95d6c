import { createHash } from 'node:crypto';
import { err, ok, type Refusal, type Result } from '@spindle/kernel';
import { canonical, isElement, namesRecord, RECORD_PROFILE, SPINDLE_FHIR, tableOf, type Bundle, type BundleEntry, type Element, type Json } from '@spindle/fhir';

/** Why a bundle is not taken in as a record: the codes stay what they are. Messages say nothing of what the bundle holds. */
export type RecordRefusal = Refusal<'RECORD_VERSION_UNKNOWN' | 'RECORD_DAMAGED' | 'RECORD_CONFLICT'>;

/** A patient's whole record in one bundle. */
export interface RecordBundle extends Bundle {
  readonly meta: { readonly profile: readonly string[] };
  /** The SHA-256 of the entries: what was lost or changed on the way is seen. It is no signature. */
  readonly identifier: { readonly system: string; readonly value: string };
  readonly timestamp: string;
}

const DIGEST_SYSTEM = `${SPINDLE_FHIR}/sha-256-of-entries`;

/** The parts of a record that the subgraphs gave, as one bundle. */
export function toRecord(parts: readonly Bundle[], now: Date): RecordBundle {
  const entry = parts.flatMap((part) => part.entry);
  return {
    resourceType: 'Bundle', meta: { profile: [RECORD_PROFILE] }, identifier: { system: DIGEST_SYSTEM, value: digestOf(entry) ?? '' }, type: 'collection', timestamp: now.toISOString(), entry,
  };
}

/** Whether a bundle says of itself that it is a record of ours, of whatever version, whole or not. */
export function isRecord(json: unknown): json is Element {
  return isElement(json) && profilesOf(json).some(namesRecord);
}

/** The entries of a record that is whole and of a form that is known; `tables` are all that a record has rows of. */
export function readRecord(bundle: Element, tables: ReadonlySet<string>): Result<readonly BundleEntry[], RecordRefusal> {
  if (!profilesOf(bundle).includes(RECORD_PROFILE)) return err({ kind: 'RECORD_VERSION_UNKNOWN', message: 'it is of a form that another version of Spindle exported' });
  const entries = Array.isArray(bundle['entry']) ? (bundle['entry'] as readonly Json[]) : [];
  if (!entries.every(isEntry)) return damaged('an entry is none');
  const { identifier } = bundle;
  const digest = digestOf(entries);
  if (digest === null || !isElement(identifier) || identifier['system'] !== DIGEST_SYSTEM || identifier['value'] !== digest) return damaged('its entries are not those that were exported');
  if (new Set(entries.map(({ fullUrl }) => fullUrl)).size < entries.length) return damaged('two entries have one name');
  if (!entries.every((entry) => tables.has(tableOf(entry) ?? ''))) return damaged('an entry is of no kind that a record has');
  return entries.some((entry) => tableOf(entry) === 'patient.patient') ? ok(entries) : damaged('it is nobody\'s');
}

function isEntry(entry: Json): entry is Element & BundleEntry {
  return isElement(entry) && typeof entry['fullUrl'] === 'string' && isElement(entry['resource']);
}

function profilesOf({ meta }: Element): readonly string[] {
  const profiles = isElement(meta) ? meta['profile'] : null;
  return Array.isArray(profiles) ? (profiles as readonly Json[]).map(String) : [];
}

/** Null for entries nested without end. */
function digestOf(entries: readonly Json[] | readonly BundleEntry[]): string | null {
  try {
    return createHash('sha256').update(canonical(entries as readonly Json[])).digest('hex');
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

export function damaged(message: string): { readonly ok: false; readonly error: RecordRefusal } {
  return err({ kind: 'RECORD_DAMAGED', message });
}
