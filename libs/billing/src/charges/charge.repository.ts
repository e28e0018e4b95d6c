import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Slice } from '../keyed-loader';
import type { Charge } from './charge';

const COLUMNS = `id, patient_id AS "patientId", appointment_id AS "appointmentId", service_date AS "serviceDate",
  procedure_code AS "procedureCode", modifiers, units, amount_cents AS "amountCents", state`;

const BY_IDS = statement(`SELECT ${COLUMNS} FROM billing.charge WHERE practice_id = $1 AND id = ANY($2)`);

const OF_APPOINTMENTS = statement(`SELECT ${COLUMNS} FROM billing.charge
  WHERE practice_id = $1 AND appointment_id = ANY($2) ORDER BY appointment_id, created_at, id`);

const OF_PATIENTS = statement(`SELECT charge.* FROM unnest($2::uuid[]) AS parent(id) CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM billing.charge
    WHERE practice_id = $1 AND patient_id = parent.id AND (service_date, id) < ($3::date, $4::uuid)
    ORDER BY service_date DESC, id DESC LIMIT $5) charge
  ORDER BY charge."patientId", charge."serviceDate" DESC, charge.id DESC`);

/** The position behind which every row comes, in a list with the newest day first. */
const BEFORE_NEWEST = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const;

/** Reads charges of one practice. */
export class ChargeRepository {
  constructor(private readonly sql: Sql, private readonly practiceId: Id<'Practice'>) {}

  findMany(ids: readonly string[]): Promise<Charge[]> {
    return this.sql.rows<Charge>(BY_IDS, [this.practiceId, ids]);
  }

  findOfAppointments(appointmentIds: readonly string[]): Promise<Charge[]> {
    return this.sql.rows<Charge>(OF_APPOINTMENTS, [this.practiceId, appointmentIds]);
  }

  /** A slice of each patient's charges, newest service first. */
  findOfPatients(patientIds: readonly string[], { after, limit }: Slice): Promise<Charge[]> {
    return this.sql.rows<Charge>(OF_PATIENTS, [this.practiceId, patientIds, ...(after ?? BEFORE_NEWEST), limit]);
  }
}
