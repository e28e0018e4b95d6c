import { randomUUID } from 'node:crypto';
import { withNpiCheckDigit, type Id } from '@spindle/kernel';
import { onStatement } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
import type { ClinicRows } from './testing/rows';
import { SchedulingClinic } from './testing/scheduling-clinic';
import { WaitlistOffering } from './waitlist/offering.service';

jest.setTimeout(60_000);

/** A clinic on a day of which as many visits are on the books as the table says. */
interface Side {
  readonly practiceId: Id<'Practice'>;
  readonly rows: ClinicRows;
  readonly viewer: Viewer;
  readonly size: Size;
}

interface Size { readonly practitioners: number; readonly visits: number; readonly occurrences: number; readonly waiting: number }
const SMALL: Size = { practitioners: 2, visits: 6, occurrences: 3, waiting: 2 };
const LARGE: Size = { practitioners: 20, visits: 300, occurrences: 24, waiting: 20 };

const DAY = '2026-03-16';
const PATIENTS = 40;

const COLLEAGUES = [
  `INSERT INTO scheduling.practitioner SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'npi', other.npi))).* FROM scheduling.practitioner p, unnest($3::text[]) AS other (npi) WHERE p.practice_id = $1 AND p.id = $2`,
  `INSERT INTO scheduling.resource SELECT practice_id, id, 'PRACTITIONER', 1 FROM scheduling.practitioner WHERE practice_id = $1 AND npi = ANY($3::text[]) AND id <> $2`,
  `INSERT INTO scheduling.practitioner_location SELECT practice_id, $4, id FROM scheduling.practitioner WHERE practice_id = $1 AND npi = ANY($3::text[]) AND id <> $2`,
  `INSERT INTO scheduling.weekly_hours SELECT practice_id, gen_random_uuid(), 1, id, $4, NULL, '2020-01-01', NULL FROM scheduling.practitioner WHERE practice_id = $1 AND npi = ANY($3::text[]) AND id <> $2`,
  `INSERT INTO scheduling.weekly_hours_day SELECT h.practice_id, h.id, weekday, 0, 1440 FROM scheduling.weekly_hours h JOIN scheduling.practitioner p ON p.practice_id = h.practice_id AND p.id = h.practitioner_id, generate_series(1, 7) weekday WHERE h.practice_id = $1 AND p.npi = ANY($3::text[]) AND p.id <> $2 AND $4::uuid IS NOT NULL`,
];
/** From 12:00 UTC on, half an hour each, with one practitioner after the other; the patients come again and again. */
const VISITS = `INSERT INTO scheduling.appointment (practice_id, id, version, state, state_changed_at, source, patient_id, practitioner_id, location_id, room_id, service_type_code, starts_at, ends_at, local_start, time_zone)
  SELECT $1, gen_random_uuid(), 1, 'BOOKED', now(), 'RECORDED', ($5::uuid[])[1 + n % cardinality($5::uuid[])], people.ids[1 + n % cardinality(people.ids)], $2, $3, 'FOLLOW_UP', t, t + interval '30 minutes', t AT TIME ZONE 'America/Denver', 'America/Denver'
  FROM (SELECT array_agg(id ORDER BY id) AS ids FROM scheduling.practitioner WHERE practice_id = $1) people, generate_series(0, $4::int - 1) n, LATERAL (SELECT '${DAY}T12:00:00Z'::timestamptz + n / cardinality(people.ids) * interval '30 minutes' AS t) time`;
const RESERVATIONS = `INSERT INTO scheduling.reservation (practice_id, holder_id, appointment_id, resource_id, location_id, lanes, during, starts_at, ends_at, live)
  SELECT practice_id, id, id, practitioner_id, location_id, '[0,1)', tstzrange(starts_at, ends_at), starts_at, ends_at, true FROM scheduling.appointment WHERE practice_id = $1`;

let clinic: SchedulingClinic;
let sides: readonly [Side, Side];
beforeAll(async () => {
  clinic = await SchedulingClinic.open();
  sides = [await furnish(SMALL), await furnish(LARGE)];
}, 60_000);
afterAll(() => clinic.close());

