import { setImmediate } from 'node:timers/promises';
import { Client } from 'pg';
import type { Clock } from '@spindle/kernel';
import { dataKeysOf, roleUrl, type DatabasePlace } from '@spindle/database';
import { dayInZone } from './calendar/day-number';
import type { SampleContext } from './clinic/context';
import type { PracticeProfile } from './clinic/profile';
import { PRAIRIE, SPINDLE } from './clinic/profiles';
import { EXTENTS, TINY, workingDays, type Extent, type SampleSize } from './clinic/sizes';
import { SchemaWriter } from './loading/schema-writer';
import { SAMPLE_SCHEMAS, schemaOf, type RowSink, type SampleSchema, type TableName } from './loading/tables';
import { DEMO_PEOPLE, SAMPLE_PRACTICES, SECOND_DEMO_PEOPLE } from './sample-practices';
import { simulatePractice } from './visits/practice-simulation';

export interface SeedOptions extends DatabasePlace {
  readonly size: SampleSize;
  /** The same seed at the same clock gives the same rows, byte for byte but for what is sealed: the same values, sealed anew. */
  readonly seed?: number;
  readonly clock: Clock;
  /** Is told in one line how far it is, now and then. */
  readonly progress?: (line: string) => void;
}

/** How many rows each table received. */
export type SeededRows = ReadonlyMap<TableName, number>;

export const DEFAULT_SEED = 20_560;

/** A table of each schema that every seeded practice has rows in. */
const TELLING_TABLES: Readonly<Record<SampleSchema, TableName>> = { patient: 'patient.patient', scheduling: 'scheduling.location', billing: 'billing.payer' };

/**
 * Fills a migrated database with the sample practices. All or nothing, and refuses with one sentence where a sample
 * practice already has rows. Memory stays bounded: rows go to the database day by day.
 */
export async function seedSampleClinic(options: SeedOptions): Promise<SeededRows> {
  const writers = await openWriters(options);
  const each = async (work: (writer: SchemaWriter) => Promise<void>): Promise<void> => void (await Promise.all([...writers.values()].map(work)));
  try {
    if (await isSeeded(options)) throw new Error('The sample practices already have rows in this database: seed a new one, or remove this one first (npm run reset).');
    await fillPractice(contextOf(SPINDLE, EXTENTS[options.size], options), writers, options);
    await fillPractice(contextOf(PRAIRIE, TINY, options), writers, options);
    options.progress?.('All rows are made; the database is finishing');
    await each((writer) => writer.finish());
    await each((writer) => writer.commit());
    await each((writer) => writer.analyze());
  } finally {
    await each((writer) => writer.close());
  }
  return new Map([...writers.values()].flatMap((writer) => [...writer.counts]));
}

/** Whether the sample practices have rows already. Throws a sentence when only some schemas have them: a run was cut off while it committed. */
export async function isSeeded(place: DatabasePlace): Promise<boolean> {
  const answers = await Promise.all(SAMPLE_SCHEMAS.map((schema) => hasRows(schema, place)));
  if (answers.includes(true) && answers.includes(false)) {
    throw new Error(`The sample practices have rows in ${SAMPLE_SCHEMAS.filter((_, number) => answers[number]).join(' and ')} only: remove this database (npm run reset) and seed a new one.`);
  }
  return answers.includes(true);
}

async function hasRows(schema: SampleSchema, place: DatabasePlace): Promise<boolean> {
  const practiceIds = Object.values(SAMPLE_PRACTICES).map(({ id }) => id);
  const client = new Client({ connectionString: roleUrl(place.url, `${schema}_owner`, place.secret), application_name: `spindle ${schema} sample` });
  await client.connect();
  try {
    const { rows } = await client.query<{ seeded: boolean }>(`SELECT EXISTS (SELECT FROM ${TELLING_TABLES[schema]} WHERE practice_id = ANY($1::uuid[])) AS seeded`, [practiceIds]);
    return rows[0]?.seeded === true;
  } finally {
    await client.end();
  }
}

type Writers = ReadonlyMap<SampleSchema, SchemaWriter>;

/** All or none: what was opened is closed when another fails. */
async function openWriters(place: DatabasePlace): Promise<Writers> {
  const writers = new Map<SampleSchema, SchemaWriter>();
  try {
    for (const schema of SAMPLE_SCHEMAS) writers.set(schema, await SchemaWriter.open(schema, place));
    return writers;
  } catch (error) {
    for (const writer of writers.values()) await writer.close();
    throw error;
  }
}

function contextOf(profile: PracticeProfile, extent: Extent, { seed = DEFAULT_SEED, clock, ...place }: SeedOptions): Omit<SampleContext, 'sink'> {
  const now = clock.now().getTime();
  const today = dayInZone(now, profile.timeZone);
  const [firstDay = today] = workingDays(today, extent);
  const isSpindle = profile.practice.id === SAMPLE_PRACTICES.spindle.id;
  return { profile, extent, people: isSpindle ? DEMO_PEOPLE : SECOND_DEMO_PEOPLE, seed, now, today, firstDay, dataKeys: dataKeysOf(place) };
}

async function fillPractice(context: Omit<SampleContext, 'sink'>, writers: Writers, { progress }: SeedOptions): Promise<void> {
  const { practice } = context.profile;
  for (const writer of writers.values()) await writer.turnTo(practice.id);
  const total = context.extent.visits;
  let nextReport = 0.1;
  for (const { day, visits, patients } of simulatePractice({ ...context, sink: sinkOver(writers) })) {
    await Promise.all([...writers.values()].map((writer) => writer.relieve()));
    // Lets what was sent move on while the next day is made.
    await setImmediate();
    if (visits < nextReport * total) continue;
    nextReport += 0.1;
    progress?.(`${practice.name}: ${day}, ${visits.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} visits, ${patients.toLocaleString('en-US')} patients`);
  }
}

function sinkOver(writers: Writers): RowSink {
  return { add: (table, row) => writers.get(schemaOf(table))?.add(table, row) };
}
