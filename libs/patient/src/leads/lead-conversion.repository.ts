import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';

const INSERT = statement('INSERT INTO patient.lead_conversion (practice_id, lead_id, patient_id, converted_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING');
const PATIENT_OF = statement('SELECT patient_id FROM patient.lead_conversion WHERE practice_id = $1 AND lead_id = $2');

/** Which lead became which patient. */
export class LeadConversionRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** False when the lead became a patient before. */
  async insert(leadId: Id<'Lead'>, patientId: Id<'Patient'>, at: Date): Promise<boolean> {
    return (await this.sql.count(INSERT, [this.practiceId, leadId, patientId, at])) === 1;
  }

  async patientOf(leadId: Id<'Lead'>): Promise<Id<'Patient'> | null> {
    const [row] = await this.sql.rows<{ patient_id: Id<'Patient'> }>(PATIENT_OF, [this.practiceId, leadId]);
    return row?.patient_id ?? null;
  }
}
