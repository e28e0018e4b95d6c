import fc from 'fast-check';
import { newId } from '@spindle/database';
import { wallTimeOf } from '../wall-time';
import type { ClinicRows } from './rows';

/** The day before the clocks change in a zone, in spring or in autumn, or an ordinary one. */
export const CHANGES = [
  ['2026-03-07', 'America/Denver'], ['2026-10-31', 'America/Denver'], ['2026-10-31', 'America/New_York'], ['2026-03-28', 'Europe/Berlin'], ['2026-10-24', 'Europe/Berlin'],
  ['2026-04-04', 'Australia/Lord_Howe'], ['2026-10-03', 'Australia/Lord_Howe'], ['2026-04-04', 'America/Santiago'], ['2026-09-05', 'America/Santiago'], ['2026-06-09', 'Asia/Kolkata'],
] as const;
const ZONES = ['America/Denver', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Kolkata'];
export const DAY_MS = 86_400_000;

const between = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const minutes = (max: number): fc.Arbitrary<number> => between(0, max / 5).map((fives) => fives * 5);
/** Often in the small hours, when clocks change. */
const opening = fc.oneof(minutes(1300), minutes(200));
const stretch = fc.record({ from: fc.oneof(minutes(4 * 1440), minutes(200).map((small) => 1440 + small)), length: between(1, 100).map((fives) => fives * 5) });
const site = between(0, 1);
const states = fc.constantFrom(null, 'CO', 'CO', 'WY');

const service = fc.record({
  duration: fc.constantFrom(20, 30, 50), grid: fc.constantFrom(5, 10, 15, 30), notice: fc.constantFrom(0, 0, 60, 600), horizon: fc.constantFrom(1, 2, 365), overlap: fc.constantFrom('EXCLUSIVE', 'OVERLAPPING'),
  before: fc.constantFrom(0, 5, 10), after: fc.constantFrom(0, 10), needsRoom: fc.boolean(), roomKind: fc.constantFrom(null, 'TREATMENT', 'GYM'), roomBefore: fc.constantFrom(0, 5), roomAfter: fc.constantFrom(0, 15),
  equipmentKind: fc.constantFrom(null, null, 'TRACTION'), equipmentBefore: fc.constantFrom(0, 10), equipmentAfter: fc.constantFrom(0, 5),
  credential: fc.constantFrom(null, null, 'DRY_NEEDLING'), credentialHours: fc.constantFrom(null, 54),
});
const week = fc.record({
  site, own: fc.boolean(), firstDay: between(-1, 2), lastDay: between(0, 4),
  days: fc.uniqueArray(fc.record({ weekday: between(1, 7), opens: opening, length: between(4, 200) }), { minLength: 3, maxLength: 12, selector: ({ weekday, opens }) => `${weekday} ${opens}` }),
});
const reservation = fc.record({ resource: between(0, 7), site, from: minutes(4 * 1440), length: between(1, 24).map((fives) => fives * 5), lane: between(0, 2), all: fc.boolean(), expires: fc.option(between(-30, 30)) });
const credential = fc.record({ kind: fc.constantFrom('DRY_NEEDLING', 'DRY_NEEDLING', 'LICENSE'), state: states, firstDay: between(-2, 2), lastDay: fc.option(between(2, 4)), hours: fc.constantFrom(null, 20, 54, 80) });

/** A random clinic of two sites with one practitioner, its calendars, what is taken, and around which instant it is looked at. */
export const world = fc.record({
  change: fc.constantFrom(...CHANGES), otherZone: fc.constantFrom(...ZONES), states: fc.tuple(states, states), nowMinutes: minutes(1440), days: between(1, 3), service,
  hours: fc.array(week, { minLength: 1, maxLength: 4 }),
  exceptions: fc.array(fc.record({ at: fc.option(site), own: fc.boolean(), adds: fc.boolean(), stretch }), { maxLength: 3 }),
  closures: fc.array(fc.record({ at: fc.option(site), stretch }), { maxLength: 2 }),
  reserved: fc.array(reservation, { maxLength: 18 }),
  credentials: fc.array(credential, { minLength: 1, maxLength: 3 }),
  retiredDevice: fc.boolean(), capacity: between(1, 3), isFor: fc.boolean(),
});
export type World = typeof world extends fc.Arbitrary<infer Made> ? Made : never;

/** Rows by table. */
export type WorldRows = Readonly<Record<string, readonly object[]>>;

interface Surroundings { readonly practice: string; readonly now: Date; readonly clinic: ClinicRows; readonly template: Readonly<Record<string, readonly object[]>> }

/** The world as rows of a practice of its own. Ids are those of the clinic's rows. */
export function rowsOf(made: World, { practice, now, clinic, template }: Surroundings): WorldRows {
  const { change: [day], hours, exceptions, closures, reserved, credentials } = made;
  const sites = [clinic.broomfield, clinic.westminster];
  const devices = ['00000000-0000-7000-8000-0000000000d1', '00000000-0000-7000-8000-0000000000d2'];
  const wall = (offset: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + offset * 60_000).toISOString().slice(0, 19);
  const date = (offset: number): string => wall(offset * 1440).slice(0, 10);
  const during = ({ from, length }: { from: number; length: number }): { local_from: string; local_until: string } => ({ local_from: wall(from), local_until: wall(from + length) });
  const own = (isOwn: boolean): string | null => (isOwn ? 'FOLLOW_UP' : null);
  const base = { practice_id: practice, version: 1, practitioner_id: clinic.ruiz };
  const weeks = hours.map((each) => ({ ...each, id: newId() }));
  return {
    ...setting(made, { practice, clinic, template, devices }),
    weekly_hours: weeks.map((each) => ({ ...base, id: each.id, location_id: sites[each.site], service_type_code: own(each.own), valid_from: date(each.firstDay), valid_to: date(Math.max(each.firstDay, each.lastDay)) })),
    weekly_hours_day: weeks.flatMap(({ id, days }) => days.map(({ weekday, opens, length }) => ({ ...base, weekly_hours_id: id, weekday, opens_minute: opens, closes_minute: Math.min(1440, opens + length * 5) }))),
    availability_exception: exceptions.map(({ at, adds, own: isOwn, stretch: lasts }) => ({ ...base, id: newId(), location_id: adds ? sites[at ?? 0] : at === null ? null : sites[at], service_type_code: own(isOwn), kind: adds ? 'EXTRA_HOURS' : 'ABSENCE', ...during(lasts) })),
    closure: closures.map(({ at, stretch: lasts }) => ({ ...base, id: newId(), location_id: at === null ? null : sites[at], kind: 'CLOSURE', name: 'A closure', ...during(lasts) })),
    credential: credentials.map(({ kind, state, firstDay, lastDay, hours: trained }) => ({ ...base, id: newId(), kind, state, valid_from: date(firstDay), valid_to: lastDay === null ? null : date(Math.max(firstDay, lastDay)), hours: trained })),
    reservation: reserved.map((each) => reserve(each, { practice, now, wall, resources: [clinic.ruiz, clinic.patients[0], clinic.roomOne, clinic.gym, clinic.westRoom, clinic.roomTwo, ...devices], sites })),
  };
}

/** Sites, rooms, devices, people and the service, as the world has them. */
function setting({ change: [, zone], otherZone, states: [state, otherState], service: of, capacity, retiredDevice }: World, { practice, clinic, template, devices }: Omit<Surroundings, 'now'> & { devices: readonly string[] }): WorldRows {
  const { broomfield, westminster, gym, ruiz } = clinic;
  const from = (table: string, patch: (row: { readonly id?: string }) => object = () => ({})): object[] => (template[table] ?? []).map((row) => ({ ...row, practice_id: practice, ...patch(row) }));
  const siteOfDevice = [broomfield, westminster];
  return {
    location: from('location', ({ id }) => (id === broomfield ? { time_zone: zone, state } : { time_zone: otherZone, state: otherState })),
    room: from('room', ({ id }) => ({ kind: id === gym ? 'GYM' : 'TREATMENT' })),
    practitioner: from('practitioner'), practitioner_location: from('practitioner_location'),
    travel_time: [{ practice_id: practice, location_id: [broomfield, westminster].sort()[0], other_location_id: [broomfield, westminster].sort()[1], minutes: 40 }],
    equipment: devices.map((id, at) => ({ practice_id: practice, id, version: 1, location_id: siteOfDevice[at], name: `Device ${at}`, kind: 'TRACTION', retired: at === 1 && retiredDevice })),
    resource: [...from('resource', ({ id }) => (id === ruiz ? { capacity } : {})), ...devices.map((id) => ({ practice_id: practice, id, kind: 'EQUIPMENT', capacity: 1 }))],
    service_type: from('service_type', () => ({
      duration_minutes: of.duration, grid_minutes: of.grid, minimum_notice_minutes: of.notice, horizon_days: of.horizon, overlap: of.overlap,
      practitioner_minutes_before: of.before, practitioner_minutes_after: of.after, needs_room: of.needsRoom, room_kind: of.needsRoom ? of.roomKind : null, room_minutes_before: of.roomBefore, room_minutes_after: of.roomAfter,
      equipment_kind: of.equipmentKind, equipment_minutes_before: of.equipmentBefore, equipment_minutes_after: of.equipmentAfter,
      required_credential: of.credential, required_credential_hours: of.credential && of.credentialHours,
    })),
  };
}

type Reserving = World['reserved'][number];

/** Practitioner and patient travel; rooms and devices stay where they are. */
function reserve({ resource, site: at, from, length, lane, all, expires }: Reserving, { practice, now, wall, resources, sites }: { practice: string; now: Date; wall: (offset: number) => string; resources: readonly (string | undefined)[]; sites: readonly string[] }): object {
  const id = newId();
  const alone = resource === 1 || resource >= 6;
  const [first, behind] = all ? [0, 3] : alone ? [0, 1] : [lane, lane + 1];
  const siteAt = resource < 2 ? at : resource === 4 || resource === 7 ? 1 : 0;
  const [startsAt, endsAt] = [`${wall(from)}Z`, `${wall(from + length)}Z`];
  return {
    practice_id: practice, holder_id: id, appointment_id: id, resource_id: resources[resource], location_id: sites[siteAt], lanes: `[${first},${behind})`, during: `[${startsAt},${endsAt})`,
    starts_at: startsAt, ends_at: endsAt, live: true, minutes_before: 0, minutes_after: 0, expires_at: expires === null ? null : new Date(now.getTime() + expires * 60_000).toISOString(),
    travel: resource < 2 ? `[${wall(from - 20)}Z,${wall(from + length + 20)}Z)` : null,
  };
}

/** When the clocks of the zone show times again that they showed before, within the two days from the day's midnight in UTC; null: they do not. */
export function repeatedTime([day, zone]: World['change']): { readonly startsAt: number; readonly endsAt: number } | null {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  for (let at = midnight; at < midnight + 2 * DAY_MS; at += DAY_MS / 48) {
    const back = Date.parse(`${wallTimeOf(new Date(at), zone)}Z`) + DAY_MS / 48 - Date.parse(`${wallTimeOf(new Date(at + DAY_MS / 48), zone)}Z`);
    if (back > 0) return { startsAt: at + DAY_MS / 48, endsAt: at + DAY_MS / 48 + back };
  }
  return null;
}
