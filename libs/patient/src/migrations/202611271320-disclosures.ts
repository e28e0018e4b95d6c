import type { MigrationInterface, QueryRunner } from 'typeorm';
import { practiceTable, tableWalls } from '@spindle/database';

/** What of whose record was disclosed to whom. Rows are added, never changed but for following a merged record. */
export class Disclosures1795785600000 implements MigrationInterface {
  readonly name = 'Disclosures1795785600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const STATEMENTS = [
  `CREATE TABLE patient.disclosure (
    practice_id uuid NOT NULL, id uuid NOT NULL, patient_id uuid NOT NULL, original_patient_id uuid,
    disclosed_on date NOT NULL, recipient_name text NOT NULL, recipient_address text, description text NOT NULL, basis text NOT NULL, purpose text NOT NULL,
    recorded_at timestamptz NOT NULL, recorded_by uuid NOT NULL, corrects_id uuid, correction_reason text,
    CONSTRAINT disclosure_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT disclosure_corrects UNIQUE (practice_id, corrects_id),
    CONSTRAINT disclosure_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient.patient (practice_id, id),
    CONSTRAINT disclosure_predecessor FOREIGN KEY (practice_id, corrects_id) REFERENCES patient.disclosure (practice_id, id))`,
  'CREATE INDEX disclosure_of_patient ON patient.disclosure (practice_id, patient_id, disclosed_on DESC, id DESC)',
  ...practiceTable('patient.disclosure', ['SELECT', 'INSERT']),
  'GRANT UPDATE (patient_id, original_patient_id) ON patient.disclosure TO patient_service',
  ...tableWalls('patient.disclosure', { patient: 'patient_id' }),
];
