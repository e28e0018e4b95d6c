import type { Id } from '@spindle/kernel';
import { newId, statement } from '@spindle/database';
import type { Membership } from '../people/membership';
import { MEMBERSHIP_COLUMNS } from '../people/people.repository';
import type { WorkerSql } from '../store';

/** A session as the database has it, with the membership that it stands on and the emergency access in it. */
export interface SessionRow extends Omit<Membership, 'isService'> {
  readonly id: Id<'Session'>;
  readonly authenticatedAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly grantId: Id<'BreakGlassGrant'> | null;
  readonly grantPatientId: Id<'Patient'> | null;
  readonly grantExpiresAt: Date | null;
}

/** A session without a membership that still stands is none. */
const BY_TOKEN = statement(`SELECT session.id, session.authenticated_at AS "authenticatedAt", session.last_seen_at AS "lastSeenAt", session.expires_at AS "expiresAt",
    ${MEMBERSHIP_COLUMNS},
    glass.id AS "grantId", glass.patient_id AS "grantPatientId", glass.expires_at AS "grantExpiresAt"
  FROM identity.session session
  JOIN identity.membership m ON m.practice_id = session.practice_id AND m.person_id = session.person_id AND m.ended_at IS NULL
  JOIN identity.practice practice ON practice.id = session.practice_id
  LEFT JOIN LATERAL (SELECT g.id, g.patient_id, g.expires_at FROM identity.break_glass_grant g
    WHERE g.practice_id = session.practice_id AND g.session_id = session.id AND g.ended_at IS NULL AND g.expires_at > now() ORDER BY g.granted_at DESC LIMIT 1) glass ON true
  WHERE session.token_hash = $1 AND session.expires_at > now() AND session.last_seen_at > now() - make_interval(secs => $2)`);

const ADD = statement(`INSERT INTO identity.session (practice_id, id, token_hash, person_id, authenticated_at, created_at, last_seen_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, now(), now(), $6)`);

const TOUCH = statement('UPDATE identity.session SET last_seen_at = now() WHERE practice_id = $1 AND id = $2');
const RENEW = statement('UPDATE identity.session SET token_hash = $3, last_seen_at = now() WHERE practice_id = $1 AND id = $2 AND token_hash = $4');
const END = statement('DELETE FROM identity.session WHERE token_hash = $1 RETURNING practice_id AS "practiceId", id');
const END_OF_PERSON = statement('DELETE FROM identity.session WHERE person_id = $1 RETURNING practice_id AS "practiceId", id');
const END_GRANTS = statement(`UPDATE identity.break_glass_grant SET ended_at = now()
  WHERE (practice_id, session_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[])) AND ended_at IS NULL`);
const SWEEP = statement('DELETE FROM identity.session WHERE expires_at < now() OR last_seen_at < now() - make_interval(secs => $1)');

interface Ended { readonly practiceId: string; readonly id: string }

export async function findSession(sql: WorkerSql, tokenHash: Buffer, idleSeconds: number): Promise<SessionRow | null> {
  const [session] = await sql.rows<SessionRow>(BY_TOKEN, [tokenHash, idleSeconds]);
  return session ?? null;
}

export interface NewSession {
  readonly practiceId: Id<'Practice'>;
  readonly personId: Id<'Person'>;
  readonly tokenHash: Buffer;
  readonly authenticatedAt: Date;
  readonly expiresAt: Date;
}

export async function addSession(sql: WorkerSql, { practiceId, personId, tokenHash, authenticatedAt, expiresAt }: NewSession): Promise<void> {
  await sql.count(ADD, [practiceId, newId(), tokenHash, personId, authenticatedAt, expiresAt]);
}

export async function touchSession(sql: WorkerSql, { practiceId, id }: Pick<SessionRow, 'practiceId' | 'id'>): Promise<void> {
  await sql.count(TOUCH, [practiceId, id]);
}

/** Gives a session another secret; false when it no longer had this one. */
export async function renewSession(sql: WorkerSql, { practiceId, id }: Pick<SessionRow, 'practiceId' | 'id'>, { from, to }: { from: Buffer; to: Buffer }): Promise<boolean> {
  return (await sql.count(RENEW, [practiceId, id, to, from])) === 1;
}

/** Ends one session and the emergency access in it. */
export async function endSession(sql: WorkerSql, tokenHash: Buffer): Promise<void> {
  await endGrants(sql, await sql.rows<Ended>(END, [tokenHash]));
}

/** Ends every session of a person, in every practice and browser, and the emergency access in them. */
export async function endSessionsOfPerson(sql: WorkerSql, personId: Id<'Person'>): Promise<void> {
  await endGrants(sql, await sql.rows<Ended>(END_OF_PERSON, [personId]));
}

async function endGrants(sql: WorkerSql, ended: readonly Ended[]): Promise<void> {
  if (ended.length > 0) await sql.count(END_GRANTS, [ended.map(({ practiceId }) => practiceId), ended.map(({ id }) => id)]);
}

export function sweepSessions(sql: WorkerSql, idleSeconds: number): Promise<number> {
  return sql.count(SWEEP, [idleSeconds]);
}
