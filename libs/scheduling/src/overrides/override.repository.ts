import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { SlotRefusalReason } from '../availability/slot-refusal';
import type { Override, OverridingRole } from './override';

const ADD = statement(`INSERT INTO scheduling.appointment_override (practice_id, appointment_id, person_id, role, reason, refusals, overridden_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`);
const MANY = statement(`SELECT appointment_id, person_id, role, reason, refusals, overridden_at FROM scheduling.appointment_override WHERE practice_id = $1 AND appointment_id = ANY($2::uuid[])`);

/** An override as it stands on its appointment. */
export interface RecordedOverride {
  readonly appointmentId: Id<'Appointment'>;
  readonly personId: Id<'Person'>;
  readonly role: OverridingRole;
  readonly reason: string;
  readonly refusals: readonly SlotRefusalReason[];
  readonly overriddenAt: Date;
}

interface OverrideRow {
  readonly appointment_id: string;
  readonly person_id: string;
  readonly role: OverridingRole;
  readonly reason: string;
  readonly refusals: SlotRefusalReason[];
  readonly overridden_at: Date;
}

/** Keeps who booked against which refusals; nothing here is ever changed. */
export class OverrideRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async add(appointmentId: Id<'Appointment'>, { role, reason, refusals }: Override, by: { readonly personId: Id<'Person'>; readonly at: Date }): Promise<void> {
    await this.sql.count(ADD, [this.practiceId, appointmentId, by.personId, role, reason, refusals, by.at]);
  }

  async findMany(appointmentIds: readonly Id<'Appointment'>[]): Promise<RecordedOverride[]> {
    const rows = await this.sql.rows<OverrideRow>(MANY, [this.practiceId, appointmentIds]);
    return rows.map((row) => ({ appointmentId: row.appointment_id, personId: row.person_id, role: row.role, reason: row.reason, refusals: row.refusals, overriddenAt: row.overridden_at }));
  }
}
