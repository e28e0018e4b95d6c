import { hkdfSync } from 'node:crypto';

/** The shortest secret accepted, in characters. */
export const SECRET_LENGTH = 32;

/** What a derived key is for. Keys of different uses cannot stand in for one another. */
export type KeyUse = 'subgraph requests' | 'development issuer' | 'login attempts' | 'encryption' | 'audit heads';

const DEFAULTS = /change.?me|example|default|secret|password|spindle/i;

/**
 * The key for one use, 32 bytes, from the installation's one secret (HKDF-SHA256, RFC 5869, the use as `info`).
 * Throws a `RangeError` when the secret is missing or shorter than 32 characters.
 */
export function deriveKey(secret: string | undefined, use: KeyUse): Uint8Array {
  if (!secret || secret.length < SECRET_LENGTH) throw new RangeError(`SPINDLE_SECRET must be set, with at least ${SECRET_LENGTH} characters.`);
  return new Uint8Array(hkdfSync('sha256', secret, '', use, 32));
}

/** True for a secret that somebody could guess: one of the usual placeholders, or a few characters repeated. */
export function isGuessableSecret(secret: string): boolean {
  return DEFAULTS.test(secret) || new Set(secret).size < 10;
}
