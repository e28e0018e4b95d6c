import type { MigrationInterface, QueryRunner } from 'typeorm';
import { mergeableTables, practiceTable } from '@spindle/database';

/** Records that are put together, and tables whose rows follow them. */
export class Merges1795777200000 implements MigrationInterface {
  readonly name = 'Merges1795777200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...RECORDS, ...mergeableTables(FOLLOWING), ...EPISODES, ...practiceTable('patient.merge_record', ['SELECT', 'INSERT', 'UPDATE'])]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const FOLLOWING = [
  'encounter', 'condition', 'episode_of_care', 'treatment_plan', 'plan_certification', 'progress_report', 'planned_visit', 'obligation',
  'clinical_note', 'needling_site', 'service_line', 'pain_score', 'range_of_motion', 'adverse_event', 'care_task',
].map((table) => `patient.${table}`);

const RECORDS = [
  `ALTER TABLE patient.patient ADD COLUMN merged_into_id uuid,
    ADD CONSTRAINT patient_merged_into FOREIGN KEY (practice_id, merged_into_id) REFERENCES patient.patient (practice_id, id),
    ADD CONSTRAINT patient_merged_elsewhere CHECK (merged_into_id <> id)`,
  'CREATE INDEX patient_merged ON patient.patient (practice_id, merged_into_id) WHERE merged_into_id IS NOT NULL',
  `CREATE TABLE patient.merge_record (
    practice_id uuid NOT NULL, id uuid NOT NULL, survivor_id uuid NOT NULL, merged_id uuid NOT NULL, reason text NOT NULL,
    merged_at timestamptz NOT NULL, merged_by uuid NOT NULL, unmerged_at timestamptz, unmerged_by uuid, unmerge_reason text,
    CONSTRAINT merge_record_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT merge_record_survivor FOREIGN KEY (practice_id, survivor_id) REFERENCES patient.patient (practice_id, id),
    CONSTRAINT merge_record_merged FOREIGN KEY (practice_id, merged_id) REFERENCES patient.patient (practice_id, id),
    CONSTRAINT merge_record_two CHECK (survivor_id <> merged_id),
    CONSTRAINT merge_record_end CHECK ((unmerged_at IS NULL) = (unmerged_by IS NULL) AND (unmerged_at IS NULL) = (unmerge_reason IS NULL)))`,
  'CREATE INDEX merge_record_of_survivor ON patient.merge_record (practice_id, survivor_id, merged_at DESC)',
  'CREATE INDEX merge_record_of_merged ON patient.merge_record (practice_id, merged_id, merged_at DESC)',
  'CREATE UNIQUE INDEX merge_record_holds ON patient.merge_record (practice_id, merged_id) WHERE unmerged_at IS NULL',
  `CREATE FUNCTION patient.root_of(practice uuid, record uuid) RETURNS uuid LANGUAGE sql STABLE SET search_path = '' AS $$
    WITH RECURSIVE chain AS (
      SELECT p.id, p.merged_into_id FROM patient.patient p WHERE p.practice_id = practice AND p.id = record
      UNION ALL SELECT p.id, p.merged_into_id FROM chain JOIN patient.patient p ON p.practice_id = practice AND p.id = chain.merged_into_id
    ) SELECT coalesce((SELECT chain.id FROM chain WHERE chain.merged_into_id IS NULL), record) $$`,
];

/** Two records that are put together may each have an open course of care: both go on until they are discharged. */
const EPISODES = [
  'DROP INDEX patient.episode_of_care_open',
  `CREATE UNIQUE INDEX episode_of_care_open ON patient.episode_of_care (practice_id, (coalesce(original_patient_id, patient_id)), discipline) WHERE status = 'ACTIVE'`,
];
