import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eventTables, practiceTable } from '@spindle/database';

/** Patients, how to find them, their encounters and conditions; the schema's outbox and inbox. */
export class Patients1795424400000 implements MigrationInterface {
  readonly name = 'Patients1795424400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...PATIENTS, ...ENCOUNTERS, ...CONDITIONS, ...RIGHTS, ...eventTables('patient')]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const PATIENTS = [
  `CREATE TABLE patient.record_number_counter (
    practice_id uuid NOT NULL, last_number bigint NOT NULL,
    CONSTRAINT record_number_counter_pkey PRIMARY KEY (practice_id))`,
  `CREATE TABLE patient.patient (
    practice_id uuid NOT NULL, id uuid NOT NULL, version integer NOT NULL, record_number text NOT NULL,
    given_names text[] NOT NULL, family_name text NOT NULL, preferred_name text,
    sort_name text COLLATE "C" NOT NULL,
    birth_date date NOT NULL, sex text NOT NULL, language text,
    address_lines text[] NOT NULL, city text, state text, postal_code text, country text,
    source text NOT NULL, source_key text, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
    CONSTRAINT patient_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT patient_record_number UNIQUE (practice_id, record_number),
    CONSTRAINT patient_source_key UNIQUE (practice_id, source_key),
    CONSTRAINT patient_sex CHECK (sex IN ('FEMALE', 'MALE', 'OTHER', 'UNKNOWN')),
    CONSTRAINT patient_source CHECK (source IN ('RECORDED', 'IMPORTED')),
    CONSTRAINT patient_version CHECK (version > 0))`,
  `CREATE INDEX patient_by_name ON patient.patient (practice_id, sort_name, id)`,
  `CREATE INDEX patient_by_birth_date ON patient.patient (practice_id, birth_date)`,
  `CREATE TABLE patient.contact_point (
    practice_id uuid NOT NULL, patient_id uuid NOT NULL, rank integer NOT NULL,
    system text NOT NULL, use text, value text NOT NULL,
    CONSTRAINT contact_point_pkey PRIMARY KEY (practice_id, patient_id, rank),
    CONSTRAINT contact_point_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient.patient (practice_id, id),
    CONSTRAINT contact_point_system CHECK (system IN ('PHONE', 'EMAIL')),
    CONSTRAINT contact_point_use CHECK (use IN ('HOME', 'WORK', 'MOBILE')))`,
  `CREATE TABLE patient.contact (
    practice_id uuid NOT NULL, patient_id uuid NOT NULL, rank integer NOT NULL,
    name text NOT NULL, relationship text, telephone text,
    CONSTRAINT contact_pkey PRIMARY KEY (practice_id, patient_id, rank),
    CONSTRAINT contact_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient.patient (practice_id, id))`,
  `CREATE TABLE patient.patient_search (
    practice_id uuid NOT NULL, token text COLLATE "C" NOT NULL, patient_id uuid NOT NULL,
    CONSTRAINT patient_search_pkey PRIMARY KEY (practice_id, token, patient_id),
    CONSTRAINT patient_search_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient.patient (practice_id, id))`,
  `CREATE INDEX patient_search_of_patient ON patient.patient_search (practice_id, patient_id)`,
];

const ENCOUNTERS = [
  `CREATE TABLE patient.encounter (
    practice_id uuid NOT NULL, id uuid NOT NULL, patient_id uuid NOT NULL, appointment_id uuid, practitioner_id uuid,
    practitioner_name text, practitioner_identifier text, practitioner_identifier_valid boolean, place_name text, description text,
    period_start timestamptz NOT NULL, period_end timestamptz, status text NOT NULL,
    source text NOT NULL, source_key text,
    CONSTRAINT encounter_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT encounter_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient.patient (practice_id, id),
    CONSTRAINT encounter_appointment UNIQUE (practice_id, appointment_id),
    CONSTRAINT encounter_source_key UNIQUE (practice_id, source_key),
    CONSTRAINT encounter_period CHECK (period_end >= period_start),
    CONSTRAINT encounter_status CHECK (status IN ('IN_PROGRESS', 'FINISHED', 'CANCELLED', 'UNKNOWN')),
    CONSTRAINT encounter_source CHECK (source IN ('RECORDED', 'IMPORTED')))`,
  `CREATE INDEX encounter_by_patient ON patient.encounter (practice_id, patient_id, period_start DESC, id DESC)`,
];

const CONDITIONS = [
  `CREATE TABLE patient.condition (
    practice_id uuid NOT NULL, id uuid NOT NULL, patient_id uuid NOT NULL,
    code_system text, code text, code_text text NOT NULL, onset_date date, abatement_date date,
    clinical_status text NOT NULL, source text NOT NULL, source_key text,
    CONSTRAINT condition_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT condition_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient.patient (practice_id, id),
    CONSTRAINT condition_source_key UNIQUE (practice_id, source_key),
    CONSTRAINT condition_clinical_status CHECK (clinical_status IN ('ACTIVE', 'RECURRENCE', 'RELAPSE', 'INACTIVE', 'REMISSION', 'RESOLVED', 'UNKNOWN')),
    CONSTRAINT condition_source CHECK (source IN ('RECORDED', 'IMPORTED')))`,
  `CREATE INDEX condition_by_patient ON patient.condition (practice_id, patient_id, onset_date DESC, id DESC)`,
];

const RIGHTS = [
  ...practiceTable('patient.record_number_counter', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('patient.patient', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('patient.contact_point', ['SELECT', 'INSERT', 'DELETE']),
  ...practiceTable('patient.contact', ['SELECT', 'INSERT', 'DELETE']),
  ...practiceTable('patient.patient_search', ['SELECT', 'INSERT', 'DELETE']),
  ...practiceTable('patient.encounter', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('patient.condition', ['SELECT', 'INSERT']),
];
