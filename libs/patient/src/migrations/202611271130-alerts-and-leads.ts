import type { MigrationInterface, QueryRunner } from 'typeorm';
import { practiceTable } from '@spindle/database';

/** Alerts pinned to patients, and which lead became which patient. */
export class AlertsAndLeads1795779000000 implements MigrationInterface {
  readonly name = 'AlertsAndLeads1795779000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...TABLES, ...RIGHTS]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const TABLES = [
  `CREATE TABLE patient.patient_alert (
    practice_id uuid NOT NULL, id uuid NOT NULL, version integer NOT NULL, patient_id uuid NOT NULL, original_patient_id uuid,
    category text NOT NULL, text text NOT NULL, pinned_by uuid NOT NULL, pinned_at timestamptz NOT NULL, ended_at timestamptz,
    CONSTRAINT patient_alert_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT patient_alert_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient.patient (practice_id, id),
    CONSTRAINT patient_alert_category CHECK (category IN ('ADMINISTRATIVE', 'CLINICAL')))`,
  'CREATE INDEX patient_alert_pinned ON patient.patient_alert (practice_id, patient_id, pinned_at DESC, id DESC) WHERE ended_at IS NULL',
  `CREATE TABLE patient.lead_conversion (
    practice_id uuid NOT NULL, lead_id uuid NOT NULL, patient_id uuid NOT NULL, original_patient_id uuid, converted_at timestamptz NOT NULL,
    CONSTRAINT lead_conversion_pkey PRIMARY KEY (practice_id, lead_id),
    CONSTRAINT lead_conversion_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient.patient (practice_id, id))`,
];

const RIGHTS = [
  ...practiceTable('patient.patient_alert', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('patient.lead_conversion', ['SELECT', 'INSERT', 'UPDATE']),
];
