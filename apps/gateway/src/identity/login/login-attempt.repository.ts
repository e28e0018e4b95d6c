import { statement } from '@spindle/database';
import type { WorkerSql } from '../store';

export type LoginPurpose = 'LOGIN' | 'REAUTHENTICATION';

export interface LoginAttempt {
  readonly stateHash: Buffer;
  /** Of the cookie of the browser that began. */
  readonly browserHash: Buffer;
  readonly purpose: LoginPurpose;
  readonly returnTo: string;
  /** Short name of the practice in which the person wants to go on; null: where they were last. */
  readonly practiceSlug: string | null;
}

/** Minutes in which a login has to come back. */
export const LOGIN_MINUTES = 10;

const ADD = statement(`INSERT INTO identity.login_attempt (state_hash, browser_hash, purpose, return_to, practice_slug, created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, now(), now() + make_interval(mins => $6))`);

/** Whatever comes of it, an answer uses the attempt up. */
const TAKE = statement(`DELETE FROM identity.login_attempt WHERE state_hash = $1 AND browser_hash = $2
  RETURNING state_hash AS "stateHash", browser_hash AS "browserHash", purpose, return_to AS "returnTo", practice_slug AS "practiceSlug", created_at AS "createdAt", expires_at > now() AS "isTimely"`);

const SWEEP = statement('DELETE FROM identity.login_attempt WHERE expires_at < now()');

export async function addLoginAttempt(sql: WorkerSql, { stateHash, browserHash, purpose, returnTo, practiceSlug }: LoginAttempt): Promise<void> {
  await sql.count(ADD, [stateHash, browserHash, purpose, returnTo, practiceSlug, LOGIN_MINUTES]);
}

/** The attempt of this state and browser, once; null when there is none, it was used, or it is too old. */
export async function takeLoginAttempt(sql: WorkerSql, stateHash: Buffer, browserHash: Buffer): Promise<(LoginAttempt & { readonly createdAt: Date }) | null> {
  const [attempt] = await sql.rows<LoginAttempt & { readonly createdAt: Date; readonly isTimely: boolean }>(TAKE, [stateHash, browserHash]);
  return attempt?.isTimely ? attempt : null;
}

export function sweepLoginAttempts(sql: WorkerSql): Promise<number> {
  return sql.count(SWEEP, []);
}
