import type { MigrationInterface, QueryRunner } from 'typeorm';
import { practiceTable } from '@spindle/database';
import { CREDENTIAL_TABLES } from './202611270930/credential-tables';
import { NOTE_TABLES } from './202611270930/note-tables';
import { SIGNATURE_TRIGGERS } from './202611270930/signature-triggers';
import { TREATMENT_TABLES } from './202611270930/treatment-tables';

/** What is done and written at a treatment, and what holds it fast once it is signed. */
export class Treatments1795771800000 implements MigrationInterface {
  readonly name = 'Treatments1795771800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...NOTE_TABLES, ...TREATMENT_TABLES, ...CREDENTIAL_TABLES, ...RIGHTS, ...SIGNATURE_TRIGGERS]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const RIGHTS = [
  ...practiceTable('patient.clinical_note', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('patient.note_version', ['SELECT', 'INSERT']),
  ...practiceTable('patient.note_addendum', ['SELECT', 'INSERT']),
  ...practiceTable('patient.signing_check', ['SELECT', 'INSERT']),
  ...practiceTable('patient.needling_site', ['SELECT', 'INSERT']),
  ...practiceTable('patient.service_line', ['SELECT', 'INSERT']),
  ...practiceTable('patient.pain_score', ['SELECT', 'INSERT']),
  ...practiceTable('patient.range_of_motion', ['SELECT', 'INSERT']),
  ...practiceTable('patient.adverse_event', ['SELECT', 'INSERT']),
  ...practiceTable('patient.care_task', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('patient.practitioner_credential', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('patient.service_credential', ['SELECT', 'INSERT', 'UPDATE']),
];
