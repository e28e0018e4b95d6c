import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { StorableAppointment } from './imported-appointment';

const ADD = statement(`INSERT INTO scheduling.appointment (practice_id, id, version, state, state_changed_at, source, source_key, patient_id,
    starts_at, ends_at, local_start, time_zone, practitioner_name, place_name, cancellation_reason)
  VALUES ($1, $2, 1, $3, $4, 'IMPORTED', $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING`);

/** Stores imported history. */
export class ImportedAppointmentRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** False when one of the same source key is there already. */
  async add(id: Id<'Appointment'>, appointment: StorableAppointment, at: Date): Promise<boolean> {
    const { state, sourceKey, patientId, startsAt, endsAt, localStart, timeZone, practitionerName, placeName, cancellationReason } = appointment;
    const values = [this.practiceId, id, state, at, sourceKey, patientId, startsAt, endsAt, localStart, timeZone, practitionerName, placeName, cancellationReason];
    return (await this.sql.count(ADD, values)) === 1;
  }
}
