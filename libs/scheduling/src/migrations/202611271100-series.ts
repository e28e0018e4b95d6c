import type { MigrationInterface, QueryRunner } from 'typeorm';
import { practiceTable, type Privilege } from '@spindle/database';

/** Series of visits: the pattern that was booked, and the appointment in which each of its visits is now. */
export class Series1795777200000 implements MigrationInterface {
  readonly name = 'Series1795777200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...SERIES, ...RIGHTS]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const SERIES = [
  `CREATE TABLE scheduling.series (
    practice_id uuid NOT NULL, id uuid NOT NULL, version integer NOT NULL, patient_id uuid NOT NULL, plan_id uuid, service_type_code text NOT NULL, location_id uuid NOT NULL,
    first_day date NOT NULL, weekdays text[] NOT NULL, times text[] NOT NULL, time_zone text NOT NULL, duration_minutes integer NOT NULL, booked_at timestamptz NOT NULL,
    CONSTRAINT series_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT series_version CHECK (version > 0),
    CONSTRAINT series_pattern CHECK (cardinality(weekdays) = cardinality(times) AND cardinality(times) BETWEEN 1 AND 21),
    CONSTRAINT series_service_type FOREIGN KEY (practice_id, service_type_code) REFERENCES scheduling.service_type (practice_id, code),
    CONSTRAINT series_location FOREIGN KEY (practice_id, location_id) REFERENCES scheduling.location (practice_id, id))`,
  'CREATE INDEX series_of_plan ON scheduling.series (practice_id, plan_id, id)',
  'CREATE INDEX series_of_patient ON scheduling.series (practice_id, patient_id, id)',
  `CREATE TABLE scheduling.series_occurrence (
    practice_id uuid NOT NULL, series_id uuid NOT NULL, ordinal integer NOT NULL, original_local_start timestamp NOT NULL, appointment_id uuid NOT NULL,
    CONSTRAINT series_occurrence_pkey PRIMARY KEY (practice_id, series_id, ordinal),
    CONSTRAINT series_occurrence_appointment_once UNIQUE (practice_id, appointment_id),
    CONSTRAINT series_occurrence_series FOREIGN KEY (practice_id, series_id) REFERENCES scheduling.series (practice_id, id),
    CONSTRAINT series_occurrence_appointment FOREIGN KEY (practice_id, appointment_id) REFERENCES scheduling.appointment (practice_id, id),
    CONSTRAINT series_occurrence_ordinal CHECK (ordinal BETWEEN 1 AND 60))`,
];

const PRIVILEGES: Readonly<Record<string, readonly Privilege[]>> = {
  series: ['SELECT', 'INSERT', 'UPDATE'],
  series_occurrence: ['SELECT', 'INSERT', 'UPDATE'],
};

const RIGHTS = Object.entries(PRIVILEGES).flatMap(([table, privileges]) => practiceTable(`scheduling.${table}`, privileges));
