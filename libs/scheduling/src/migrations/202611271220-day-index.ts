import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The index of a site's day is by site and start alone. With the wall time as a further key PostgreSQL 18 prices a skip
 * scan of every start in the range, and took the longer way over the practitioners instead.
 */
export class DayIndex1795782000000 implements MigrationInterface {
  readonly name = 'DayIndex1795782000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX scheduling.appointment_of_day');
    await runner.query('CREATE INDEX appointment_of_day ON scheduling.appointment (practice_id, location_id, starts_at)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
