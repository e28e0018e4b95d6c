import { billingSchema } from '@spindle/billing';
import { createTestDatabase } from '@spindle/database/testing';
import { patientSchema } from '@spindle/patient';
import { schedulingSchema } from '@spindle/scheduling';
import { SchemaWriter } from './loading/schema-writer';
import { TABLES, type TableName } from './loading/tables';
import { DEMO_RECORDS, SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES } from './sample-practices';
import { isSeeded, seedSampleClinic } from './seed-sample-clinic';
import { PRESENT, SeededClinic } from './testing/seeded-clinic';

const SPINDLE = SAMPLE_PRACTICES.spindle.id;
const SECOND = SAMPLE_PRACTICES.second.id;
const NAMES = Object.keys(TABLES) as TableName[];

/** Tables with sealed values, whose bytes differ each time, and what of them does not. */
const PLAIN_PARTS: Partial<Record<TableName, string>> = {
  'billing.data_key': `(SELECT practice_id, wrapped_by, created_at FROM billing.data_key)`,
  'billing.coverage': `(SELECT practice_id, id, version, patient_id, plan_id, priority, relationship, valid_from, valid_to, source, created_at, member_id_sealed IS NULL FROM billing.coverage)`,
};

let clinic: SeededClinic;
beforeAll(async () => {
  clinic = await SeededClinic.make();
}, 60_000);
afterAll(() => clinic.drop());

async function fingerprints(of: SeededClinic): Promise<Map<TableName, string>> {
  const hashes = new Map<TableName, string>();
  for (const table of NAMES) {
    const [row] = await of.rows<{ hash: string }>(`SELECT md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")) AS hash FROM ${PLAIN_PARTS[table] ?? table} t`);
    hashes.set(table, row?.hash ?? '');
  }
  return hashes;
}

async function countOf(table: TableName, practiceId: string): Promise<number> {
  return Number((await clinic.rows<{ n: string }>(`SELECT count(*)::text AS n FROM ${table} WHERE practice_id = $1`, [practiceId]))[0]?.n);
}

describe('the sample clinic', () => {
  it.each([
    ['patient.patient', 400, 400], ['scheduling.location', 2, 2], ['scheduling.practitioner', 9, 9], ['scheduling.appointment', 3_350, 3_450],
    ['billing.claim', 1_000, 1_700], ['billing.coverage', 340, 700], ['patient.encounter', 1_500, 2_300], ['patient.condition', 400, 1_000],
  ] as const)('has as many rows in %s as size S promises', async (table, least, most) => {
    const count = await countOf(table, SPINDLE);
    expect(count).toBeGreaterThanOrEqual(least);
    expect(count).toBeLessThanOrEqual(most);
  });

  it('tells how many rows it wrote to each table', async () => {
    for (const table of NAMES) expect([table, (await countOf(table, SPINDLE)) + (await countOf(table, SECOND))]).toEqual([table, clinic.seeded.get(table)]);
  });

  it('spans four months around the present', async () => {
    const [span] = await clinic.rows<{ first: string; last: string }>(`SELECT min(local_start)::date::text AS first, max(local_start)::date::text AS last FROM scheduling.appointment`);
    expect(span).toEqual({ first: expect.stringMatching(/^2026-09/), last: expect.stringMatching(/^2027-01/) });
  });

  it('has the sites, the demo practitioner and the demo patient under their fixed ids', async () => {
    expect(await clinic.rows('SELECT name FROM scheduling.location WHERE practice_id = $1 AND id = ANY($2) ORDER BY name', [SPINDLE, Object.values(SAMPLE_LOCATION_IDS)])).toEqual([{ name: 'Broomfield' }, { name: 'Westminster' }]);
    expect(await clinic.rows('SELECT family_name FROM scheduling.practitioner WHERE practice_id = $1 AND id = $2', [SPINDLE, DEMO_RECORDS.spindle.practitionerId])).toEqual([{ family_name: 'Okafor' }]);
    expect(await clinic.rows('SELECT family_name FROM patient.patient WHERE practice_id = $1 AND id = $2', [SPINDLE, DEMO_RECORDS.spindle.patientId])).toEqual([{ family_name: 'Núñez' }]);
  });

  it('leaves the record numbers where registration goes on', async () => {
    expect(await clinic.rows(`SELECT practice_id FROM patient.record_number_counter c WHERE last_number <> (SELECT max(record_number::bigint) FROM patient.patient p WHERE p.practice_id = c.practice_id)`)).toEqual([]);
  });

  it('has nothing to deliver, and leaves no staging table', async () => {
    for (const schema of ['patient', 'scheduling', 'billing']) expect(await clinic.count(`SELECT FROM ${schema}.outbox_event`)).toBe(0);
    expect(await clinic.rows(`SELECT relname FROM pg_class WHERE relname LIKE 'sample_of_%'`)).toEqual([]);
  });

  it('is analysed', async () => {
    expect(await clinic.rows(`SELECT relname FROM pg_class WHERE reltuples < 1 AND oid = ANY($1::regclass[])`, [NAMES])).toEqual([]);
  });

  it('gives every patient a resource and search tokens', async () => {
    expect(await clinic.count(`SELECT FROM patient.patient p WHERE NOT EXISTS (SELECT FROM scheduling.resource r WHERE (r.practice_id, r.id, r.kind) = (p.practice_id, p.id, 'PATIENT'))`)).toBe(0);
    expect(await clinic.count(`SELECT FROM patient.patient p WHERE NOT EXISTS (SELECT FROM patient.patient_search s WHERE (s.practice_id, s.patient_id, s.token) = (p.practice_id, p.id, 'rec:' || p.record_number))`)).toBe(0);
  });

  it('has twins and namesakes of the same birth date', async () => {
    const likenesses = await clinic.rows<{ same: string }>(`SELECT CASE WHEN a.given_names = b.given_names THEN 'NAMESAKES' WHEN a.address_lines = b.address_lines THEN 'TWINS' END AS same
      FROM patient.patient a JOIN patient.patient b ON a.practice_id = b.practice_id AND a.birth_date = b.birth_date AND a.family_name = b.family_name AND a.id < b.id WHERE a.practice_id = $1 ORDER BY 1`, [SPINDLE]);
    expect(likenesses.map(({ same }) => same)).toEqual(expect.arrayContaining(['NAMESAKES', 'TWINS']));
  });

  it('uses fictional telephone numbers only', async () => {
    expect(await clinic.count(`SELECT FROM patient.contact_point WHERE system = 'PHONE' AND value !~ '^[2-9][0-9]{2}-555-01[0-9]{2}$'`)).toBe(0);
  });
});

