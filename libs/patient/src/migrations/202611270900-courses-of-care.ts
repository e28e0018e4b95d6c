import type { MigrationInterface, QueryRunner } from 'typeorm';
import { practiceTable, workerTable } from '@spindle/database';
import { EPISODE_TABLES } from './202611270900/episode-tables';
import { OBLIGATION_TABLES } from './202611270900/obligation-tables';
import { PLAN_TABLES } from './202611270900/plan-tables';

/** Courses of care: episodes, plans, their certifications and reports, the visits that count for them, and what is due. */
export class CoursesOfCare1795770000000 implements MigrationInterface {
  readonly name = 'CoursesOfCare1795770000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...EPISODE_TABLES, ...PLAN_TABLES, ...OBLIGATION_TABLES, ...RIGHTS]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const RIGHTS = [
  ...practiceTable('patient.episode_of_care', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('patient.treatment_plan', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('patient.plan_diagnosis', ['SELECT', 'INSERT']),
  ...practiceTable('patient.plan_certification', ['SELECT', 'INSERT']),
  ...practiceTable('patient.progress_report', ['SELECT', 'INSERT']),
  ...practiceTable('patient.goal_progress', ['SELECT', 'INSERT']),
  ...practiceTable('patient.planned_visit', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('patient.obligation', ['SELECT', 'INSERT', 'UPDATE', 'DELETE']),
  ...practiceTable('patient.obligation_clock', ['SELECT', 'INSERT', 'UPDATE']),
  ...workerTable('patient.obligation_clock', ['SELECT']),
];
