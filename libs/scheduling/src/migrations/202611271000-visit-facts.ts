import type { MigrationInterface, QueryRunner } from 'typeorm';
import { practiceTable, type Privilege } from '@spindle/database';

/** What the other subgraphs told of plans, limits and visits: dated copies, locks by their source, marks on visits, other names of a patient. */
export class VisitFacts1795773600000 implements MigrationInterface {
  readonly name = 'VisitFacts1795773600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...PLANS, ...LIMITS, ...VISITS, ...LOCKS, ...PATIENTS, ...RIGHTS]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** No copy refers to another: each comes with its own event, in whatever order the aggregates arrive. */
const PLANS = [
  `CREATE TABLE scheduling.treatment_plan (
    practice_id uuid NOT NULL, id uuid NOT NULL, patient_id uuid NOT NULL, episode_id uuid NOT NULL, service_type_codes text[] NOT NULL,
    visits_planned integer NOT NULL, visits_per_week integer NOT NULL, weeks integer NOT NULL, starts_on date NOT NULL, closed_on date,
    CONSTRAINT treatment_plan_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT treatment_plan_numbers CHECK (visits_planned >= 0 AND visits_per_week >= 0 AND weeks >= 0))`,
  'CREATE INDEX treatment_plan_of_patient ON scheduling.treatment_plan (practice_id, patient_id)',
  `CREATE TABLE scheduling.plan_certification (
    practice_id uuid NOT NULL, plan_id uuid NOT NULL, certification_id uuid NOT NULL, certified_from date NOT NULL, certified_through date NOT NULL,
    CONSTRAINT plan_certification_pkey PRIMARY KEY (practice_id, plan_id, certification_id))`,
  `CREATE TABLE scheduling.certification_lapse (
    practice_id uuid NOT NULL, plan_id uuid NOT NULL, lapsed_on date NOT NULL,
    CONSTRAINT certification_lapse_pkey PRIMARY KEY (practice_id, plan_id))`,
];

const LIMITS = [
  `CREATE TABLE scheduling.visits_left (
    practice_id uuid NOT NULL, coverage_id uuid NOT NULL, service_type_codes text[] NOT NULL, patient_id uuid NOT NULL, visits integer, as_of timestamptz NOT NULL,
    CONSTRAINT visits_left_pkey PRIMARY KEY (practice_id, coverage_id, service_type_codes))`,
  'CREATE INDEX visits_left_of_patient ON scheduling.visits_left (practice_id, patient_id)',
  `CREATE TABLE scheduling.granted_authorization (
    practice_id uuid NOT NULL, id uuid NOT NULL, patient_id uuid NOT NULL, granted_from date NOT NULL, granted_through date NOT NULL, visits integer NOT NULL, service_type_codes text[] NOT NULL,
    CONSTRAINT granted_authorization_pkey PRIMARY KEY (practice_id, id))`,
  'CREATE INDEX granted_authorization_of_patient ON scheduling.granted_authorization (practice_id, patient_id)',
];

const VISITS = [
  `CREATE TABLE scheduling.visit_authorization (
    practice_id uuid NOT NULL, appointment_id uuid NOT NULL, decision text NOT NULL, reason text, decided_at timestamptz NOT NULL,
    CONSTRAINT visit_authorization_pkey PRIMARY KEY (practice_id, appointment_id),
    CONSTRAINT visit_authorization_appointment FOREIGN KEY (practice_id, appointment_id) REFERENCES scheduling.appointment (practice_id, id),
    CONSTRAINT visit_authorization_decision CHECK (decision IN ('RESERVED', 'REFUSED', 'NOT_NEEDED')))`,
  `CREATE TABLE scheduling.visit_attention (
    practice_id uuid NOT NULL, appointment_id uuid NOT NULL, reason text NOT NULL, source_id uuid NOT NULL, raised_at timestamptz NOT NULL,
    settled_at timestamptz, settled_by uuid, settlement text,
    CONSTRAINT visit_attention_pkey PRIMARY KEY (practice_id, appointment_id, reason, source_id),
    CONSTRAINT visit_attention_appointment FOREIGN KEY (practice_id, appointment_id) REFERENCES scheduling.appointment (practice_id, id),
    CONSTRAINT visit_attention_reason CHECK (reason IN ('VISIT_REFUSED', 'SCREENING_FAILED', 'CONSENT_WITHDRAWN', 'CREDENTIAL_ENDS', 'CERTIFICATION_LAPSED', 'PLAN_CLOSED', 'PATIENT_OVERLAP', 'PRACTITIONER_ABSENT')),
    CONSTRAINT visit_attention_settlement CHECK ((settled_at IS NULL) = (settlement IS NULL)))`,
  'CREATE INDEX visit_attention_open ON scheduling.visit_attention (practice_id, appointment_id) WHERE settled_at IS NULL',
];

/** Two claims of one visit are two locks: voiding the one leaves the other. */
const LOCKS = [
  `ALTER TABLE scheduling.visit_lock ADD COLUMN source_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000'`,
  'ALTER TABLE scheduling.visit_lock DROP CONSTRAINT visit_lock_pkey',
  'ALTER TABLE scheduling.visit_lock ADD CONSTRAINT visit_lock_pkey PRIMARY KEY (practice_id, appointment_id, kind, source_id)',
  'CREATE INDEX visit_lock_of_source ON scheduling.visit_lock (practice_id, source_id, kind)',
];

/** `original_patient_id`: under which id the visit was booked, where a merge pointed it to another. */
const PATIENTS = [
  `CREATE TABLE scheduling.patient_alias (
    practice_id uuid NOT NULL, merged_id uuid NOT NULL, survivor_id uuid NOT NULL,
    CONSTRAINT patient_alias_pkey PRIMARY KEY (practice_id, merged_id),
    CONSTRAINT patient_alias_other CHECK (merged_id <> survivor_id))`,
  'CREATE INDEX patient_alias_of_survivor ON scheduling.patient_alias (practice_id, survivor_id)',
  'ALTER TABLE scheduling.appointment ADD COLUMN original_patient_id uuid',
  'GRANT DELETE ON scheduling.resource TO scheduling_service',
];

const PRIVILEGES: Readonly<Record<string, readonly Privilege[]>> = {
  treatment_plan: ['SELECT', 'INSERT', 'UPDATE'],
  plan_certification: ['SELECT', 'INSERT', 'UPDATE'],
  certification_lapse: ['SELECT', 'INSERT', 'UPDATE'],
  visits_left: ['SELECT', 'INSERT', 'UPDATE'],
  granted_authorization: ['SELECT', 'INSERT', 'UPDATE'],
  visit_authorization: ['SELECT', 'INSERT', 'UPDATE'],
  visit_attention: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  patient_alias: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
};

const RIGHTS = Object.entries(PRIVILEGES).flatMap(([table, privileges]) => practiceTable(`scheduling.${table}`, privileges));
