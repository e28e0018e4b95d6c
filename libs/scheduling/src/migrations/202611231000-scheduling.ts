import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eventTables, practiceTable, type Privilege } from '@spindle/database';

/** Sites, practitioners, services, appointments and the reservations that keep them apart; outbox and inbox. */
export class Scheduling1795428000000 implements MigrationInterface {
  readonly name = 'Scheduling1795428000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [...PLACES, ...PRACTITIONERS, ...SERVICE_TYPES, ...APPOINTMENTS, ...RESERVATIONS, ...VISIT_RECORD, ...RIGHTS, ...eventTables('scheduling')];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const PLACES = [
  `CREATE TABLE scheduling.location (
    practice_id uuid NOT NULL, id uuid NOT NULL, name text COLLATE "C" NOT NULL, time_zone text NOT NULL,
    address_lines text[] NOT NULL, city text, state text, postal_code text, telephone text,
    cancellation_notice_hours integer NOT NULL, no_show_grace_minutes integer NOT NULL,
    CONSTRAINT location_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT location_name UNIQUE (practice_id, name),
    CONSTRAINT location_name_length CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT location_notice CHECK (cancellation_notice_hours BETWEEN 0 AND 336),
    CONSTRAINT location_grace CHECK (no_show_grace_minutes BETWEEN 0 AND 240))`,
  `CREATE TABLE scheduling.room (
    practice_id uuid NOT NULL, id uuid NOT NULL, location_id uuid NOT NULL, name text NOT NULL,
    CONSTRAINT room_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT room_name UNIQUE (practice_id, location_id, name),
    CONSTRAINT room_location FOREIGN KEY (practice_id, location_id) REFERENCES scheduling.location (practice_id, id))`,
];

/** The digits at odd places are doubled; a doubled digit above nine counts the sum of its own. The prefix 80840 adds 24. */
const NPI_CHECK_DIGIT = `CASE WHEN npi ~ '^[12][0-9]{9}$' THEN (24
  + substr('0246813579', substr(npi, 1, 1)::integer + 1, 1)::integer + substr(npi, 2, 1)::integer
  + substr('0246813579', substr(npi, 3, 1)::integer + 1, 1)::integer + substr(npi, 4, 1)::integer
  + substr('0246813579', substr(npi, 5, 1)::integer + 1, 1)::integer + substr(npi, 6, 1)::integer
  + substr('0246813579', substr(npi, 7, 1)::integer + 1, 1)::integer + substr(npi, 8, 1)::integer
  + substr('0246813579', substr(npi, 9, 1)::integer + 1, 1)::integer + substr(npi, 10, 1)::integer) % 10 = 0 ELSE false END`;

const PRACTITIONERS = [
  `CREATE TABLE scheduling.practitioner (
    practice_id uuid NOT NULL, id uuid NOT NULL, given_name text COLLATE "C" NOT NULL, family_name text COLLATE "C" NOT NULL, suffix text,
    npi text NOT NULL, taxonomy_code text,
    CONSTRAINT practitioner_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT practitioner_npi_once UNIQUE (practice_id, npi),
    CONSTRAINT practitioner_name_length CHECK (length(given_name) <= 200 AND length(family_name) BETWEEN 1 AND 200),
    CONSTRAINT practitioner_npi CHECK (${NPI_CHECK_DIGIT}))`,
  `CREATE INDEX practitioner_by_name ON scheduling.practitioner (practice_id, family_name, given_name, id)`,
  `CREATE TABLE scheduling.practitioner_location (
    practice_id uuid NOT NULL, location_id uuid NOT NULL, practitioner_id uuid NOT NULL,
    CONSTRAINT practitioner_location_pkey PRIMARY KEY (practice_id, location_id, practitioner_id),
    CONSTRAINT practitioner_location_location FOREIGN KEY (practice_id, location_id) REFERENCES scheduling.location (practice_id, id),
    CONSTRAINT practitioner_location_practitioner FOREIGN KEY (practice_id, practitioner_id) REFERENCES scheduling.practitioner (practice_id, id))`,
  `CREATE INDEX practitioner_location_of_practitioner ON scheduling.practitioner_location (practice_id, practitioner_id)`,
  `CREATE TABLE scheduling.credential (
    practice_id uuid NOT NULL, id uuid NOT NULL, practitioner_id uuid NOT NULL, kind text NOT NULL,
    identifier text, state text, valid_from date NOT NULL, valid_to date, hours integer,
    CONSTRAINT credential_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT credential_practitioner FOREIGN KEY (practice_id, practitioner_id) REFERENCES scheduling.practitioner (practice_id, id),
    CONSTRAINT credential_kind CHECK (kind IN ('LICENSE', 'DRY_NEEDLING', 'MANUAL_THERAPY', 'ACUPUNCTURE', 'CARDIOPULMONARY_RESUSCITATION')),
    CONSTRAINT credential_state CHECK (state ~ '^[A-Z]{2}$'),
    CONSTRAINT credential_period CHECK (valid_to >= valid_from),
    CONSTRAINT credential_hours CHECK (hours > 0))`,
  `CREATE INDEX credential_of_practitioner ON scheduling.credential (practice_id, practitioner_id, valid_from)`,
];