async function furnish(size: Size): Promise<Side> {
  const { practiceId, rows } = await clinic.addPractice(PATIENTS);
  const npis = Array.from({ length: size.practitioners - 2 }, (_none, n) => withNpiCheckDigit(String(150_000_000 + n)));
  for (const sql of COLLEAGUES) await clinic.asAdmin(sql, [practiceId, rows.ruiz, npis, ...(sql.includes('$4') ? [rows.broomfield] : [])]);
  await clinic.asAdmin(VISITS, [practiceId, rows.broomfield, rows.roomOne, size.visits, rows.patients.slice(0, 6)]);
  await clinic.asAdmin(RESERVATIONS, [practiceId]);
  const side = { practiceId, rows, size, viewer: clinic.viewer(practiceId, 'PRACTICE_ADMIN') };
  for (const patientId of rows.patients.slice(-size.waiting)) await change(side, 'addToWaitlist', 'entry { id }', { patientId, serviceTypeCode: 'FOLLOW_UP' });
  return side;
}

async function read(side: Side, query: string): Promise<void> {
  const { data, errors } = await clinic.ask<Record<string, unknown>>(query, {}, side.viewer);
  if (errors.length > 0 || Object.values(data).includes(null)) throw new Error(`${query}: ${JSON.stringify(errors)}`);
}

interface Versioned { readonly id: string; readonly version: number }
type Payload = Readonly<Record<string, Versioned | null>> & { readonly errors: readonly unknown[] };

async function change(side: Side, name: string, selection: string, input: object): Promise<Payload> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await clinic.ask<Record<string, Payload>>(`mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} errors { __typename ... on UserError { message } } } }`, { input: { idempotencyKey: randomUUID(), ...input } }, side.viewer);
  const payload = data?.[name];
  if (!payload || payload.errors.length > 0) throw new Error(`${name}: ${JSON.stringify([errors, payload])}`);
  return payload;
}

const APPOINTMENT = 'appointment { id version state practitioner { name { display } } room { name } location { name } }';
const place = ({ rows: { ruiz, broomfield, roomTwo, patients } }: Side, hour: string) => ({ patientId: patients[10], practitionerId: ruiz, locationId: broomfield, roomId: roomTwo, serviceTypeCode: 'FOLLOW_UP', startsAt: `${DAY}T${hour}:00Z` });
const visits = new Map<Side, Versioned>();
const series = new Map<Side, Versioned>();
const standing = (kept: Map<Side, Versioned>, side: Side): Versioned => kept.get(side) ?? { id: '', version: 0 };

async function keep(kept: Map<Side, Versioned>, side: Side, { [kept === series ? 'series' : 'appointment']: thing }: Payload): Promise<void> {
  if (thing) kept.set(side, thing);
}

const seriesOf = (side: Side, time: string): object => {
  const { patientId, practitionerId, locationId, roomId, serviceTypeCode } = place(side, '00:00');
  return { patientId, practitionerId, locationId, roomId, serviceTypeCode, firstDay: DAY, weeklyTimes: [{ weekday: 'MONDAY', time }, { weekday: 'THURSDAY', time }], visits: side.size.occurrences };
};
const OCCURRENCES = 'proposal { occurrences { ordinal conflicts alternatives { startsAt } } }';
const inVersion = (kept: Map<Side, Versioned>, side: Side): object => ({ [kept === series ? 'seriesId' : 'appointmentId']: standing(kept, side).id, version: standing(kept, side).version });

