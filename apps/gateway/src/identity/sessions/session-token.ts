import { createHash, randomBytes } from 'node:crypto';

const TOKEN = /^[\w-]{43}$/;

/** A session's secret: 256 random bits, known to the browser alone. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a session's secret: its SHA-256. Null for a text that is no session's secret. */
export function hashOf(token: string | null): Buffer | null {
  return token !== null && TOKEN.test(token) ? createHash('sha256').update(token).digest() : null;
}
