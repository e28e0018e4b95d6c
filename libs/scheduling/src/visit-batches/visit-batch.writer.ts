import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { StateChange } from '../appointments/appointment.writer';
import type { TakenStep } from '../visit-flow/visit-flow.repository';

const CHANGE = statement(`UPDATE scheduling.appointment a SET version = a.version + 1, state = t.state, state_before = t.state_before, state_changed_at = t.changed_at, cancellation_code = t.cancellation_code, cancellation_reason = t.cancellation_reason
  FROM jsonb_to_recordset($2::jsonb) AS t(id uuid, version integer, state text, state_before text, changed_at timestamptz, cancellation_code text, cancellation_reason text)
  WHERE a.practice_id = $1 AND a.id = t.id AND a.version = t.version`);
const ADD_STEPS = statement(`INSERT INTO scheduling.appointment_step (practice_id, appointment_id, version, action, from_state, to_state, taken_at, person_id, reason)
  SELECT $1, t.id, t.version, t.action, t.from_state, t.to_state, t.taken_at, t.person_id, t.reason
  FROM jsonb_to_recordset($2::jsonb) AS t(id uuid, version integer, action text, from_state text, to_state text, taken_at timestamptz, person_id uuid, reason text)`);
/** What hangs on a visit's identity goes on with the visit that takes its place: its place in a series, the id under which it was booked, open points about the patient. */
const CARRY_OVER = statement(`WITH moved AS (SELECT * FROM unnest($2::uuid[], $3::uuid[]) AS pair(old_id, new_id)),
  place AS (UPDATE scheduling.series_occurrence o SET appointment_id = moved.new_id FROM moved WHERE o.practice_id = $1 AND o.appointment_id = moved.old_id),
  name AS (UPDATE scheduling.appointment a SET original_patient_id = old.original_patient_id FROM moved JOIN scheduling.appointment old ON old.practice_id = $1 AND old.id = moved.old_id
    WHERE a.practice_id = $1 AND a.id = moved.new_id AND old.original_patient_id IS NOT NULL)
  INSERT INTO scheduling.visit_attention (practice_id, appointment_id, reason, source_id, raised_at)
  SELECT $1, moved.new_id, m.reason, m.source_id, m.raised_at FROM moved JOIN scheduling.visit_attention m ON m.practice_id = $1 AND m.appointment_id = moved.old_id
  WHERE m.settled_at IS NULL AND m.reason IN ('SCREENING_FAILED', 'CONSENT_WITHDRAWN') ON CONFLICT DO NOTHING`);

/** Writes many visits in one statement each; decides nothing. */
export class VisitBatchWriter {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** How many still had the version that was read. */
  async change(changes: readonly Pick<StateChange, 'id' | 'version' | 'state' | 'stateBefore' | 'changedAt' | 'cancellationCode' | 'cancellationReason'>[]): Promise<number> {
    const rows = changes.map((change) => ({
      id: change.id, version: change.version, state: change.state, state_before: change.stateBefore, changed_at: change.changedAt, cancellation_code: change.cancellationCode, cancellation_reason: change.cancellationReason,
    }));
    return this.sql.count(CHANGE, [this.practiceId, JSON.stringify(rows)]);
  }

  async addSteps(steps: readonly TakenStep[]): Promise<void> {
    const rows = steps.map((step) => ({
      id: step.appointmentId, version: step.version, action: step.action, from_state: step.from, to_state: step.to, taken_at: step.takenAt, person_id: step.personId, reason: step.reason,
    }));
    await this.sql.count(ADD_STEPS, [this.practiceId, JSON.stringify(rows)]);
  }

  async carryOver(moves: readonly { readonly oldId: Id<'Appointment'>; readonly newId: Id<'Appointment'> }[]): Promise<void> {
    await this.sql.count(CARRY_OVER, [this.practiceId, moves.map(({ oldId }) => oldId), moves.map(({ newId }) => newId)]);
  }
}
