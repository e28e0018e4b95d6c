import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For whom an interpreter is booked, and into which language. */
export class Interpreters1795798200000 implements MigrationInterface {
  readonly name = 'Interpreters1795798200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE patient.patient ADD COLUMN interpreter_language text');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