describe('the second practice', () => {
  it('has the same names, birth dates and telephone numbers under other ids', async () => {
    const clashes = await clinic.rows(`SELECT b.id FROM patient.patient a JOIN patient.patient b USING (given_names, family_name, birth_date, record_number) WHERE a.practice_id = $1 AND b.practice_id = $2 AND a.id <> b.id`, [SPINDLE, SECOND]);
    expect(clashes).toHaveLength(12);
    expect((await clinic.rows('SELECT value FROM patient.contact_point WHERE practice_id = $1 INTERSECT SELECT value FROM patient.contact_point WHERE practice_id = $2', [SPINDLE, SECOND])).length).toBeGreaterThanOrEqual(12);
  });

  it('shares claim numbers, site names and an NPI with the first', async () => {
    for (const [table, column] of [['billing.claim', 'patient_control_number'], ['scheduling.location', 'name'], ['scheduling.practitioner', 'npi']]) {
      expect((await clinic.rows(`SELECT ${column} FROM ${table} WHERE practice_id = $1 AND ${column} IS NOT NULL INTERSECT SELECT ${column} FROM ${table} WHERE practice_id = $2`, [SPINDLE, SECOND])).length).toBeGreaterThan(0);
    }
  });

  it.each(NAMES.filter((table) => (TABLES[table] as readonly string[]).includes('id') && table !== 'scheduling.resource'))('has no id of %s in common with the first', async (table) => {
    expect(await clinic.count(`SELECT FROM ${table} a JOIN ${table} b ON a.id = b.id AND a.practice_id < b.practice_id`)).toBe(0);
  });
});

describe('seeding', () => {
  it('gives the same rows for the same seed and clock, byte for byte, and others for another seed', async () => {
    const expected = await fingerprints(clinic);
    const again = await SeededClinic.make();
    const other = await SeededClinic.make(7);
    try {
      expect(await fingerprints(again)).toEqual(expected);
      expect((await fingerprints(other)).get('scheduling.appointment')).not.toBe(expected.get('scheduling.appointment'));
    } finally {
      await again.drop();
      await other.drop();
    }
  }, 90_000);

  it('refuses a practice that has rows, in one sentence, and changes nothing', async () => {
    const before = await countOf('patient.patient', SPINDLE);
    expect(await isSeeded(clinic.database)).toBe(true);
    await expect(seedSampleClinic({ ...clinic.database, size: 'S', clock: { now: () => PRESENT } })).rejects.toThrow(/^The sample practices already have rows in this database: .*\.$/);
    expect(await countOf('patient.patient', SPINDLE)).toBe(before);
  });
});

describe('a writer', () => {
  it('leaves nothing behind when a batch is refused', async () => {
    const writer = await SchemaWriter.open('scheduling', clinic.database);
    await writer.turnTo(SPINDLE);
    writer.add('scheduling.room', { id: '0193a6f0-0000-7000-8000-00000000aaaa', location_id: SAMPLE_LOCATION_IDS.broomfield, name: 'Attic', kind: 'TREATMENT' });
    writer.add('scheduling.room', { id: '0193a6f0-0000-7000-8000-00000000aaab', location_id: SAMPLE_LOCATION_IDS.second, name: 'Elsewhere', kind: 'TREATMENT' });
    await expect(writer.finish()).rejects.toThrow('room_location');
    await writer.close();
    expect(await clinic.count(`SELECT FROM scheduling.room WHERE name = 'Attic'`)).toBe(0);
    expect(await clinic.rows(`SELECT relname FROM pg_class WHERE relname LIKE 'sample_of_%'`)).toEqual([]);
  });

  it('refuses to work beside another one', async () => {
    const first = await SchemaWriter.open('billing', clinic.database);
    try {
      await expect(SchemaWriter.open('billing', clinic.database)).rejects.toThrow('by another run');
    } finally {
      await first.close();
    }
  });

  it('whose run was cut off between the schemas is noticed', async () => {
    const database = await createTestDatabase([patientSchema, schedulingSchema, billingSchema]);
    try {
      expect(await isSeeded(database)).toBe(false);
      const writer = await SchemaWriter.open('billing', database);
      await writer.turnTo(SECOND);
      writer.add('billing.payer', { id: '0193a6f0-0000-7000-8000-00000000aaac', name: 'A payer', payer_identifier: null });
      await writer.finish();
      await writer.commit();
      await writer.close();
      await expect(isSeeded(database)).rejects.toThrow('have rows in billing only');
    } finally {
      await database.drop();
    }
  });
});
