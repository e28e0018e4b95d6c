import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a person last went on in a practice, and the practice that a login names: a login without a name ends where the person was last. */
export class PracticeOfLogin1795784700000 implements MigrationInterface {
  readonly name = 'PracticeOfLogin1795784700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE identity.membership ADD last_used_at timestamptz');
    await runner.query('ALTER TABLE identity.login_attempt ADD practice_slug text COLLATE "C"');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
