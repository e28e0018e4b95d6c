import type { MigrationInterface, QueryRunner } from 'typeorm';
import { practiceTable, tableWalls, workerTable, type Privilege } from '@spindle/database';

/** The waitlist: who waits for what, which times came free, to whom each was offered. */
export class Waitlist1795781400000 implements MigrationInterface {
  readonly name = 'Waitlist1795781400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...SERIES, ...ENTRIES, ...FREED, ...OFFERS, ...RIGHTS]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** A series keeps under whose id it was booked, as its visits do. */
const SERIES = ['ALTER TABLE scheduling.series ADD COLUMN original_patient_id uuid'];

const ENTRIES = [
  `CREATE TABLE scheduling.waitlist_entry (
    practice_id uuid NOT NULL, id uuid NOT NULL, version integer NOT NULL, state text NOT NULL, patient_id uuid NOT NULL, original_patient_id uuid, service_type_code text NOT NULL,
    priority text NOT NULL, location_ids uuid[] NOT NULL, practitioner_ids uuid[] NOT NULL, weekdays text[] NOT NULL, day_parts text[] NOT NULL,
    earliest_day date, latest_day date, notice_minutes integer NOT NULL, waiting_since timestamptz NOT NULL, appointment_id uuid, ended_at timestamptz,
    CONSTRAINT waitlist_entry_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT waitlist_entry_version CHECK (version > 0),
    CONSTRAINT waitlist_entry_state CHECK (state IN ('WAITING', 'BOOKED', 'WITHDRAWN')),
    CONSTRAINT waitlist_entry_priority CHECK (priority IN ('URGENT', 'HIGH', 'NORMAL')),
    CONSTRAINT waitlist_entry_days CHECK (latest_day >= earliest_day),
    CONSTRAINT waitlist_entry_notice CHECK (notice_minutes BETWEEN 0 AND 20160),
    CONSTRAINT waitlist_entry_ended CHECK ((state = 'WAITING') = (ended_at IS NULL) AND (state = 'BOOKED') = (appointment_id IS NOT NULL)),
    CONSTRAINT waitlist_entry_service_type FOREIGN KEY (practice_id, service_type_code) REFERENCES scheduling.service_type (practice_id, code),
    CONSTRAINT waitlist_entry_appointment FOREIGN KEY (practice_id, appointment_id) REFERENCES scheduling.appointment (practice_id, id))`,
  `CREATE INDEX waitlist_entry_waiting ON scheduling.waitlist_entry (practice_id, waiting_since, id) WHERE state = 'WAITING'`,
  'CREATE INDEX waitlist_entry_of_patient ON scheduling.waitlist_entry (practice_id, patient_id)',
];

/** A time that a visit gave back, until it is offered to everybody whom it fits, taken, or over. */
const FREED = [
  `CREATE TABLE scheduling.freed_slot (
    practice_id uuid NOT NULL, id uuid NOT NULL, appointment_id uuid NOT NULL, freed_at timestamptz NOT NULL, starts_at timestamptz NOT NULL, closed_at timestamptz,
    CONSTRAINT freed_slot_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT freed_slot_once UNIQUE (practice_id, appointment_id, freed_at),
    CONSTRAINT freed_slot_appointment FOREIGN KEY (practice_id, appointment_id) REFERENCES scheduling.appointment (practice_id, id))`,
  'CREATE INDEX freed_slot_open ON scheduling.freed_slot (practice_id, starts_at) WHERE closed_at IS NULL',
];

/** One live offer for each freed slot, and one for each who waits: the indexes refuse a second. */
const OFFERS = [
  `CREATE TABLE scheduling.waitlist_offer (
    practice_id uuid NOT NULL, id uuid NOT NULL, entry_id uuid NOT NULL, slot_id uuid NOT NULL, appointment_id uuid NOT NULL, state text NOT NULL,
    offered_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, ended_at timestamptz,
    CONSTRAINT waitlist_offer_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT waitlist_offer_appointment_once UNIQUE (practice_id, appointment_id),
    CONSTRAINT waitlist_offer_state CHECK (state IN ('OPEN', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN')),
    CONSTRAINT waitlist_offer_ended CHECK ((state = 'OPEN') = (ended_at IS NULL)),
    CONSTRAINT waitlist_offer_entry FOREIGN KEY (practice_id, entry_id) REFERENCES scheduling.waitlist_entry (practice_id, id),
    CONSTRAINT waitlist_offer_slot FOREIGN KEY (practice_id, slot_id) REFERENCES scheduling.freed_slot (practice_id, id),
    CONSTRAINT waitlist_offer_appointment FOREIGN KEY (practice_id, appointment_id) REFERENCES scheduling.appointment (practice_id, id))`,
  `CREATE UNIQUE INDEX waitlist_offer_one_of_slot ON scheduling.waitlist_offer (practice_id, slot_id) WHERE state = 'OPEN'`,
  `CREATE UNIQUE INDEX waitlist_offer_one_of_entry ON scheduling.waitlist_offer (practice_id, entry_id) WHERE state = 'OPEN'`,
  'CREATE INDEX waitlist_offer_of_slot ON scheduling.waitlist_offer (practice_id, slot_id, entry_id)',
  'CREATE INDEX waitlist_offer_of_entry ON scheduling.waitlist_offer (practice_id, entry_id, offered_at)',
];

const PRIVILEGES: Readonly<Record<string, readonly Privilege[]>> = {
  waitlist_entry: ['SELECT', 'INSERT', 'UPDATE'],
  freed_slot: ['SELECT', 'INSERT', 'UPDATE'],
  waitlist_offer: ['SELECT', 'INSERT', 'UPDATE'],
};

/** The worker sees which practices have a time to offer or an offer to end; what it offers, it does as that practice. */
const RIGHTS = [
  ...Object.entries(PRIVILEGES).flatMap(([table, privileges]) => practiceTable(`scheduling.${table}`, privileges)),
  ...tableWalls('scheduling.waitlist_entry', { patient: 'patient_id' }),
  ...tableWalls('scheduling.waitlist_offer', { beneath: { table: 'scheduling.waitlist_entry', key: 'entry_id' } }),
  ...tableWalls('scheduling.freed_slot', 'NONE'),
  ...workerTable('scheduling.freed_slot', ['SELECT']),
  ...workerTable('scheduling.waitlist_offer', ['SELECT']),
];
