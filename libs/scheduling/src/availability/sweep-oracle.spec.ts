import fc from 'fast-check';
import { Client } from 'pg';
import { newId } from '@spindle/database';
import { EARLIEST, FREE_STARTS_BY_MULTIRANGES, type OracleQuestion } from '../testing/oracle/free-starts';
import { CHANGES, DAY_MS, repeatedTime, rowsOf, world, type World, type WorldRows } from '../testing/random-worlds';
import { SchedulingClinic } from '../testing/scheduling-clinic';
import { AvailabilityService } from './availability.service';
import { sweep } from './sweep';

/** `npm run oracle:scheduling` makes ten thousand. */
const RUNS = Number(process.env['SPINDLE_ORACLE_RUNS'] ?? 1_000);
/** Worlds that are filled, and asked about, at a time. */
const BATCH = 100;
const SEED = 20_261_127;
jest.setTimeout(300_000 + RUNS * 100);

let clinic: SchedulingClinic;
let oracle: Client;
/** The rows of the clinic that every world has. */
const template: Record<string, readonly object[]> = {};
beforeAll(async () => {
  clinic = await SchedulingClinic.open({ patients: 1 });
  oracle = new Client({ connectionString: clinic.test.adminUrl });
  await oracle.connect();
  await oracle.query(EARLIEST);
  await oracle.query(`SET session_replication_role = replica; SET timezone = 'UTC'; SET jit = off`);
  for (const table of ['location', 'room', 'practitioner', 'practitioner_location', 'resource', 'service_type']) {
    const { rows } = await oracle.query<{ row: object }>(`SELECT to_jsonb(t) AS row FROM scheduling.${table} t WHERE practice_id = $1`, [clinic.practice]);
    template[table] = rows.map(({ row }) => row);
  }
});
afterAll(async () => {
  await oracle.end();
  await clinic.close();
});

/** A world as the rows of a practice of its own. */
interface Practice { readonly id: string; readonly made: World; readonly now: Date; readonly question: OracleQuestion & { readonly number: number } }

function settle(made: World, number: number): Practice {
  const id = newId();
  const now = new Date(Date.parse(`${made.change[0]}T00:00:00Z`) + made.nowMinutes * 60_000);
  const { ruiz, patients: [patient = ''] } = clinic.rows;
  const question = { number, practiceId: id, serviceTypeCode: 'FOLLOW_UP', practitionerId: ruiz, personId: made.isFor ? patient : null, from: now.toISOString(), until: new Date(now.getTime() + made.days * DAY_MS).toISOString(), now: now.toISOString() };
  return { id, made, now, question };
}

async function fill(practices: readonly Practice[]): Promise<void> {
  await oracle.query('TRUNCATE scheduling.weekly_hours, scheduling.weekly_hours_day, scheduling.availability_exception, scheduling.closure, scheduling.reservation, scheduling.credential');
  const worlds = practices.map(({ id, made, now }): WorldRows => rowsOf(made, { practice: id, now, clinic: clinic.rows, template }));
  for (const table of Object.keys(worlds[0] ?? {})) {
    await oracle.query(`INSERT INTO scheduling.${table} SELECT * FROM jsonb_populate_recordset(NULL::scheduling.${table}, $1) ON CONFLICT DO NOTHING`, [JSON.stringify(worlds.flatMap((rows) => rows[table] ?? []))]);
  }
}

const textOf = (startsAt: Date, locationId: string): string => `${startsAt.toISOString()} ${locationId}`;

async function swept({ id, now, question: { serviceTypeCode, practitionerId, personId, from, until } }: Practice): Promise<string[]> {
  const session = clinic.database.session(clinic.viewer(id as typeof clinic.practice));
  const availability = await new AvailabilityService(session, session.viewer.practiceId, { now: () => now }).load({
    serviceTypeCode, locationIds: null, practitionerIds: [practitionerId], personId, within: { startsAt: Date.parse(from), endsAt: Date.parse(until) },
  });
  await session.end();
  if (typeof availability === 'string') throw new Error(availability);
  return sweep({ availability, first: 100_000, durationMinutes: null }).map((slot) => textOf(slot.startsAt, slot.locationId)).sort();
}

interface Outcome { readonly made: World; readonly swept: readonly string[]; readonly bySql: readonly string[] }

async function compare(worlds: readonly World[]): Promise<Outcome[]> {
  const practices = worlds.map(settle);
  await fill(practices);
  const { rows } = await oracle.query<{ number: number; locationId: string; startsAt: Date }>(FREE_STARTS_BY_MULTIRANGES, [JSON.stringify(practices.map(({ question }) => question))]);
  const bySql = Map.groupBy(rows, ({ number }) => number);
  const bySweep: string[][] = [];
  for (let at = 0; at < practices.length; at += 10) bySweep.push(...(await Promise.all(practices.slice(at, at + 10).map(swept))));
  return practices.map(({ made }, number) => ({ made, swept: bySweep[number] ?? [], bySql: (bySql.get(number) ?? []).map((row) => textOf(row.startsAt, row.locationId)).sort() }));
}

const differ = ({ swept: one, bySql: other }: Outcome): boolean => one.join() !== other.join();

it(`over ${RUNS} random clinics, the search gives the times that SQL over multiranges gives, and no others`, async () => {
  const worlds = fc.sample(world, { numRuns: RUNS, seed: SEED });
  const outcomes: Outcome[] = [];
  for (let at = 0; at < RUNS; at += BATCH) outcomes.push(...(await compare(worlds.slice(at, at + BATCH))));
  const wrong = outcomes.findIndex(differ);
  // The first that differs is made again alone, and made smaller.
  if (wrong >= 0) await fc.assert(fc.asyncProperty(world, async (made) => { for (const each of await compare([made])) expect(each.swept).toEqual(each.bySql); }), { seed: SEED, path: String(wrong) });
  expect(wrong).toBe(-1);

  const offering = outcomes.filter(({ bySql }) => bySql.length > 0);
  const repeats = new Map<World['change'], ReturnType<typeof repeatedTime>>(CHANGES.map((change) => [change, repeatedTime(change)]));
  const inRepeatedTime = offering.filter(({ made, bySql }) => {
    const repeated = repeats.get(made.change);
    return repeated && bySql.some((start) => start.endsWith(clinic.rows.broomfield) && repeated.startsAt <= Date.parse(start.slice(0, 24)) && Date.parse(start.slice(0, 24)) < repeated.endsAt);
  });
  const seen = {
    offering: offering.length, inRepeatedTime: inRepeatedTime.length,
    withEquipment: offering.filter(({ made }) => made.service.equipmentKind !== null).length, withCredential: offering.filter(({ made }) => made.service.credential !== null).length,
    withPatient: offering.filter(({ made }) => made.isFor).length, atOnce: offering.filter(({ made }) => made.service.overlap === 'OVERLAPPING' && made.capacity > 1).length,
  };
  expect(Object.values(seen).filter((count) => count < RUNS / 50)).toEqual([]);
  process.stderr.write(`sweep against SQL: ${RUNS} clinics, ${JSON.stringify(seen)}\n`);
});
