import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { CancellationCode } from '../cancellations/cancellation';
import type { AppointmentState } from './appointment';
import type { Attendee } from './attendee';

const INSERT = statement(`INSERT INTO scheduling.appointment (practice_id, id, version, state, state_changed_at, source, patient_id, lead_id, practitioner_id, location_id, room_id, equipment_id, session_id,
    service_type_code, starts_at, ends_at, local_start, time_zone, hold_expires_at, replaces_id)
  SELECT $1::uuid, id, 1, CASE WHEN hold_expires_at IS NULL THEN 'BOOKED' ELSE 'HELD' END, booked_at, 'RECORDED', patient_id, lead_id, practitioner_id, location_id, room_id, equipment_id, session_id,
    service_type_code, starts_at, ends_at, local_start, time_zone, hold_expires_at, replaces_id
  FROM jsonb_to_recordset($2::jsonb) AS new(id uuid, booked_at timestamptz, patient_id uuid, lead_id uuid, practitioner_id uuid, location_id uuid, room_id uuid, equipment_id uuid, session_id uuid,
    service_type_code text, starts_at timestamptz, ends_at timestamptz, local_start timestamp, time_zone text, hold_expires_at timestamptz, replaces_id uuid)`);
const CHANGE = statement(`UPDATE scheduling.appointment SET version = version + 1, state = $4, state_before = $5, state_changed_at = $6, room_id = $7,
    cancellation_reason = $8, arrived_at = $9, roomed_at = $10, treatment_started_at = $11, completed_at = $12, cancellation_code = $13
  WHERE practice_id = $1 AND id = $2 AND version = $3`);

export interface NewAppointment extends Attendee {
  readonly id: Id<'Appointment'>;
  readonly bookedAt: Date;
  readonly practitionerId: Id<'Practitioner'>;
  readonly locationId: Id<'Location'>;
  readonly roomId: Id<'Room'> | null;
  readonly equipmentId: Id<'Equipment'> | null;
  /** Null: the visit is no seat in a group. */
  readonly sessionId: Id<'GroupSession'> | null;
  readonly serviceTypeCode: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly localStart: string;
  readonly timeZone: string;
  /** Until when the time is only held; null: it is booked. */
  readonly holdExpiresAt: Date | null;
  readonly replacesId: Id<'Appointment'> | null;
}

/** What a step of the visit flow writes on the appointment. */
export interface StateChange {
  readonly id: Id<'Appointment'>;
  /** The version before the step. */
  readonly version: number;
  readonly state: AppointmentState;
  readonly stateBefore: AppointmentState;
  readonly changedAt: Date;
  readonly roomId: Id<'Room'> | null;
  readonly cancellationCode: CancellationCode | null;
  readonly cancellationReason: string | null;
  readonly arrivedAt: Date | null;
  readonly roomedAt: Date | null;
  readonly treatmentStartedAt: Date | null;
  readonly completedAt: Date | null;
}

/** Writes appointments; decides nothing. */
export class AppointmentWriter {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** Writes new appointments, however many, in one statement. */
  async insert(appointments: readonly NewAppointment[]): Promise<void> {
    await this.sql.count(INSERT, [this.practiceId, JSON.stringify(appointments.map(toRow))]);
  }

  /** False when the appointment has another version by now. */
  async change(change: StateChange): Promise<boolean> {
    const { id, version, state, stateBefore, changedAt, roomId, cancellationCode, cancellationReason, arrivedAt, roomedAt, treatmentStartedAt, completedAt } = change;
    return (await this.sql.count(CHANGE, [this.practiceId, id, version, state, stateBefore, changedAt, roomId, cancellationReason, arrivedAt, roomedAt, treatmentStartedAt, completedAt, cancellationCode])) === 1;
  }
}

function toRow(appointment: NewAppointment): object {
  const { id, bookedAt, patientId, leadId, practitionerId, locationId, roomId, equipmentId, sessionId, serviceTypeCode, startsAt, endsAt, localStart, timeZone, holdExpiresAt, replacesId } = appointment;
  return {
    id, booked_at: bookedAt, patient_id: patientId, lead_id: leadId, practitioner_id: practitionerId, location_id: locationId, room_id: roomId, equipment_id: equipmentId, session_id: sessionId,
    service_type_code: serviceTypeCode, starts_at: startsAt, ends_at: endsAt, local_start: localStart, time_zone: timeZone, hold_expires_at: holdExpiresAt, replaces_id: replacesId,
  };
}
