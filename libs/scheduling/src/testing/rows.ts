import { withNpiCheckDigit, type Id } from '@spindle/kernel';
import { newId } from '@spindle/database';

/** What the clinic of the tests consists of. */
export interface ClinicRows {
  readonly broomfield: Id<'Location'>;
  readonly westminster: Id<'Location'>;
  readonly roomOne: Id<'Room'>;
  readonly roomTwo: Id<'Room'>;
  /** Bears two visits at a time. */
  readonly gym: Id<'Room'>;
  readonly westRoom: Id<'Room'>;
  readonly ruiz: Id<'Practitioner'>;
  readonly okafor: Id<'Practitioner'>;
  readonly patients: readonly Id<'Patient'>[];
}

interface Insert { readonly sql: string; readonly values: readonly unknown[] }

const LOCATION = `INSERT INTO scheduling.location VALUES ($1, $2, $3, 'America/Denver', '{"1 Main St"}', $3, 'CO', '80020', '303-555-0100', 24, 15)`;
const ROOM = 'INSERT INTO scheduling.room VALUES ($1, $2, $3, $4)';
const RESOURCE = 'INSERT INTO scheduling.resource VALUES ($1, $2, $3, $4)';
const PRACTITIONER = 'INSERT INTO scheduling.practitioner VALUES ($1, $2, $3, $4, $5, $6, $7)';
const WORKS_AT = 'INSERT INTO scheduling.practitioner_location VALUES ($1, $2, $3)';
const CREDENTIAL = 'INSERT INTO scheduling.credential VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)';
const HOURS = `INSERT INTO scheduling.weekly_hours VALUES ($1, $2, 1, $3, $4, NULL, '2020-01-01', NULL)`;
const ROUND_THE_CLOCK = 'INSERT INTO scheduling.weekly_hours_day SELECT $1, $2, weekday, 0, 1440 FROM generate_series(1, 7) AS weekday';
const FREE_CONSULTATION = 'INSERT INTO scheduling.free_consultation_rule VALUES ($1, $2, $3, $4, $5)';
const SERVICE = 'INSERT INTO scheduling.service_type VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)';

/** The rows of a small clinic: two sites, four rooms, two practitioners, four services, and so many patients. Practitioners are there round the clock. */
export function clinicRows(practice: Id<'Practice'>, patientCount: number): { rows: ClinicRows; inserts: Insert[] } {
  const rows: ClinicRows = {
    broomfield: newId(), westminster: newId(), roomOne: newId(), roomTwo: newId(), gym: newId(), westRoom: newId(), ruiz: newId(), okafor: newId(),
    patients: Array.from({ length: patientCount }, () => newId<'Patient'>()),
  };
  const { broomfield, westminster, roomOne, roomTwo, gym, westRoom, ruiz, okafor } = rows;
  const inserts: [string, ...unknown[]][] = [
    [LOCATION, broomfield, 'Broomfield'], [LOCATION, westminster, 'Westminster'],
    [ROOM, roomOne, broomfield, 'Room 1'], [ROOM, roomTwo, broomfield, 'Room 2'], [ROOM, gym, broomfield, 'Gym'], [ROOM, westRoom, westminster, 'Room 1'],
    [RESOURCE, roomOne, 'ROOM', 1], [RESOURCE, roomTwo, 'ROOM', 1], [RESOURCE, gym, 'ROOM', 2], [RESOURCE, westRoom, 'ROOM', 1],
    [PRACTITIONER, ruiz, 'Ana', 'Ruiz', 'PT, DPT', withNpiCheckDigit('100000001'), '225100000X'], [PRACTITIONER, okafor, 'Ben', 'Okafor', null, withNpiCheckDigit('200000002'), null],
    [WORKS_AT, broomfield, ruiz], [WORKS_AT, westminster, ruiz], [WORKS_AT, broomfield, okafor],
    ...[[ruiz, broomfield], [ruiz, westminster], [okafor, broomfield]].flatMap(([practitioner, location]): [string, ...unknown[]][] => {
      const hours = newId();
      return [[HOURS, hours, practitioner, location], [ROUND_THE_CLOCK, hours]];
    }),
    [RESOURCE, ruiz, 'PRACTITIONER', 1], [RESOURCE, okafor, 'PRACTITIONER', 1],
    [CREDENTIAL, newId(), ruiz, 'LICENSE', 'PTL-1', 'CO', '2020-01-01', null, null],
    [CREDENTIAL, newId(), ruiz, 'DRY_NEEDLING', 'DN-1', null, '2025-01-01', '2026-06-30', 80],
    [SERVICE, 'FOLLOW_UP', 'Follow-up', ['treatment'], 30, true, null, false, false],
    [SERVICE, 'DRY_NEEDLING', 'Dry needle therapy', ['TDN', 'IMS'], 30, true, 'DRY_NEEDLING', false, false],
    [SERVICE, 'CONSULTATION', 'Free consultation', [], 20, false, null, true, false],
    [FREE_CONSULTATION, '2020-01-01', 'CONSULTATION', 12, 'A rule of the tests.'],
    [SERVICE, 'CUPPING', 'Cupping', [], 30, true, null, false, true],
    ['UPDATE scheduling.service_type SET horizon_days = 730, grid_minutes = 1 WHERE practice_id = $1'],
    ...rows.patients.map((patient): [string, ...unknown[]] => [RESOURCE, patient, 'PATIENT', 1]),
  ];
  return { rows, inserts: inserts.map(([sql, ...values]) => ({ sql, values: [practice, ...values] })) };
}
