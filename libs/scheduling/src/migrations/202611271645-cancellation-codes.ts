import type { MigrationInterface, QueryRunner } from 'typeorm';

const CODES = [
  'PATIENT', 'PATIENT_BY_LINK', 'PATIENT_FEELS_BETTER', 'PATIENT_TRANSPORT', 'PATIENT_MOVED_AWAY', 'PATIENT_CHANGES_PROVIDER', 'PATIENT_DECEASED', 'PATIENT_FORGOT', 'PATIENT_LEFT',
  'PROVIDER', 'EQUIPMENT', 'ROOM', 'INTERPRETER', 'WEATHER', 'FINANCIAL', 'SCHEDULING_ERROR', 'UNKNOWN', 'OTHER',
].map((code) => `'${code}'`).join(', ');

/** Why a visit was cancelled or missed, as a code. Visits that ended before keep none. */
export class CancellationCodes1795797900000 implements MigrationInterface {
  readonly name = 'CancellationCodes1795797900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE scheduling.appointment ADD COLUMN cancellation_code text,
      ADD CONSTRAINT appointment_cancellation_code CHECK (cancellation_code IN (${CODES})),
      ADD CONSTRAINT appointment_cancellation_state CHECK (cancellation_code IS NULL OR state IN ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
