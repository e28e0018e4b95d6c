import type { MigrationInterface, QueryRunner } from 'typeorm';
import { auditTables } from '@spindle/database';

/** What the gateway refused to whom, sealed into a chain like the trails of the subgraphs. */
export class IdentityAudit1795769100000 implements MigrationInterface {
  readonly name = 'IdentityAudit1795769100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of auditTables('identity')) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