/** In this order, each on the small clinic and on the large one. */
const OPERATIONS: readonly [name: string, run: (side: Side) => Promise<unknown>][] = [
  ['search of slots', (side) => read(side, `{ availableSlots(serviceTypeCode: "FOLLOW_UP", locationIds: ["${side.rows.broomfield}"], from: "${DAY}T12:00:00Z", first: 20) { slots { startsAt practitioner { name { display } } location { name } } } }`)],
  ['why there is no slot', (side) => read(side, `{ whyNoSlot(serviceTypeCode: "FOLLOW_UP", locationId: "${side.rows.broomfield}", practitionerId: "${side.rows.ruiz}", startsAt: "${DAY}T12:00:00Z") { refusals { reason } nearestStarts } }`)],
  ['book', async (side) => keep(visits, side, await change(side, 'bookAppointment', APPOINTMENT, place(side, '22:00')))],
  ['reschedule', async (side) => keep(visits, side, await change(side, 'rescheduleAppointment', APPOINTMENT, { ...inVersion(visits, side), startsAt: `${DAY}T22:10:00Z` }))],
  ['cancel', (side) => change(side, 'cancelAppointment', APPOINTMENT, { ...inVersion(visits, side), reasonCode: 'PATIENT' })],
  ['hold', (side) => change(side, 'holdSlot', APPOINTMENT, place(side, '21:00'))],
  ['offer freed times', async (side) => {
    const session = clinic.database.session(side.viewer);
    expect(await new WaitlistOffering(session, { now: () => clinic.now }).run().finally(() => session.end())).toBeGreaterThan(0);
  }],
  ['series', async (side) => keep(series, side, await change(side, 'bookSeries', `series { id version visits { appointment { id } } } ${OCCURRENCES}`, { request: seriesOf(side, '17:00'), policy: 'ALL_OR_NOTHING' }))],
  ['series with alternatives', (side) => read(side, `{ proposeSeries(request: ${JSON.stringify({ ...seriesOf(side, '17:00'), patientId: side.rows.patients[11] }).replaceAll(/"(\w+)":/g, '$1:').replaceAll(/"(MONDAY|THURSDAY)"/g, '$1')}) { ${OCCURRENCES} errors { __typename } } }`)],
  ['move a series', async (side) => keep(series, side, await change(side, 'moveSeries', 'series { id version }', { ...inVersion(series, side), ordinal: 1, scope: 'ALL', localStart: `${DAY}T18:00` }))],
  ['cancel a series', (side) => change(side, 'cancelSeries', 'series { id version visits { appointment { id } } }', { ...inVersion(series, side), ordinal: 1, scope: 'ALL', reasonCode: 'PATIENT' })],
  ['day board', (side) => read(side, `{ daySheet(locationId: "${side.rows.broomfield}", date: "${DAY}") { appointments { id version state startsAt patient { id } practitioner { name { display } } serviceType { name } room { name } location { name } series { id } needsAttention { reason } } } }`)],
  ["a patient's visits", (side) => read(side, `{ _entities(representations: [{ __typename: "Patient", id: "${side.rows.patients[0]}" }]) { ... on Patient { appointments(first: 100) { edges { node { id state practitioner { name { display } } serviceType { name } room { name } } } } } } }`)],
  ['close a site', (side) => change(side, 'closeLocation', 'closure { id version name }', { locationId: side.rows.broomfield, kind: 'CLOSURE', name: 'Storm', localFrom: `${DAY}T00:00`, localUntil: `${DAY}T23:00` })],
  ['visits to resolve', (side) => read(side, `{ appointmentsToResolve(first: 100) { edges { node { reasons appointment { id startsAt practitioner { name { display } } serviceType { name } } } } } }`)],
];

it('every operation sends as many statements for 20 practitioners, 300 visits and 24 occurrences as for 2, 6 and 3', async () => {
  const table: string[] = [];
  const unequal: string[] = [];
  for (const [name, run] of OPERATIONS) {
    const [few, many] = [await counted(() => run(sides[0])), await counted(() => run(sides[1]))];
    table.push(`${name} ${few}`);
    if (few === 0 || few !== many) unequal.push(`${name}: ${few}, ${many}`);
  }
  process.stderr.write(`Statements, small and large: ${table.join(' · ')}\n`);
  expect(unequal).toEqual([]);
  expect(await clinic.asAdmin('SELECT FROM scheduling.appointment WHERE practice_id = $1', [sides[1].practiceId])).toHaveLength(300 + 2 + 24 * 2 + 2);
});

/** How many statements on domain tables it sends. */
async function counted(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const stop = onStatement(({ purpose }) => void (count += purpose === 'DOMAIN' ? 1 : 0));
  await work().finally(stop);
  return count;
}
