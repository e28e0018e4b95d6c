import fc from 'fast-check';
import { Client } from 'pg';
import { newId } from '@spindle/database';
import { EARLIEST, FREE_STARTS_BY_MULTIRANGES, valuesOf } from '../testing/oracle/free-starts';
import { SchedulingClinic } from '../testing/scheduling-clinic';
import { AvailabilityService } from './availability.service';
import { sweep } from './sweep';

/** `npm run oracle:scheduling` makes a thousand. */
const RUNS = Number(process.env['SPINDLE_ORACLE_RUNS'] ?? 100);
jest.setTimeout(60_000 + RUNS * 2_000);

let clinic: SchedulingClinic;
let oracle: Client;
beforeAll(async () => {
  clinic = await SchedulingClinic.open();
  oracle = new Client({ connectionString: clinic.test.adminUrl });
  await oracle.connect();
  await oracle.query(EARLIEST);
  await oracle.query(`SET session_replication_role = replica; SET timezone = 'UTC'`);
  await oracle.query('INSERT INTO scheduling.travel_time VALUES ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), 40)', [clinic.practice, clinic.rows.broomfield, clinic.rows.westminster]);
});
afterAll(async () => {
  await oracle.end();
  await clinic.close();
});

const HOUR_MS = 3_600_000;
/** The day before the clocks change in a zone, or an ordinary one. */
const CHANGES = [['2026-03-07', 'America/Denver'], ['2026-10-31', 'America/New_York'], ['2026-03-28', 'Europe/Berlin'], ['2026-10-24', 'Europe/Berlin'], ['2026-04-04', 'Australia/Lord_Howe'], ['2026-10-03', 'Australia/Lord_Howe'], ['2026-09-05', 'America/Santiago'], ['2026-06-09', 'Asia/Kolkata']] as const;
const ZONES = ['America/Denver', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Kolkata'];
const between = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const minutes = (max: number): fc.Arbitrary<number> => between(0, max / 5).map((fives) => fives * 5);
/** Often in the small hours, when clocks change. */
const opening = fc.oneof(minutes(1300), minutes(200));
const stretch = fc.record({ from: fc.oneof(minutes(4 * 1440), minutes(200).map((small) => 1440 + small)), length: between(1, 100).map((fives) => fives * 5) });
const site = between(0, 1);

const world = fc.record({
  change: fc.constantFrom(...CHANGES), otherZone: fc.constantFrom(...ZONES), nowMinutes: minutes(1440), days: between(1, 3),
  service: fc.record({ duration: fc.constantFrom(20, 30, 50), grid: fc.constantFrom(5, 10, 15, 30), notice: fc.constantFrom(0, 0, 60, 600), horizon: fc.constantFrom(1, 2, 365), overlap: fc.constantFrom('EXCLUSIVE', 'OVERLAPPING'), before: fc.constantFrom(0, 5, 10), after: fc.constantFrom(0, 10), roomBefore: fc.constantFrom(0, 5), roomAfter: fc.constantFrom(0, 15), needsRoom: fc.boolean(), roomKind: fc.constantFrom(null, 'TREATMENT', 'GYM') }),
  hours: fc.array(fc.record({ site, own: fc.boolean(), firstDay: between(-1, 2), lastDay: between(0, 4), days: fc.uniqueArray(fc.record({ weekday: between(1, 7), opens: opening, length: between(4, 200) }), { minLength: 3, maxLength: 14, selector: ({ weekday, opens }) => `${weekday} ${opens}` }) }), { minLength: 1, maxLength: 4 }),
  exceptions: fc.array(fc.record({ at: fc.option(site), own: fc.boolean(), adds: fc.boolean(), stretch }), { maxLength: 3 }),
  closures: fc.array(fc.record({ at: fc.option(site), stretch }), { maxLength: 2 }),
  reserved: fc.array(fc.record({ resource: between(0, 5), site, stretch: fc.record({ from: minutes(4 * 1440), length: between(1, 24).map((fives) => fives * 5) }), lane: between(0, 2), all: fc.boolean(), expires: fc.option(between(-30, 30)) }), { maxLength: 24 }),
  capacity: between(1, 3), isFor: fc.boolean(),
});
type World = typeof world extends fc.Arbitrary<infer Made> ? Made : never;

async function fill({ change: [day, zone], otherZone, service, hours, exceptions, closures, reserved, capacity }: World, now: Date): Promise<void> {
  const { practice, rows: { broomfield, westminster, ruiz, roomOne, gym, westRoom, patients: [patient = ''] } } = clinic;
  const sites = [broomfield, westminster];
  const wall = (offset: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + offset * 60_000).toISOString().slice(0, 19);
  const run = (sql: string, rows: unknown): Promise<unknown> => oracle.query(sql, [practice, JSON.stringify(rows)]);
  await oracle.query('TRUNCATE scheduling.weekly_hours, scheduling.weekly_hours_day, scheduling.availability_exception, scheduling.closure, scheduling.reservation');
  await run('UPDATE scheduling.location SET time_zone = z.zone FROM jsonb_to_recordset($2) AS z(id uuid, zone text) WHERE practice_id = $1 AND location.id = z.id', [{ id: broomfield, zone }, { id: westminster, zone: otherZone }]);
  await oracle.query(`UPDATE scheduling.resource SET capacity = $2 WHERE practice_id = $1 AND id = $3`, [practice, capacity, ruiz]);
  await oracle.query(`UPDATE scheduling.room SET kind = CASE WHEN id = $2 THEN 'GYM' ELSE 'TREATMENT' END WHERE practice_id = $1`, [practice, gym]);
  await oracle.query(`UPDATE scheduling.service_type SET duration_minutes = $2, grid_minutes = $3, minimum_notice_minutes = $4, horizon_days = $5, overlap = $6, practitioner_minutes_before = $7, practitioner_minutes_after = $8, room_minutes_before = $9, room_minutes_after = $10, needs_room = $11, room_kind = $12 WHERE practice_id = $1 AND code = 'FOLLOW_UP'`,
    [practice, service.duration, service.grid, service.notice, service.horizon, service.overlap, service.before, service.after, service.roomBefore, service.roomAfter, service.needsRoom, service.needsRoom ? service.roomKind : null]);
  const weeks = hours.map((each) => ({ ...each, id: newId(), practitioner: ruiz, location: sites[each.site], code: each.own ? 'FOLLOW_UP' : null, begins: wall(each.firstDay * 1440).slice(0, 10), ends: wall(Math.max(each.firstDay, each.lastDay) * 1440).slice(0, 10) }));
  await run('INSERT INTO scheduling.weekly_hours SELECT $1, w.id, 1, w.practitioner, w.location, w.code, w.begins, w.ends FROM jsonb_to_recordset($2) AS w(id uuid, practitioner uuid, location uuid, code text, begins date, ends date) ON CONFLICT DO NOTHING', weeks);
  await run('INSERT INTO scheduling.weekly_hours_day SELECT $1, d.id, d.weekday, d.opens, d.closes FROM jsonb_to_recordset($2) AS d(id uuid, weekday int, opens int, closes int) JOIN scheduling.weekly_hours h ON h.practice_id = $1 AND h.id = d.id', weeks.flatMap(({ id, days }) => days.map(({ weekday, opens, length }) => ({ id, weekday, opens, closes: Math.min(1440, opens + length * 5) }))));
  await run(`INSERT INTO scheduling.availability_exception (practice_id, id, version, practitioner_id, location_id, service_type_code, kind, local_from, local_until) SELECT $1, x.id, 1, x.practitioner, x.location, x.code, x.kind, x."from", x.until FROM jsonb_to_recordset($2) AS x(id uuid, practitioner uuid, location uuid, code text, kind text, "from" timestamp, until timestamp)`,
    exceptions.map(({ at, own, adds, stretch: { from, length } }) => ({ id: newId(), practitioner: ruiz, location: adds ? sites[at ?? 0] : at === null ? null : sites[at], code: own ? 'FOLLOW_UP' : null, kind: adds ? 'EXTRA_HOURS' : 'ABSENCE', from: wall(from), until: wall(from + length) })));
  await run(`INSERT INTO scheduling.closure (practice_id, id, version, location_id, kind, name, local_from, local_until) SELECT $1, c.id, 1, c.location, 'CLOSURE', 'A closure', c."from", c.until FROM jsonb_to_recordset($2) AS c(id uuid, location uuid, "from" timestamp, until timestamp)`,
    closures.map(({ at, stretch: { from, length } }) => ({ id: newId(), location: at === null ? null : sites[at], from: wall(from), until: wall(from + length) })));
  const resources = [ruiz, patient, roomOne, gym, westRoom, clinic.rows.roomTwo];
  await run(`INSERT INTO scheduling.reservation (practice_id, holder_id, appointment_id, resource_id, location_id, lanes, during, starts_at, ends_at, live, expires_at, travel)
    SELECT $1, r.id, r.id, r.resource, r.location, int4range(r.lane, r.behind), tstzrange(r."from", r.until), r."from", r.until, true, r.expires, CASE WHEN r.travels THEN tstzrange(r."from" - interval '20 minutes', r.until + interval '20 minutes') END
    FROM jsonb_to_recordset($2) AS r(id uuid, resource uuid, location uuid, lane int, behind int, "from" timestamptz, until timestamptz, expires timestamptz, travels boolean) ON CONFLICT DO NOTHING`,
    reserved.map(({ resource, site: at, stretch: { from, length }, lane, all, expires }) => ({ id: newId(), resource: resources[resource], location: sites[resource < 2 ? at : resource === 4 ? 1 : 0], lane: resource === 1 || all ? 0 : lane, behind: all ? 3 : (resource === 1 ? 0 : lane) + 1, from: `${wall(from)}Z`, until: `${wall(from + length)}Z`, expires: expires === null ? null : new Date(now.getTime() + expires * 60_000), travels: resource < 2 })));
}

it(`over ${RUNS} random clinics, the search gives the times that SQL over multiranges gives, and no others`, async () => {
  let found = 0;
  await fc.assert(fc.asyncProperty(world, async (made) => {
    const now = new Date(Date.parse(`${made.change[0]}T00:00:00Z`) + made.nowMinutes * 60_000);
    await fill(made, now);
    const [from, until] = [now.getTime(), now.getTime() + made.days * 24 * HOUR_MS];
    const { practice, rows: { ruiz, patients: [patient = ''] } } = clinic;
    const personId = made.isFor ? patient : null;
    const session = clinic.database.session(clinic.viewer());
    const availability = await new AvailabilityService(session, practice, { now: () => now }).load({ serviceTypeCode: 'FOLLOW_UP', locationIds: null, practitionerIds: [ruiz], personId, within: { startsAt: from, endsAt: until } });
    await session.end();
    if (typeof availability === 'string') throw new Error(availability);
    const swept = sweep({ availability, first: 100_000, durationMinutes: null }).map(({ startsAt, locationId }) => `${startsAt.toISOString()} ${locationId}`).sort();
    const { rows } = await oracle.query<{ location_id: string; starts_at: Date }>(FREE_STARTS_BY_MULTIRANGES, valuesOf({ practiceId: practice, serviceTypeCode: 'FOLLOW_UP', practitionerId: ruiz, personId, from: new Date(from), until: new Date(until), now }));
    found += rows.length;
    expect(swept).toEqual(rows.map((row) => `${row.starts_at.toISOString()} ${row.location_id}`).sort());
  }), { numRuns: RUNS, seed: 20_261_127 });
  expect(found).toBeGreaterThan(RUNS);
});
