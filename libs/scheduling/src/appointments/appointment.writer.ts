import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { AppointmentState } from './appointment';
import type { Attendee } from './attendee';

const INSERT = statement(`INSERT INTO scheduling.appointment (practice_id, id, version, state, state_changed_at, source, patient_id, practitioner_id, location_id, room_id,
    service_type_code, starts_at, ends_at, local_start, time_zone, replaces_id, lead_id)
  VALUES ($1, $2, 1, 'BOOKED', $3, 'RECORDED', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`);
const CHANGE = statement(`UPDATE scheduling.appointment SET version = version + 1, state = $4, state_before = $5, state_changed_at = $6, room_id = $7,
    cancellation_reason = $8, arrived_at = $9, roomed_at = $10, treatment_started_at = $11, completed_at = $12
  WHERE practice_id = $1 AND id = $2 AND version = $3`);

export interface NewAppointment extends Attendee {
  readonly id: Id<'Appointment'>;
  readonly bookedAt: Date;
  readonly practitionerId: Id<'Practitioner'>;
  readonly locationId: Id<'Location'>;
  readonly roomId: Id<'Room'> | null;
  readonly serviceTypeCode: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly localStart: string;
  readonly timeZone: string;
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
  readonly cancellationReason: string | null;
  readonly arrivedAt: Date | null;
  readonly roomedAt: Date | null;
  readonly treatmentStartedAt: Date | null;
  readonly completedAt: Date | null;
}

/** Writes appointments; decides nothing. */
export class AppointmentWriter {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async insert(appointment: NewAppointment): Promise<void> {
    const { id, bookedAt, patientId, practitionerId, locationId, roomId, serviceTypeCode, startsAt, endsAt, localStart, timeZone, replacesId, leadId } = appointment;
    await this.sql.count(INSERT, [this.practiceId, id, bookedAt, patientId, practitionerId, locationId, roomId, serviceTypeCode, startsAt, endsAt, localStart, timeZone, replacesId, leadId]);
  }

  /** False when the appointment has another version by now. */
  async change(change: StateChange): Promise<boolean> {
    const { id, version, state, stateBefore, changedAt, roomId, cancellationReason, arrivedAt, roomedAt, treatmentStartedAt, completedAt } = change;
    return (await this.sql.count(CHANGE, [this.practiceId, id, version, state, stateBefore, changedAt, roomId, cancellationReason, arrivedAt, roomedAt, treatmentStartedAt, completedAt])) === 1;
  }
}
