import { createHash, randomBytes } from 'node:crypto';
import { parseId, type Id } from '@spindle/kernel';

const SECRET_BYTES = 32;
/** The practice's id and the secret, each in base64url. */
const TOKEN = /^([\w-]{22})\.[\w-]{43}$/;

/** A secret for an address that is opened without credentials. It begins with the practice's id, so that it tells whose it is. */
export function newPracticeToken(practiceId: Id<'Practice'>): string {
  return `${Buffer.from(practiceId.replaceAll('-', ''), 'hex').toString('base64url')}.${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/** The practice that a token names; null for what is no token. Whether the token holds is not known by that. */
export function practiceOfToken(token: string): Id<'Practice'> | null {
  const encoded = TOKEN.exec(token)?.[1];
  if (!encoded) return null;
  return parseId<'Practice'>(Buffer.from(encoded, 'base64url').toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
}

/** By what a token is kept and looked for: SHA-256, in hexadecimal digits. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
