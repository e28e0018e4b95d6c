import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Appointment } from './appointment';
import { toAppointment, VISIT_COLUMNS, VISIT_JOINS, type VisitRow } from './appointment.columns';

export const APPOINTMENTS = statement(`SELECT ${VISIT_COLUMNS} FROM scheduling.appointment a ${VISIT_JOINS} WHERE a.practice_id = $1 AND a.id = ANY($2::uuid[])`);
export const APPOINTMENTS_REPLACING = statement(`SELECT ${VISIT_COLUMNS} FROM scheduling.appointment a ${VISIT_JOINS} WHERE a.practice_id = $1 AND a.replaces_id = ANY($2::uuid[])`);
export const APPOINTMENT_FOR_CHANGE = statement(`SELECT ${VISIT_COLUMNS} FROM scheduling.appointment a ${VISIT_JOINS} WHERE a.practice_id = $1 AND a.id = $2 FOR NO KEY UPDATE OF a`);

/** For each patient one range of the index by patient, however many patients are asked for. */
export const NEWEST_OF_PATIENTS = statement(`SELECT ${VISIT_COLUMNS} FROM unnest($2::uuid[]) AS wanted(patient_id) CROSS JOIN LATERAL (
    SELECT * FROM scheduling.appointment visit
    WHERE visit.practice_id = $1 AND visit.patient_id = wanted.patient_id
      AND visit.starts_at <= coalesce($4::timestamptz, 'infinity') AND (visit.starts_at < coalesce($4::timestamptz, 'infinity') OR visit.id > $5::uuid)
    ORDER BY visit.starts_at DESC, visit.id LIMIT $3
  ) a ${VISIT_JOINS} ORDER BY a.starts_at DESC, a.id`);
export const OLDEST_OF_PATIENTS = statement(`SELECT ${VISIT_COLUMNS} FROM unnest($2::uuid[]) AS wanted(patient_id) CROSS JOIN LATERAL (
    SELECT * FROM scheduling.appointment visit
    WHERE visit.practice_id = $1 AND visit.patient_id = wanted.patient_id
      AND visit.starts_at >= coalesce($4::timestamptz, '-infinity') AND (visit.starts_at > coalesce($4::timestamptz, '-infinity') OR visit.id < $5::uuid)
    ORDER BY visit.starts_at, visit.id DESC LIMIT $3
  ) a ${VISIT_JOINS} ORDER BY a.starts_at, a.id DESC`);
export const NEXT_OF_PATIENTS = statement(`SELECT ${VISIT_COLUMNS} FROM unnest($2::uuid[]) AS wanted(patient_id) CROSS JOIN LATERAL (
    SELECT * FROM scheduling.appointment visit
    WHERE visit.practice_id = $1 AND visit.patient_id = wanted.patient_id AND visit.starts_at >= $3 AND visit.state IN ('BOOKED', 'CONFIRMED')
    ORDER BY visit.starts_at, visit.id DESC LIMIT 1
  ) a ${VISIT_JOINS}`);

export type AppointmentOrder = 'NEWEST_FIRST' | 'OLDEST_FIRST';

/** A slice of each patient's visits: `limit` rows behind the position of the last one seen. */
export interface VisitSlice {
  readonly order: AppointmentOrder;
  readonly limit: number;
  readonly after: { readonly startsAt: string; readonly id: string } | null;
}

/** Reads appointments with their site, room, practitioner and service, in one statement each. */
export class AppointmentRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findMany(ids: readonly Id<'Appointment'>[]): Promise<Appointment[]> {
    return this.#read(APPOINTMENTS, [ids]);
  }

  /** The appointments to which these were moved. */
  async findReplacing(ids: readonly Id<'Appointment'>[]): Promise<Appointment[]> {
    return this.#read(APPOINTMENTS_REPLACING, [ids]);
  }

  /** The appointment, its row locked until the transaction ends. */
  async findForChange(id: Id<'Appointment'>): Promise<Appointment | null> {
    const [appointment] = await this.#read(APPOINTMENT_FOR_CHANGE, [id]);
    return appointment ?? null;
  }

  async findOfPatients(patientIds: readonly Id<'Patient'>[], { order, limit, after }: VisitSlice): Promise<Appointment[]> {
    const text = order === 'NEWEST_FIRST' ? NEWEST_OF_PATIENTS : OLDEST_OF_PATIENTS;
    return this.#read(text, [patientIds, limit, after?.startsAt ?? null, after?.id ?? null]);
  }

  /** Each patient's first visit from the instant on that is booked or confirmed. */
  async findNextOfPatients(patientIds: readonly Id<'Patient'>[], from: Date): Promise<Appointment[]> {
    return this.#read(NEXT_OF_PATIENTS, [patientIds, from]);
  }

  async #read(text: typeof APPOINTMENTS, values: readonly unknown[]): Promise<Appointment[]> {
    return (await this.sql.rows<VisitRow>(text, [this.practiceId, ...values])).map(toAppointment);
  }
}
