import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { ShownVisit } from '../appointments/visit-news.service';

/** Holds that ran out by `$5` and still stand in the way of somebody, their rows locked, with all that they keep. */
export const LOCK_EXPIRED_IN_THE_WAY = statement(`SELECT a.id, a.hold_expires_at, ARRAY(SELECT kept.resource_id FROM scheduling.reservation kept WHERE kept.practice_id = $1 AND kept.holder_id = a.id AND kept.live) AS resource_ids
  FROM scheduling.appointment a WHERE a.practice_id = $1 AND a.state = 'HELD' AND a.hold_expires_at <= $5 AND a.id IN (
    SELECT r.holder_id FROM scheduling.reservation r WHERE r.practice_id = $1 AND r.resource_id = ANY($2::uuid[]) AND r.live AND r.expires_at <= $5
      AND r.starts_at > $3::timestamptz - interval '24 hours' AND r.starts_at < $4 AND r.ends_at > $3)
  ORDER BY a.id FOR NO KEY UPDATE OF a`);
export const LOCK_EXPIRED = statement(`SELECT a.id, a.hold_expires_at, ARRAY(SELECT kept.resource_id FROM scheduling.reservation kept WHERE kept.practice_id = $1 AND kept.holder_id = a.id AND kept.live) AS resource_ids
  FROM scheduling.appointment a WHERE a.practice_id = $1 AND a.state = 'HELD' AND a.hold_expires_at <= $2 AND a.id = ANY($3::uuid[]) ORDER BY a.id FOR NO KEY UPDATE OF a SKIP LOCKED`);
const EXPIRE = statement(`WITH expired AS (
    UPDATE scheduling.appointment SET version = version + 1, state = 'EXPIRED', state_before = 'HELD', state_changed_at = $3 WHERE practice_id = $1 AND id = ANY($2::uuid[]) AND state = 'HELD'
    RETURNING id, version, practitioner_id, location_id, patient_id, local_start),
  step AS (INSERT INTO scheduling.appointment_step (practice_id, appointment_id, version, action, from_state, to_state, taken_at, person_id, reason)
    SELECT $1::uuid, id, version, 'EXPIRE', 'HELD', 'EXPIRED', $3::timestamptz, $4::uuid, NULL FROM expired)
  SELECT id, version, practitioner_id, location_id, patient_id, local_start::text AS local_start FROM expired ORDER BY id`);

/** A hold, its row locked. */
export interface LockedHold {
  readonly id: Id<'Appointment'>;
  readonly expiresAt: Date;
  readonly resourceIds: readonly string[];
}

interface HoldRow { readonly id: string; readonly hold_expires_at: Date; readonly resource_ids: string[] }
interface ExpiredRow { readonly id: string; readonly version: number; readonly practitioner_id: string; readonly location_id: string; readonly patient_id: string | null; readonly local_start: string }

/** What stands in the way of a visit. */
export interface Wanted {
  readonly resourceIds: readonly string[];
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Finds holds that ran out and writes that they did. */
export class ExpiredHoldRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** Those in the way that run out by the instant. */
  async lockInTheWay({ resourceIds, startsAt, endsAt }: Wanted, by: Date): Promise<LockedHold[]> {
    return (await this.sql.rows<HoldRow>(LOCK_EXPIRED_IN_THE_WAY, [this.practiceId, resourceIds, startsAt, endsAt, by])).map(toHold);
  }

  /** Those of these holds that ran out and that nobody else works on. */
  async lock(ids: readonly string[], now: Date): Promise<LockedHold[]> {
    return (await this.sql.rows<HoldRow>(LOCK_EXPIRED, [this.practiceId, now, ids])).map(toHold);
  }

  /** Answers the holds as they are then. */
  async expire(ids: readonly Id<'Appointment'>[], by: { readonly personId: Id<'Person'>; readonly at: Date }): Promise<ShownVisit[]> {
    const rows = await this.sql.rows<ExpiredRow>(EXPIRE, [this.practiceId, ids, by.at, by.personId]);
    return rows.map((row) => ({ id: row.id, version: row.version, practitionerId: row.practitioner_id, locationId: row.location_id, patientId: row.patient_id, localStart: row.local_start.replace(' ', 'T') }));
  }
}

function toHold(row: HoldRow): LockedHold {
  return { id: row.id, expiresAt: row.hold_expires_at, resourceIds: row.resource_ids };
}
