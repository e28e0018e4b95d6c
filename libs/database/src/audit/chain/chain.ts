import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from '@spindle/subgraph';

/** A whole row of `audit_event`, every value as text as PostgreSQL writes it, the time in UTC to the microsecond. */
export interface ChainedEvent {
  readonly practice_id: string;
  readonly id: string;
  readonly recorded_at: string;
  readonly transaction_id: string;
  readonly person_id: string;
  readonly roles: readonly string[];
  readonly patient_id: string | null;
  readonly field_classes: readonly string[];
  readonly action: string;
  readonly purpose: string;
  readonly outcome: string;
  readonly operation: string | null;
  readonly request_id: string;
  readonly break_glass_grant_id: string | null;
}

/** Every column, in the order in which the encoding has them. */
export const CHAINED_COLUMNS = [
  'practice_id', 'id', 'recorded_at', 'transaction_id', 'person_id', 'roles', 'patient_id', 'field_classes', 'action', 'purpose', 'outcome', 'operation',
  'request_id', 'break_glass_grant_id',
] as const satisfies readonly (keyof ChainedEvent)[];

/** Names the encoding: another list of columns is another version. */
const ENCODING = 'spindle audit event 1';

/** The row as one text that no other row has: JSON tells where each value ends, and null from an empty text. */
export function canonicalEvent(event: ChainedEvent): string {
  return JSON.stringify([ENCODING, ...CHAINED_COLUMNS.map((column) => event[column])]);
}

/** What stands before the first row of a practice's chain: no chain can be passed off as another's. */
export function chainStart(schema: string, practiceId: string): Buffer {
  return createHash('sha256').update(`spindle audit chain\n${schema}\n${practiceId}`).digest();
}

/** A row's hash: SHA-256 over the previous row's hash and the whole row. */
export function chainHash(previous: Uint8Array, event: ChainedEvent): Buffer {
  return createHash('sha256').update(previous).update(canonicalEvent(event)).digest();
}

/** How far a practice's chain is sealed: the last row's place and hash, and the transaction below which every row is sealed. */
export interface ChainHead {
  readonly schema: string;
  readonly practiceId: string;
  readonly position: number;
  readonly hash: Uint8Array;
  readonly sealedBelow: string;
}

/** HMAC-SHA256 over the whole head, by the newest key. */
export function signHead([newest]: KeyRing, head: ChainHead): Buffer {
  return hmac(newest.key, head);
}

/** Whether one of the live keys signed this head. */
export function isSignedHead(keys: KeyRing, head: ChainHead, signature: Uint8Array): boolean {
  return keys.some(({ key }) => signature.length === 32 && timingSafeEqual(hmac(key, head), signature));
}

function hmac(key: Uint8Array, { schema, practiceId, position, hash, sealedBelow }: ChainHead): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(['spindle audit head 1', schema, practiceId, position, Buffer.from(hash).toString('hex'), sealedBelow])).digest();
}
