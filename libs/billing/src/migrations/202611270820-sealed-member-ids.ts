import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dataKeyTable, forEachPractice, keysOfMigration, resealSome, targetDataKey, type OwnerSql } from '@spindle/database';
import { MEMBER_ID } from '../coverages/member-id.columns';

/** Rows sealed by one statement. */
const BATCH = 1_000;

/**
 * Members' numbers are sealed, practice by practice, and the plain column is emptied. It is expanded here: code of the
 * version before goes on beside this one, reads no number, and what it writes plain is read and is sealed by the next
 * change of keys (`npm run keys -- rotate`). Dropping the empty column is the contraction, in a later version.
 */
export class SealedMemberIds1795767600000 implements MigrationInterface {
  readonly name = 'SealedMemberIds1795767600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...dataKeyTable('billing'), ...EXPAND]) await runner.query(sql);
    const keys = keysOfMigration();
    const sql: OwnerSql = { rows: <Row extends object>(text: string, values: readonly unknown[]) => runner.query(text, [...values], true).then(({ records }) => records as Row[]) };
    await forEachPractice(runner, 'billing.coverage', async (practiceId) => {
      const target = await targetDataKey(sql, keys, { schema: 'billing', practiceId });
      for (let sealed = BATCH; sealed === BATCH;) sealed = await resealSome(sql, { keys, column: MEMBER_ID, practiceId, target, limit: BATCH });
    });
    const [left] = await sql.rows<{ count: number }>('SELECT count(*)::int AS count FROM billing.coverage WHERE member_id IS NOT NULL', []);
    if (left?.count !== 0) throw new Error(`${left?.count} members' numbers were not sealed.`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const EXPAND = [
  'ALTER TABLE billing.coverage ADD COLUMN member_id_sealed bytea, ADD COLUMN member_id_index bytea, ADD COLUMN member_id_key uuid',
  'ALTER TABLE billing.coverage ADD CONSTRAINT coverage_member_id_key FOREIGN KEY (practice_id, member_id_key) REFERENCES billing.data_key (practice_id, id)',
  `ALTER TABLE billing.coverage ADD CONSTRAINT coverage_member_id_sealed
    CHECK ((member_id_sealed IS NULL) = (member_id_key IS NULL) AND (member_id_sealed IS NULL) = (member_id_index IS NULL))`,
  'ALTER TABLE billing.coverage DROP CONSTRAINT coverage_recorded',
  `ALTER TABLE billing.coverage ADD CONSTRAINT coverage_recorded
    CHECK (source = 'IMPORTED' OR ((member_id IS NOT NULL OR member_id_sealed IS NOT NULL) AND relationship IS NOT NULL))`,
  'CREATE INDEX coverage_of_member ON billing.coverage (practice_id, member_id_index)',
];
