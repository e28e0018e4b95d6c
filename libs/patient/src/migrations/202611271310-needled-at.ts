import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forEachPractice } from '@spindle/database';

/** An encounter tells when its first needle was written down: what is asked before a treatment is judged by it, also for those who do not see the needles. */
export class NeedledAt1795785000000 implements MigrationInterface {
  readonly name = 'NeedledAt1795785000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE patient.encounter ADD COLUMN needled_at timestamptz');
    await forEachPractice(runner, 'patient.needling_site', async (practiceId) => void (await runner.query(NEEDLED_AT, [practiceId])));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const NEEDLED_AT = `UPDATE patient.encounter e SET needled_at = first.at FROM (
    SELECT s.encounter_id, min(s.recorded_at) AS at FROM patient.needling_site s WHERE s.practice_id = $1 GROUP BY 1
    HAVING bool_or(NOT s.withdrawn AND NOT EXISTS (SELECT FROM patient.needling_site later WHERE later.practice_id = $1 AND later.corrects_id = s.id))) AS first
  WHERE e.practice_id = $1 AND e.id = first.encounter_id`;
