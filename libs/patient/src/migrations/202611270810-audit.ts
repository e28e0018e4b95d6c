import type { MigrationInterface, QueryRunner } from 'typeorm';
import { auditedAnswers, auditTables } from '@spindle/database';

/** Who read and changed what of whose record, sealed into a chain. */
export class Audit1795767000000 implements MigrationInterface {
  readonly name = 'Audit1795767000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...auditTables('patient'), ...auditedAnswers('patient')]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
