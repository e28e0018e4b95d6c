import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Said first in everything sealed, so that another way of sealing can follow. */
const VERSION = 1;

/** Where a sealed value stands. It is bound to its place: anywhere else it does not open. */
export interface SealedPlace {
  readonly practiceId: string;
  /** Qualified: "billing.coverage". */
  readonly table: string;
  readonly column: string;
  /** The row's id. */
  readonly row: string;
}

/** A practice's own keys, 32 bytes each: one seals, the other makes what equal values are found by. */
export interface DataKey {
  readonly id: string;
  readonly encryption: Uint8Array;
  readonly index: Uint8Array;
}

/** A sealed value does not open: another key or place, or altered bytes. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** Seals a text at its place (AES-256-GCM, NIST SP 800-38D): version, random 96-bit nonce, ciphertext, 128-bit tag. */
export function seal({ encryption }: Pick<DataKey, 'encryption'>, place: SealedPlace, text: string): Buffer {
  return sealBytes(encryption, addressOf(place), Buffer.from(text, 'utf8'));
}

/** The text sealed at this place. Throws `SealBroken` for everything else. */
export function open({ encryption }: Pick<DataKey, 'encryption'>, place: SealedPlace, sealed: Uint8Array): string {
  return openBytes(encryption, addressOf(place), sealed).toString('utf8');
}

/**
 * What equal values of a column have in common, and nothing else tells (HMAC-SHA-256 under a key of its own, 32 bytes).
 * The caller gives a value in the one form it compares: trimmed, in capitals or the like.
 */
export function blindIndex({ index }: Pick<DataKey, 'index'>, { practiceId, table, column }: Omit<SealedPlace, 'row'>, value: string): Buffer {
  return createHmac('sha256', index).update(joined([practiceId, table, column, value])).digest();
}

/** Seals bytes under a key, bound to an address. */
export function sealBytes(key: Uint8Array, address: string, bytes: Uint8Array): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv);
  cipher.setAAD(Buffer.from(address, 'utf8'));
  return Buffer.concat([Buffer.from([VERSION]), iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** The bytes sealed under a key at an address. Throws `SealBroken` for everything else. */
export function openBytes(key: Uint8Array, address: string, sealed: Uint8Array): Buffer {
  if (sealed.length < 1 + IV_BYTES + TAG_BYTES || sealed[0] !== VERSION) throw new SealBroken('not sealed');
  try {
    const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(1, 1 + IV_BYTES));
    decipher.setAAD(Buffer.from(address, 'utf8'));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(1 + IV_BYTES, sealed.length - TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new SealBroken('does not open here', { cause });
  }
}

function addressOf({ practiceId, table, column, row }: SealedPlace): string {
  return joined([practiceId, table, column, row]);
}

/** Parts told apart whatever they hold. */
export function joined(parts: readonly string[]): string {
  return JSON.stringify(parts);
}
