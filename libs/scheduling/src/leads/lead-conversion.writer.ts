import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Appointment } from '../appointments/appointment';
import { toAppointment, VISIT_COLUMNS, VISIT_JOINS, type VisitRow } from '../appointments/appointment.columns';

const CONVERT = statement('UPDATE scheduling.lead SET patient_id = $3, converted_at = $4 WHERE practice_id = $1 AND id = $2 AND patient_id IS NULL');
const POINT_VISITS = statement('UPDATE scheduling.appointment SET patient_id = $3, lead_id = NULL, version = version + 1 WHERE practice_id = $1 AND lead_id = $2');
const VISITS = statement(`SELECT ${VISIT_COLUMNS} FROM scheduling.appointment a ${VISIT_JOINS} WHERE a.practice_id = $1 AND a.lead_id = $2 ORDER BY a.id FOR NO KEY UPDATE OF a`);

/** Makes a patient of a lead. */
export class LeadConversionWriter {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** False for a lead that is not known or was converted before. */
  async convert(leadId: Id<'Lead'>, patientId: Id<'Patient'>, at: Date): Promise<boolean> {
    return (await this.sql.count(CONVERT, [this.practiceId, leadId, patientId, at])) === 1;
  }

  /** The lead's visits, their rows locked. */
  async findVisits(leadId: Id<'Lead'>): Promise<Appointment[]> {
    return (await this.sql.rows<VisitRow>(VISITS, [this.practiceId, leadId])).map(toAppointment);
  }

  async pointVisits(leadId: Id<'Lead'>, patientId: Id<'Patient'>): Promise<void> {
    await this.sql.count(POINT_VISITS, [this.practiceId, leadId, patientId]);
  }
}
