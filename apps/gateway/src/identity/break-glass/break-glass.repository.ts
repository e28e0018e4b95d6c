import type { Id } from '@spindle/kernel';
import { newId, statement, type Sql } from '@spindle/database';
import type { Session } from '../sessions/sessions';
import type { WorkerSql } from '../store';
import { BREAK_GLASS_HOURS, type BreakGlassRequest, type BreakGlassReview } from './break-glass';

/** Emergency access that nobody has reviewed yet. */
export interface UnreviewedGrant {
  readonly id: Id<'BreakGlassGrant'>;
  readonly personId: Id<'Person'>;
  readonly personName: string | null;
  readonly patientId: Id<'Patient'>;
  readonly reasonCode: string;
  readonly reason: string;
  readonly grantedAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
}

/** One at a time: another patient ends the access to the first. */
const END_OTHERS = statement('UPDATE identity.break_glass_grant SET ended_at = now() WHERE practice_id = $1 AND session_id = $2 AND ended_at IS NULL');

const ADD = statement(`INSERT INTO identity.break_glass_grant (practice_id, id, person_id, session_id, patient_id, reason_code, reason, granted_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, now(), now() + make_interval(hours => $8)) RETURNING expires_at AS "expiresAt"`);

const UNREVIEWED = statement(`SELECT g.id, g.person_id AS "personId", (SELECT m.name FROM identity.membership m WHERE m.practice_id = g.practice_id AND m.person_id = g.person_id ORDER BY m.started_at DESC LIMIT 1) AS "personName",
    g.patient_id AS "patientId", g.reason_code AS "reasonCode", g.reason, g.granted_at AS "grantedAt", g.expires_at AS "expiresAt", g.ended_at AS "endedAt"
  FROM identity.break_glass_grant g WHERE g.practice_id = $1 AND g.reviewed_at IS NULL ORDER BY g.granted_at, g.id LIMIT 100`);

const REVIEW = statement(`UPDATE identity.break_glass_grant SET reviewed_at = now(), reviewed_by = $3, review_outcome = $4, review_note = $5
  WHERE practice_id = $1 AND id = $2 AND reviewed_at IS NULL AND person_id <> $3`);

const FIND = statement('SELECT person_id AS "personId", reviewed_at IS NOT NULL AS "isReviewed" FROM identity.break_glass_grant WHERE practice_id = $1 AND id = $2');

export interface Granted {
  readonly id: Id<'BreakGlassGrant'>;
  readonly expiresAt: Date;
}

export async function grantBreakGlass(sql: WorkerSql, session: Session, { patientId, reasonCode, reason }: BreakGlassRequest): Promise<Granted> {
  const id = newId<'BreakGlassGrant'>();
  await endBreakGlass(sql, session);
  const [row] = await sql.rows<{ expiresAt: Date }>(ADD, [session.practiceId, id, session.personId, session.id, patientId, reasonCode, reason, BREAK_GLASS_HOURS]);
  if (!row) throw new Error('An emergency access was not written.');
  return { id, expiresAt: row.expiresAt };
}

export async function endBreakGlass(sql: WorkerSql, { practiceId, id }: Pick<Session, 'practiceId' | 'id'>): Promise<void> {
  await sql.count(END_OTHERS, [practiceId, id]);
}

export function findUnreviewed(sql: Sql, practiceId: Id<'Practice'>): Promise<UnreviewedGrant[]> {
  return sql.rows<UnreviewedGrant>(UNREVIEWED, [practiceId]);
}

export interface Reviewer {
  readonly practiceId: Id<'Practice'>;
  readonly personId: Id<'Person'>;
}

/** Writes down a review; says why it could not. Nobody reviews their own access. */
export async function reviewGrant(sql: Sql, { practiceId, personId }: Reviewer, { id, outcome, note }: BreakGlassReview & { readonly id: string }): Promise<'REVIEWED' | 'UNKNOWN' | 'OWN' | 'ALREADY'> {
  if ((await sql.count(REVIEW, [practiceId, id, personId, outcome, note])) === 1) return 'REVIEWED';
  const [grant] = await sql.rows<{ personId: string; isReviewed: boolean }>(FIND, [practiceId, id]);
  if (!grant) return 'UNKNOWN';
  return grant.personId === personId ? 'OWN' : 'ALREADY';
}
