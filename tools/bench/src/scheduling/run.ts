import { Client } from 'pg';
import { SAMPLE_PRACTICES, SECOND_DEMO_PEOPLE } from '@spindle/sample-clinic';
import { OPERATIONS } from '@spindle/supergraph';
import { BENCH_SUBJECT, openBenchDatabase } from '../graph/database';
import { ClinicDesk, openClinic } from './clinic-desk';
import { ATTEMPTS, measureContention } from './contention';
import { crowd, DAYS } from './crowd';
import { measureSearch, SERVICE, type Place } from './search';

/** The search is to be so many times as fast as SQL over multiranges. */
const SEARCH_BAR = 20;
const PROPOSE = `query ($request: SeriesRequestInput!) { proposeSeries(request: $request) { proposal { occurrences { ordinal conflicts alternatives { startsAt } } } errors { __typename } } }`;

/** The site of the practice that the most practitioners work at, on which the bench looks. */
const SITE = `SELECT l.practice_id AS "practiceId", l.id AS "locationId", array_agg(p.practitioner_id ORDER BY p.practitioner_id) AS "practitionerIds",
    (SELECT count(*)::int FROM scheduling.room r WHERE r.practice_id = l.practice_id AND r.location_id = l.id) AS rooms
  FROM scheduling.location l JOIN scheduling.practitioner_location p ON p.practice_id = l.practice_id AND p.location_id = l.id WHERE l.practice_id = $1
  GROUP BY 1, 2 ORDER BY count(*) DESC, 2 LIMIT 1`;
const DAYS_BY_VISITS = `SELECT (starts_at AT TIME ZONE time_zone)::date::text AS day, count(*)::int AS visits FROM scheduling.appointment WHERE practice_id = $1 AND location_id = $2 AND source = 'RECORDED' GROUP BY 1 ORDER BY 2, 1`;

/** `npm run bench -- scheduling`: the figures of the reservation store, beside plain SQL in the same run. */
export async function run(): Promise<void> {
  const progress = (line: string): void => void process.stderr.write(`  ${line}\n`);
  const database = await openBenchDatabase('M', progress, 'bench_scheduling');
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  const clinic = await openClinic(database);
  try {
    const [large, small] = [await siteOf(admin, SAMPLE_PRACTICES.spindle.id), await siteOf(admin, SAMPLE_PRACTICES.second.id)];
    const desk = await ClinicDesk.at(clinic, database, { subject: BENCH_SUBJECT, practiceId: SAMPLE_PRACTICES.spindle.id });
    const smallDesk = await ClinicDesk.at(clinic, database, { subject: SECOND_DEMO_PEOPLE.FRONT_DESK.id, practiceId: SAMPLE_PRACTICES.second.id });
    progress('Filling the table of reservations; the first time takes minutes …');
    const reservations = await crowd(admin, small);
    progress('Asking …');
    const lines = [await searchLine(smallDesk, admin, { place: small, reservations }), await contentionLine(desk, admin, large), await seriesLine(desk, admin, large), await dayLine(desk, admin, large)];
    process.stdout.write(`\nScheduling, beside plain SQL in one run\n${lines.join('\n')}\n`);
  } finally {
    await clinic.stop();
    await admin.end();
    await database.stop();
  }
}

async function siteOf(admin: Client, practiceId: string): Promise<Place> {
  const { rows: [place] } = await admin.query<Place>(SITE, [practiceId]);
  if (!place) throw new Error('The sample practice has no site.');
  return place;
}

async function searchLine(desk: ClinicDesk, admin: Client, { place, reservations }: { readonly place: Place; readonly reservations: number }): Promise<string> {
  const { throughGateway, bySql } = await measureSearch(desk, admin, place);
  return `first 20 slots, ${place.practitionerIds.length} practitioners x ${place.rooms} rooms x ${DAYS} days, ${reservations} reservations: ${throughGateway.toFixed(1)} ms through the gateway, ${bySql.toFixed(1)} ms by multiranges, ${(bySql / throughGateway).toFixed(1)} times as fast (bar ${SEARCH_BAR})`;
}

async function contentionLine(desk: ClinicDesk, admin: Client, place: Place): Promise<string> {
  const { winners, taken, withNeighbours, milliseconds, plainMilliseconds } = await measureContention(desk, admin, place);
  return `${ATTEMPTS} attempts at one slot through the gateway: ${winners} winner, ${taken} SlotTakenError, ${withNeighbours} with neighbours, ${milliseconds.toFixed(0)} ms, ${(milliseconds / plainMilliseconds).toFixed(1)} times as long as ${ATTEMPTS} plain inserts`;
}

async function seriesLine(desk: ClinicDesk, admin: Client, { practiceId, practitionerIds: [practitionerId], locationId }: Place): Promise<string> {
  const { rows: [patient] } = await admin.query<{ id: string }>(`SELECT id FROM scheduling.resource WHERE practice_id = $1 AND kind = 'PATIENT' ORDER BY id DESC LIMIT 1`, [practiceId]);
  const monday = new Date(Date.now() + (8 - (new Date().getUTCDay() || 7)) * 86_400_000).toISOString().slice(0, 10);
  const requestOf = (visits: number): object => ({ patientId: patient?.id, practitionerId, locationId, serviceTypeCode: SERVICE, firstDay: monday, weeklyTimes: ['MONDAY', 'THURSDAY'].map((weekday) => ({ weekday, time: '10:00' })), visits });
  const counts: string[] = [];
  for (const visits of [3, 12, 24]) counts.push(`${total(await desk.count(PROPOSE, { request: requestOf(visits) }))} for ${visits}`);
  return `series with alternatives, SQL statements: ${counts.join(', ')} visits`;
}

async function dayLine(desk: ClinicDesk, admin: Client, { practiceId, locationId }: Place): Promise<string> {
  const { rows: days } = await admin.query<{ day: string; visits: number }>(DAYS_BY_VISITS, [practiceId, locationId]);
  const counts: string[] = [];
  for (const { day, visits } of [days.at(0), days.at(-1)].filter((each) => each !== undefined)) {
    const bySchema = await desk.count(OPERATIONS.daySheet, { locationId, date: day });
    counts.push(`${[...bySchema].map(([schema, count]) => `${schema} ${count}`).join(', ')} for ${visits} visits`);
  }
  return `day sheet, SQL statements: ${counts.join('; ')}`;
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
