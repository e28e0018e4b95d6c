import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forEachPractice, practiceTable, type Privilege } from '@spindle/database';

/** Reservations of visits and group sessions, holds that expire, travel between sites, equipment; what services need; weekly hours, exceptions, closures, overrides. */
export class ReservationStore1795768200000 implements MigrationInterface {
  readonly name = 'ReservationStore1795768200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...SERVICE_TYPES, ...PLACES, ...HOURS, ...CLOSURES, ...SESSIONS, ...APPOINTMENTS, ...HOLDERS]) await runner.query(sql);
    await forEachPractice(runner, 'scheduling.reservation', () => runner.query(`UPDATE scheduling.reservation r SET holder_id = r.appointment_id,
      expires_at = (SELECT a.hold_expires_at FROM scheduling.appointment a WHERE a.practice_id = r.practice_id AND a.id = r.appointment_id AND a.state = 'HELD')`));
    for (const sql of [...RESERVATIONS, ...RIGHTS, ...SWEEPER]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const BUFFERS = ['practitioner', 'room', 'equipment'].flatMap((kind) => ['before', 'after'].map((side) => `${kind}_minutes_${side}`));

const SERVICE_TYPES = [
  `ALTER TABLE scheduling.service_type
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ${BUFFERS.map((column) => `ADD COLUMN ${column} integer NOT NULL DEFAULT 0`).join(', ')},
    ADD COLUMN room_kind text, ADD COLUMN equipment_kind text, ADD COLUMN required_credential_hours integer,
    ADD COLUMN grid_minutes integer NOT NULL DEFAULT 5, ADD COLUMN minimum_notice_minutes integer NOT NULL DEFAULT 0, ADD COLUMN horizon_days integer NOT NULL DEFAULT 365,
    ADD COLUMN accepts text NOT NULL DEFAULT 'ANYBODY', ADD COLUMN overlap text NOT NULL DEFAULT 'EXCLUSIVE', ADD COLUMN seats integer,
    ADD COLUMN cancellation_notice_hours integer, ADD COLUMN confirmation text NOT NULL DEFAULT 'ASKED',
    ADD CONSTRAINT service_type_version CHECK (version > 0),
    ADD CONSTRAINT service_type_buffers CHECK (${BUFFERS.map((column) => `${column} BETWEEN 0 AND 120`).join(' AND ')}),
    ADD CONSTRAINT service_type_credential_hours CHECK (required_credential_hours IS NULL OR (required_credential_hours > 0 AND required_credential IS NOT NULL)),
    ADD CONSTRAINT service_type_grid CHECK (grid_minutes IN (1, 5, 10, 15, 20, 30, 60)),
    ADD CONSTRAINT service_type_window CHECK (minimum_notice_minutes BETWEEN 0 AND 43200 AND horizon_days BETWEEN 1 AND 730),
    ADD CONSTRAINT service_type_accepts CHECK (accepts IN ('ANYBODY', 'NEW_PATIENTS', 'RETURNING_PATIENTS')),
    ADD CONSTRAINT service_type_overlap CHECK (overlap IN ('EXCLUSIVE', 'OVERLAPPING')),
    ADD CONSTRAINT service_type_seats CHECK (seats BETWEEN 2 AND 50),
    ADD CONSTRAINT service_type_notice CHECK (cancellation_notice_hours BETWEEN 0 AND 336),
    ADD CONSTRAINT service_type_confirmation CHECK (confirmation IN ('ASKED', 'NOT_ASKED'))`,
];

/** Travel is kept once for each pair of sites, the lower id first. */
const PLACES = [
  `ALTER TABLE scheduling.room ADD COLUMN kind text NOT NULL DEFAULT 'TREATMENT', ADD CONSTRAINT room_kind CHECK (kind ~ '^[A-Z][A-Z_]{0,39}$')`,
  `CREATE TABLE scheduling.equipment (
    practice_id uuid NOT NULL, id uuid NOT NULL, version integer NOT NULL, location_id uuid NOT NULL, name text NOT NULL, kind text NOT NULL, retired boolean NOT NULL,
    CONSTRAINT equipment_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT equipment_name UNIQUE (practice_id, location_id, name),
    CONSTRAINT equipment_location FOREIGN KEY (practice_id, location_id) REFERENCES scheduling.location (practice_id, id),
    CONSTRAINT equipment_kind CHECK (kind ~ '^[A-Z][A-Z_]{0,39}$'),
    CONSTRAINT equipment_name_length CHECK (length(name) BETWEEN 1 AND 200))`,
  `CREATE TABLE scheduling.travel_time (
    practice_id uuid NOT NULL, location_id uuid NOT NULL, other_location_id uuid NOT NULL, minutes integer NOT NULL,
    CONSTRAINT travel_time_pkey PRIMARY KEY (practice_id, location_id, other_location_id),
    CONSTRAINT travel_time_location FOREIGN KEY (practice_id, location_id) REFERENCES scheduling.location (practice_id, id),
    CONSTRAINT travel_time_other_location FOREIGN KEY (practice_id, other_location_id) REFERENCES scheduling.location (practice_id, id),
    CONSTRAINT travel_time_pair CHECK (location_id < other_location_id),
    CONSTRAINT travel_time_minutes CHECK (minutes BETWEEN 1 AND 480))`,
  `ALTER TABLE scheduling.resource DROP CONSTRAINT resource_kind, DROP CONSTRAINT resource_capacity,
    ADD CONSTRAINT resource_kind CHECK (kind IN ('PRACTITIONER', 'ROOM', 'EQUIPMENT', 'SESSION', 'PATIENT', 'LEAD')),
    ADD CONSTRAINT resource_capacity CHECK (capacity BETWEEN 1 AND 50 AND (capacity = 1 OR kind NOT IN ('PATIENT', 'LEAD')))`,
];

/** Hours are wall time at the site; minutes count from midnight. */
const HOURS = [
  `CREATE TABLE scheduling.weekly_hours (
    practice_id uuid NOT NULL, id uuid NOT NULL, version integer NOT NULL, practitioner_id uuid NOT NULL, location_id uuid NOT NULL, service_type_code text COLLATE "C",
    valid_from date NOT NULL, valid_to date,
    CONSTRAINT weekly_hours_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT weekly_hours_practitioner FOREIGN KEY (practice_id, practitioner_id) REFERENCES scheduling.practitioner (practice_id, id),
    CONSTRAINT weekly_hours_location FOREIGN KEY (practice_id, location_id) REFERENCES scheduling.location (practice_id, id),
    CONSTRAINT weekly_hours_service_type FOREIGN KEY (practice_id, service_type_code) REFERENCES scheduling.service_type (practice_id, code),
    CONSTRAINT weekly_hours_period CHECK (valid_to >= valid_from),
    CONSTRAINT weekly_hours_one_at_a_time EXCLUDE USING gist (practitioner_id WITH =, location_id WITH =, (coalesce(service_type_code, '')) WITH =, (daterange(valid_from, valid_to, '[]')) WITH &&, practice_id WITH =))`,
  `CREATE INDEX weekly_hours_of_practitioner ON scheduling.weekly_hours (practice_id, practitioner_id, location_id, valid_from)`,
  `CREATE TABLE scheduling.weekly_hours_day (
    practice_id uuid NOT NULL, weekly_hours_id uuid NOT NULL, weekday integer NOT NULL, opens_minute integer NOT NULL, closes_minute integer NOT NULL,
    CONSTRAINT weekly_hours_day_pkey PRIMARY KEY (practice_id, weekly_hours_id, weekday, opens_minute),
    CONSTRAINT weekly_hours_day_hours FOREIGN KEY (practice_id, weekly_hours_id) REFERENCES scheduling.weekly_hours (practice_id, id),
    CONSTRAINT weekly_hours_day_weekday CHECK (weekday BETWEEN 1 AND 7),
    CONSTRAINT weekly_hours_day_minutes CHECK (opens_minute >= 0 AND opens_minute < closes_minute AND closes_minute <= 1440))`,
  `CREATE TABLE scheduling.availability_exception (
    practice_id uuid NOT NULL, id uuid NOT NULL, version integer NOT NULL, practitioner_id uuid NOT NULL, location_id uuid, service_type_code text COLLATE "C",
    kind text NOT NULL, local_from timestamp NOT NULL, local_until timestamp NOT NULL, withdrawn_at timestamptz,
    CONSTRAINT availability_exception_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT availability_exception_practitioner FOREIGN KEY (practice_id, practitioner_id) REFERENCES scheduling.practitioner (practice_id, id),
    CONSTRAINT availability_exception_location FOREIGN KEY (practice_id, location_id) REFERENCES scheduling.location (practice_id, id),
    CONSTRAINT availability_exception_service_type FOREIGN KEY (practice_id, service_type_code) REFERENCES scheduling.service_type (practice_id, code),
    CONSTRAINT availability_exception_kind CHECK (kind IN ('ABSENCE', 'EXTRA_HOURS') AND (kind = 'ABSENCE' OR location_id IS NOT NULL)),
    CONSTRAINT availability_exception_period CHECK (local_from < local_until AND isfinite(local_from) AND isfinite(local_until)))`,
  `CREATE INDEX availability_exception_of_practitioner ON scheduling.availability_exception (practice_id, practitioner_id, local_until) WHERE withdrawn_at IS NULL`,
];

const CLOSURES = [
  `CREATE TABLE scheduling.closure (
    practice_id uuid NOT NULL, id uuid NOT NULL, version integer NOT NULL, location_id uuid, kind text NOT NULL, name text NOT NULL,
    local_from timestamp NOT NULL, local_until timestamp NOT NULL, withdrawn_at timestamptz,
    CONSTRAINT closure_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT closure_location FOREIGN KEY (practice_id, location_id) REFERENCES scheduling.location (practice_id, id),
    CONSTRAINT closure_kind CHECK (kind IN ('CLOSURE', 'HOLIDAY')),
    CONSTRAINT closure_name_length CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT closure_period CHECK (local_from < local_until AND isfinite(local_from) AND isfinite(local_until)))`,
  `CREATE INDEX closure_by_end ON scheduling.closure (practice_id, local_until) WHERE withdrawn_at IS NULL`,
];

const SESSIONS = [
  `CREATE TABLE scheduling.group_session (
    practice_id uuid NOT NULL, id uuid NOT NULL, version integer NOT NULL, state text NOT NULL, service_type_code text COLLATE "C" NOT NULL,
    practitioner_id uuid NOT NULL, location_id uuid NOT NULL, room_id uuid, seats integer NOT NULL,
    starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL, local_start timestamp NOT NULL, time_zone text NOT NULL,
    CONSTRAINT group_session_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT group_session_practitioner FOREIGN KEY (practice_id, practitioner_id) REFERENCES scheduling.practitioner (practice_id, id),
    CONSTRAINT group_session_location FOREIGN KEY (practice_id, location_id) REFERENCES scheduling.location (practice_id, id),
    CONSTRAINT group_session_room FOREIGN KEY (practice_id, room_id) REFERENCES scheduling.room (practice_id, id),
    CONSTRAINT group_session_service_type FOREIGN KEY (practice_id, service_type_code) REFERENCES scheduling.service_type (practice_id, code),
    CONSTRAINT group_session_state CHECK (state IN ('PLANNED', 'CANCELLED')),
    CONSTRAINT group_session_seats CHECK (seats BETWEEN 2 AND 50),
    CONSTRAINT group_session_period CHECK (starts_at < ends_at AND isfinite(starts_at) AND isfinite(ends_at)))`,
  `CREATE INDEX group_session_of_day ON scheduling.group_session (practice_id, location_id, starts_at)`,
];

const APPOINTMENTS = [
  `ALTER TABLE scheduling.appointment ADD COLUMN equipment_id uuid, ADD COLUMN session_id uuid,
    ADD CONSTRAINT appointment_equipment FOREIGN KEY (practice_id, equipment_id) REFERENCES scheduling.equipment (practice_id, id),
    ADD CONSTRAINT appointment_session FOREIGN KEY (practice_id, session_id) REFERENCES scheduling.group_session (practice_id, id)`,
  `CREATE INDEX appointment_of_session ON scheduling.appointment (practice_id, session_id) WHERE session_id IS NOT NULL`,
  `CREATE INDEX appointment_held ON scheduling.appointment (practice_id, hold_expires_at) WHERE state = 'HELD'`,
  `CREATE TABLE scheduling.appointment_override (
    practice_id uuid NOT NULL, appointment_id uuid NOT NULL, person_id uuid NOT NULL, role text NOT NULL, reason text NOT NULL, refusals text[] NOT NULL, overridden_at timestamptz NOT NULL,
    CONSTRAINT appointment_override_pkey PRIMARY KEY (practice_id, appointment_id),
    CONSTRAINT appointment_override_appointment FOREIGN KEY (practice_id, appointment_id) REFERENCES scheduling.appointment (practice_id, id),
    CONSTRAINT appointment_override_reason CHECK (length(reason) BETWEEN 3 AND 500))`,
];

const HOLDERS = [
  `ALTER TABLE scheduling.reservation ADD COLUMN holder_id uuid, ADD COLUMN session_id uuid, ADD COLUMN expires_at timestamptz, ADD COLUMN travel tstzrange,
    ADD COLUMN minutes_before integer NOT NULL DEFAULT 0, ADD COLUMN minutes_after integer NOT NULL DEFAULT 0`,
];

/**
 * A reservation belongs to an appointment or to a group session. `travel` is `during` with half the way to the farthest
 * other site on either side, for those who travel: two of them at different sites must not touch. With two sites that
 * is exactly the way between them; with more it asks for the mean of both sites' farthest ways, so never too little.
 */
const RESERVATIONS = [
  `ALTER TABLE scheduling.reservation ALTER COLUMN holder_id SET NOT NULL, DROP CONSTRAINT reservation_pkey, ADD CONSTRAINT reservation_pkey PRIMARY KEY (practice_id, holder_id, resource_id),
    ALTER COLUMN appointment_id DROP NOT NULL,
    ADD CONSTRAINT reservation_session FOREIGN KEY (practice_id, session_id) REFERENCES scheduling.group_session (practice_id, id),
    ADD CONSTRAINT reservation_holder CHECK (num_nonnulls(appointment_id, session_id) = 1 AND holder_id = coalesce(appointment_id, session_id)),
    ADD CONSTRAINT reservation_buffers CHECK (minutes_before >= 0 AND minutes_after >= 0),
    ADD CONSTRAINT reservation_travel CHECK (travel @> during),
    ADD CONSTRAINT reservation_no_rush EXCLUDE USING gist (resource_id WITH =, travel WITH &&, location_id WITH <>, practice_id WITH =) WHERE (live AND travel IS NOT NULL)`,
  `DROP INDEX scheduling.reservation_of_resource`,
  `CREATE INDEX reservation_of_resource ON scheduling.reservation (practice_id, resource_id, starts_at) INCLUDE (ends_at, lanes) WHERE live`,
];

const PRIVILEGES: Readonly<Record<string, readonly Privilege[]>> = {
  equipment: ['SELECT', 'INSERT', 'UPDATE'],
  travel_time: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  weekly_hours: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  weekly_hours_day: ['SELECT', 'INSERT', 'DELETE'],
  availability_exception: ['SELECT', 'INSERT', 'UPDATE'],
  closure: ['SELECT', 'INSERT', 'UPDATE'],
  group_session: ['SELECT', 'INSERT', 'UPDATE'],
  appointment_override: ['SELECT', 'INSERT'],
};

const RIGHTS = Object.entries(PRIVILEGES).flatMap(([table, privileges]) => practiceTable(`scheduling.${table}`, privileges));

/** The sweeper finds holds that ran out in every practice, and sees nothing of them but when. */
const SWEEPER = [
  `CREATE POLICY worker ON scheduling.appointment FOR SELECT TO scheduling_worker USING (state = 'HELD')`,
  `GRANT SELECT (practice_id, id, state, hold_expires_at) ON scheduling.appointment TO scheduling_worker`,
];
