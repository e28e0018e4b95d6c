import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { RecordedAppointment } from '../appointments/appointment';
import type { Transition, VisitLock } from './transition';

/** Whether a room can bear one more visit; visits that are in it on the same day at the site count, however long they last; those of one group session as one. */
export const STEP_FACTS = statement(`SELECT
    ARRAY(SELECT kind FROM scheduling.visit_lock WHERE practice_id = $1 AND appointment_id = $2) AS locks,
    coalesce((SELECT capacity FROM scheduling.resource WHERE practice_id = $1 AND id = $3), 1)
      > (SELECT count(DISTINCT coalesce(other.session_id, other.id)) FROM scheduling.appointment other WHERE other.practice_id = $1 AND other.location_id = $4 AND other.starts_at >= $5 AND other.starts_at < $6
          AND other.room_id = $3 AND other.state IN ('IN_ROOM', 'IN_TREATMENT') AND other.id <> $2 AND coalesce(other.session_id, other.id) <> coalesce($7::uuid, $2)) AS room_is_free`);
const ADD_STEP = statement(`INSERT INTO scheduling.appointment_step (practice_id, appointment_id, version, action, from_state, to_state, taken_at, person_id, reason)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`);

export interface StepFacts {
  readonly locks: readonly VisitLock[];
  readonly roomIsFree: boolean;
}

export interface TakenStep extends Transition {
  readonly appointmentId: Id<'Appointment'>;
  /** The appointment's version after the step. */
  readonly version: number;
  readonly takenAt: Date;
  readonly personId: Id<'Person'>;
  readonly reason: string | null;
}

/** Reads what a step is decided on, and keeps the steps that were taken. */
export class VisitFlowRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findFacts(appointment: RecordedAppointment, roomId: Id<'Room'> | null, day: { startsAt: Date; endsAt: Date }): Promise<StepFacts> {
    const [row] = await this.sql.rows<{ locks: VisitLock[]; room_is_free: boolean }>(STEP_FACTS, [this.practiceId, appointment.id, roomId, appointment.location.id, day.startsAt, day.endsAt, appointment.sessionId]);
    if (!row) throw new Error('A statement over one row gave none.');
    return { locks: row.locks, roomIsFree: row.room_is_free };
  }

  async addStep({ appointmentId, version, action, from, to, takenAt, personId, reason }: TakenStep): Promise<void> {
    await this.sql.count(ADD_STEP, [this.practiceId, appointmentId, version, action, from, to, takenAt, personId, reason]);
  }
}
