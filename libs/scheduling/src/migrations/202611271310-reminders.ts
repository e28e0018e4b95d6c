import type { MigrationInterface, QueryRunner } from 'typeorm';
import { practiceTable, tableWalls, workerTable } from '@spindle/database';

/** When patients are reminded, what is to be written to whom and when, and the links with which they confirm or cancel. */
export class Reminders1795785000000 implements MigrationInterface {
  readonly name = 'Reminders1795785000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...SCHEDULES, ...REMINDERS, ...LINKS, ...RIGHTS]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** One for each service with times of its own, and one for all others. */
const SCHEDULES = [
  `CREATE TABLE scheduling.reminder_schedule (
    practice_id uuid NOT NULL, id uuid NOT NULL, version integer NOT NULL, service_type_code text COLLATE "C", offsets jsonb NOT NULL, quiet_from text NOT NULL, quiet_until text NOT NULL,
    CONSTRAINT reminder_schedule_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT reminder_schedule_version CHECK (version > 0),
    CONSTRAINT reminder_schedule_quiet CHECK (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' AND quiet_until ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    CONSTRAINT reminder_schedule_service_type FOREIGN KEY (practice_id, service_type_code) REFERENCES scheduling.service_type (practice_id, code))`,
  `CREATE UNIQUE INDEX reminder_schedule_of_service ON scheduling.reminder_schedule (practice_id, (coalesce(service_type_code, '')))`,
];

/** Ids, the name of a text and times; neither a name nor an address. */
const REMINDERS = [
  `CREATE TABLE scheduling.reminder (
    practice_id uuid NOT NULL, id uuid NOT NULL, appointment_id uuid NOT NULL, template text NOT NULL, due_at timestamptz NOT NULL, state text NOT NULL,
    attempts integer NOT NULL, next_attempt_at timestamptz NOT NULL, ended_at timestamptz, reason text,
    CONSTRAINT reminder_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT reminder_template CHECK (template IN ('VISIT_REMINDER', 'VISIT_MOVED')),
    CONSTRAINT reminder_state CHECK (state IN ('PENDING', 'SENT', 'CANCELLED', 'NOT_SENT')),
    CONSTRAINT reminder_ended CHECK ((state = 'PENDING') = (ended_at IS NULL) AND (state = 'NOT_SENT') = (reason IS NOT NULL)),
    CONSTRAINT reminder_reason CHECK (reason IN ('VISIT_OVER', 'NO_ADDRESS', 'GAVE_UP')),
    CONSTRAINT reminder_appointment FOREIGN KEY (practice_id, appointment_id) REFERENCES scheduling.appointment (practice_id, id))`,
  `CREATE UNIQUE INDEX reminder_pending_once ON scheduling.reminder (practice_id, appointment_id, template, due_at) WHERE state = 'PENDING'`,
  `CREATE INDEX reminder_due ON scheduling.reminder (practice_id, next_attempt_at, id) WHERE state = 'PENDING'`,
  'CREATE INDEX reminder_of_appointment ON scheduling.reminder (practice_id, appointment_id)',
];

const LINKS = [
  `CREATE TABLE scheduling.visit_link (
    practice_id uuid NOT NULL, id uuid NOT NULL, token_hash text COLLATE "C" NOT NULL, appointment_id uuid NOT NULL, created_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, used_at timestamptz,
    CONSTRAINT visit_link_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT visit_link_token UNIQUE (practice_id, token_hash),
    CONSTRAINT visit_link_hash CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT visit_link_appointment FOREIGN KEY (practice_id, appointment_id) REFERENCES scheduling.appointment (practice_id, id))`,
];

/** The worker sees which practices have something to send; what is sent, is sent as that practice. */
const RIGHTS = [
  ...practiceTable('scheduling.reminder_schedule', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('scheduling.reminder', ['SELECT', 'INSERT', 'UPDATE']),
  ...practiceTable('scheduling.visit_link', ['SELECT', 'INSERT', 'UPDATE']),
  ...tableWalls('scheduling.reminder_schedule', 'NONE'),
  ...tableWalls('scheduling.reminder', { beneath: { table: 'scheduling.appointment', key: 'appointment_id' } }),
  ...tableWalls('scheduling.visit_link', { roles: ['SERVICE'] }),
  ...workerTable('scheduling.reminder', ['SELECT']),
];
