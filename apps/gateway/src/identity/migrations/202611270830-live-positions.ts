import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Live events of all practices are read in the order of their positions, by each gateway. */
export class LivePositions1795768200000 implements MigrationInterface {
  readonly name = 'LivePositions1795768200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX live_event_after ON identity.live_event (position)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