const SERVICE_TYPES = [
  `CREATE TABLE scheduling.service_type (
    practice_id uuid NOT NULL, code text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, aliases text[] NOT NULL,
    duration_minutes integer NOT NULL, needs_room boolean NOT NULL, required_credential text,
    complimentary boolean NOT NULL, retired boolean NOT NULL,
    CONSTRAINT service_type_pkey PRIMARY KEY (practice_id, code),
    CONSTRAINT service_type_text_length CHECK (length(code) BETWEEN 1 AND 200 AND length(name) BETWEEN 1 AND 200),
    CONSTRAINT service_type_duration CHECK (duration_minutes BETWEEN 5 AND 480),
    CONSTRAINT service_type_credential CHECK (required_credential IN ('LICENSE', 'DRY_NEEDLING', 'MANUAL_THERAPY', 'ACUPUNCTURE', 'CARDIOPULMONARY_RESUSCITATION')))`,
  `CREATE INDEX service_type_by_name ON scheduling.service_type (practice_id, name, code)`,
];

const STATES = `'HELD', 'BOOKED', 'CONFIRMED', 'ARRIVED', 'IN_ROOM', 'IN_TREATMENT', 'COMPLETED', 'EXPIRED', 'CANCELLED', 'LATE_CANCELLED', 'NO_SHOW', 'RESCHEDULED', 'ENTERED_IN_ERROR'`;

const APPOINTMENTS = [
  `CREATE TABLE scheduling.appointment (
    practice_id uuid NOT NULL, id uuid NOT NULL, version integer NOT NULL,
    state text NOT NULL, state_before text, state_changed_at timestamptz NOT NULL,
    source text NOT NULL, source_key text,
    patient_id uuid NOT NULL, practitioner_id uuid, location_id uuid, room_id uuid, service_type_code text,
    practitioner_name text, place_name text,
    starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL, local_start timestamp NOT NULL, time_zone text NOT NULL,
    hold_expires_at timestamptz, replaces_id uuid, cancellation_reason text,
    arrived_at timestamptz, roomed_at timestamptz, treatment_started_at timestamptz, completed_at timestamptz,
    CONSTRAINT appointment_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT appointment_source_key UNIQUE (practice_id, source_key),
    CONSTRAINT appointment_replaces_once UNIQUE (practice_id, replaces_id),
    CONSTRAINT appointment_location FOREIGN KEY (practice_id, location_id) REFERENCES scheduling.location (practice_id, id),
    CONSTRAINT appointment_room FOREIGN KEY (practice_id, room_id) REFERENCES scheduling.room (practice_id, id),
    CONSTRAINT appointment_practitioner FOREIGN KEY (practice_id, practitioner_id) REFERENCES scheduling.practitioner (practice_id, id),
    CONSTRAINT appointment_service_type FOREIGN KEY (practice_id, service_type_code) REFERENCES scheduling.service_type (practice_id, code),
    CONSTRAINT appointment_replaces FOREIGN KEY (practice_id, replaces_id) REFERENCES scheduling.appointment (practice_id, id),
    CONSTRAINT appointment_version CHECK (version > 0),
    CONSTRAINT appointment_state CHECK (state IN (${STATES})),
    CONSTRAINT appointment_state_before CHECK (state_before IN (${STATES})),
    CONSTRAINT appointment_source CHECK (source IN ('RECORDED', 'IMPORTED')),
    CONSTRAINT appointment_complete CHECK (source = 'IMPORTED' OR (practitioner_id IS NOT NULL AND location_id IS NOT NULL AND service_type_code IS NOT NULL)),
    CONSTRAINT appointment_imported_key CHECK (source = 'RECORDED' OR source_key IS NOT NULL),
    CONSTRAINT appointment_period CHECK (starts_at < ends_at AND isfinite(starts_at) AND isfinite(ends_at)),
    CONSTRAINT appointment_hold CHECK (state <> 'HELD' OR hold_expires_at IS NOT NULL))`,
  `CREATE INDEX appointment_of_day ON scheduling.appointment (practice_id, location_id, starts_at, local_start)`,
  `CREATE INDEX appointment_of_patient ON scheduling.appointment (practice_id, patient_id, starts_at DESC, id)`,
];

