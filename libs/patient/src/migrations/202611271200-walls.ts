import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tableWalls, type Walls } from '@spindle/database';
import type { Role } from '@spindle/subgraph';

/** A patient reaches the own record alone; diagnoses, findings and notes are for those who see their class; the search is for staff. */
export class Walls1795780800000 implements MigrationInterface {
  readonly name = 'Walls1795780800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, walls] of Object.entries(WALLS)) for (const sql of tableWalls(`patient.${table}`, walls)) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const NOTES: readonly Role[] = ['PRACTITIONER', 'PATIENT', 'SERVICE'];

/** The administrator counts adverse events and needled visits for the report; the record itself stays closed by the policy. */
const CLINICAL: readonly Role[] = ['PRACTITIONER', 'PRACTICE_ADMIN', 'PATIENT', 'SERVICE'];

const WALLS: Readonly<Record<string, Walls | 'NONE'>> = {
  record_number_counter: 'NONE',
  patient: { patient: 'id' },
  contact_point: { patient: 'patient_id' },
  contact: { patient: 'patient_id' },
  patient_search: { patient: 'patient_id', roles: ['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN', 'SERVICE'] },
  encounter: { patient: 'patient_id' },
  condition: { patient: 'patient_id', roles: ['PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN', 'PATIENT', 'SERVICE'] },
  episode_of_care: { patient: 'patient_id' },
  obligation: { patient: 'patient_id' },
  treatment_plan: { patient: 'patient_id' },
  plan_certification: { patient: 'patient_id' },
  progress_report: { patient: 'patient_id' },
  planned_visit: { patient: 'patient_id' },
  care_task: { patient: 'patient_id' },
  service_line: { patient: 'patient_id' },
  plan_diagnosis: { beneath: { table: 'patient.treatment_plan', key: 'plan_id' } },
  goal_progress: { beneath: { table: 'patient.progress_report', key: 'report_id' } },
  obligation_clock: 'NONE',
  practitioner_credential: 'NONE',
  service_credential: 'NONE',
  merge_record: { roles: ['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN', 'SERVICE'] },
  clinical_note: { patient: 'patient_id', roles: NOTES },
  note_version: { beneath: { table: 'patient.clinical_note', key: 'note_id' }, roles: NOTES },
  note_addendum: { beneath: { table: 'patient.clinical_note', key: 'note_id' }, roles: NOTES },
  signing_check: { beneath: { table: 'patient.clinical_note', key: 'note_id' }, roles: NOTES },
  needling_site: { patient: 'patient_id', roles: CLINICAL },
  pain_score: { patient: 'patient_id', roles: CLINICAL },
  range_of_motion: { patient: 'patient_id', roles: CLINICAL },
  adverse_event: { patient: 'patient_id', roles: CLINICAL },
  patient_alert: { patient: 'patient_id' },
  screening: { patient: 'patient_id' },
  consent: { patient: 'patient_id' },
  candidacy: { patient: 'patient_id' },
  outcome_score: { patient: 'patient_id' },
  body_mark: { patient: 'patient_id' },
  lead_conversion: { patient: 'patient_id' },
};