/**
 * The exclusion constraint is what refuses an overlap; it leads with the resource because that inserts faster. Reads
 * never use it: they range over `starts_at` in the B-tree, which row-level security lets through.
 */
const RESERVATIONS = [
  `CREATE TABLE scheduling.resource (
    practice_id uuid NOT NULL, id uuid NOT NULL, kind text NOT NULL, capacity integer NOT NULL,
    CONSTRAINT resource_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT resource_kind CHECK (kind IN ('PRACTITIONER', 'ROOM', 'PATIENT')),
    CONSTRAINT resource_capacity CHECK (capacity BETWEEN 1 AND 50 AND (capacity = 1 OR kind <> 'PATIENT')))`,
  `CREATE TABLE scheduling.reservation (
    practice_id uuid NOT NULL, appointment_id uuid NOT NULL, resource_id uuid NOT NULL, location_id uuid NOT NULL,
    lanes int4range NOT NULL, during tstzrange NOT NULL, starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL, live boolean NOT NULL,
    CONSTRAINT reservation_pkey PRIMARY KEY (practice_id, appointment_id, resource_id),
    CONSTRAINT reservation_appointment FOREIGN KEY (practice_id, appointment_id) REFERENCES scheduling.appointment (practice_id, id),
    CONSTRAINT reservation_resource FOREIGN KEY (practice_id, resource_id) REFERENCES scheduling.resource (practice_id, id),
    CONSTRAINT reservation_location FOREIGN KEY (practice_id, location_id) REFERENCES scheduling.location (practice_id, id),
    CONSTRAINT reservation_during CHECK (during = tstzrange(starts_at, ends_at, '[)') AND starts_at < ends_at AND isfinite(starts_at) AND isfinite(ends_at) AND ends_at - starts_at <= interval '24 hours'),
    CONSTRAINT reservation_lanes CHECK (NOT isempty(lanes) AND lower(lanes) >= 0 AND NOT upper_inf(lanes)),
    CONSTRAINT reservation_no_overlap EXCLUDE USING gist (resource_id WITH =, during WITH &&, lanes WITH &&, practice_id WITH =) WHERE (live))`,
  `CREATE INDEX reservation_of_resource ON scheduling.reservation (practice_id, resource_id, starts_at) INCLUDE (ends_at, lanes)`,
];

/** Steps that were taken, and what outside the visit flow keeps a step from being taken back. */
const VISIT_RECORD = [
  `CREATE TABLE scheduling.appointment_step (
    practice_id uuid NOT NULL, appointment_id uuid NOT NULL, version integer NOT NULL, action text NOT NULL,
    from_state text NOT NULL, to_state text NOT NULL, taken_at timestamptz NOT NULL, person_id uuid NOT NULL, reason text,
    CONSTRAINT appointment_step_pkey PRIMARY KEY (practice_id, appointment_id, version),
    CONSTRAINT appointment_step_appointment FOREIGN KEY (practice_id, appointment_id) REFERENCES scheduling.appointment (practice_id, id),
    CONSTRAINT appointment_step_from CHECK (from_state IN (${STATES})),
    CONSTRAINT appointment_step_to CHECK (to_state IN (${STATES})))`,
  `CREATE TABLE scheduling.visit_lock (
    practice_id uuid NOT NULL, appointment_id uuid NOT NULL, kind text NOT NULL,
    CONSTRAINT visit_lock_pkey PRIMARY KEY (practice_id, appointment_id, kind),
    CONSTRAINT visit_lock_appointment FOREIGN KEY (practice_id, appointment_id) REFERENCES scheduling.appointment (practice_id, id),
    CONSTRAINT visit_lock_kind CHECK (kind IN ('TREATMENT_RECORDED', 'NOTE_SIGNED', 'CHARGE_RELEASED', 'CLAIM_SUBMITTED', 'FEE_POSTED')))`,
];

const PRIVILEGES: Readonly<Record<string, readonly Privilege[]>> = {
  location: ['SELECT', 'INSERT', 'UPDATE'],
  room: ['SELECT', 'INSERT', 'UPDATE'],
  practitioner: ['SELECT', 'INSERT', 'UPDATE'],
  practitioner_location: ['SELECT', 'INSERT', 'DELETE'],
  credential: ['SELECT', 'INSERT', 'UPDATE'],
  service_type: ['SELECT', 'INSERT', 'UPDATE'],
  appointment: ['SELECT', 'INSERT', 'UPDATE'],
  resource: ['SELECT', 'INSERT', 'UPDATE'],
  reservation: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  appointment_step: ['SELECT', 'INSERT'],
  visit_lock: ['SELECT', 'INSERT', 'DELETE'],
};

const RIGHTS = Object.entries(PRIVILEGES).flatMap(([table, privileges]) => practiceTable(`scheduling.${table}`, privileges));
