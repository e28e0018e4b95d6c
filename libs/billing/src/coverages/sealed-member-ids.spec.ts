import { randomBytes, randomUUID } from 'node:crypto';
import { dataKeysOf, migrate, newId, openDatabase, provision, rotateKeys, type SchemaDefinition } from '@spindle/database';
import { deriveKey, type KeyRing } from '@spindle/subgraph';
import { Client } from 'pg';
import { billingSchema } from '../data-source';
import { BillingClinic } from '../testing/billing-clinic';
import { CoverageRepository } from './coverage.repository';

const ADD = 'mutation ($input: AddCoverageInput!) { addCoverage(input: $input) { coverage { id memberId } errors { __typename } } }';

let clinic: BillingClinic;
let planId: string;
beforeAll(async () => {
  clinic = await BillingClinic.open();
  planId = await clinic.rows.plan({ payer_id: await clinic.rows.payer({ name: 'Aetna' }), name: 'Open Choice' });
});
afterAll(() => clinic.close());

async function add(memberId: string): Promise<string> {
  const input = { idempotencyKey: randomUUID(), patientId: newId(), planId, priority: 'PRIMARY', memberId, relationship: 'SELF', validFrom: '2026-01-01' };
  const { addCoverage } = await clinic.answer<{ addCoverage: { coverage: { id: string; memberId: string }; errors: unknown[] } }>(ADD, { input });
  expect(addCoverage).toMatchObject({ coverage: { memberId }, errors: [] });
  return addCoverage.coverage.id;
}

const stored = async (id: string): Promise<Record<string, unknown>> => (await clinic.admin.query<Record<string, unknown>>('SELECT member_id, member_id_sealed, member_id_index, member_id_key FROM billing.coverage WHERE id = $1', [id])).rows[0] ?? {};
const numberOf = async (id: string): Promise<unknown> => (await clinic.answer<{ coverage: { memberId: string } | null }>('query ($id: ID!) { coverage(id: $id) { memberId } }', { id })).coverage?.memberId;

describe("a member's number", () => {
  it('is stored sealed, with an index of its own, and no row of any table holds it', async () => {
    const row = await stored(await add('ZQX 884-211'));
    expect(row).toEqual({ member_id: null, member_id_sealed: expect.any(Buffer), member_id_index: expect.any(Buffer), member_id_key: expect.any(String) });
    const everything = await clinic.everything();
    for (const form of ['ZQX', '884-211', '884211', Buffer.from('ZQX 884-211').toString('hex')]) expect(everything).not.toContain(form);
  });

  it('is found by equality, whichever way it was typed, and by nobody else', async () => {
    const ids = [await add('FND 100-200'), await add('fnd100200'), await add('FND 100-201')];
    const find = async (memberId: string, viewer = clinic.viewer()): Promise<string[]> => {
      const session = clinic.database.session(viewer);
      const found = await new CoverageRepository(session, viewer.practiceId).findOfMember(memberId);
      await session.end();
      return found.map(({ id }) => id).sort();
    };
    expect(await find('FND-100200 ')).toEqual(ids.slice(0, 2).sort());
    expect(await find('FND')).toEqual([]);
    expect(await find('FND 100-200', clinic.viewer(clinic.otherPractice))).toEqual([]);
  });

  it('moved to another row does not open, and says nothing of itself', async () => {
    const [from, to] = [await add('MOVED 1'), await add('MOVED 2')];
    await clinic.admin.query('UPDATE billing.coverage t SET member_id_sealed = f.member_id_sealed FROM billing.coverage f WHERE f.id = $1 AND t.id = $2', [from, to]);
    const { errors } = await clinic.ask('query ($id: ID!) { coverage(id: $id) { memberId } }', { id: to });
    expect(errors).toMatchObject([{ code: 'INTERNAL_SERVER_ERROR' }]);
    expect(JSON.stringify(errors)).not.toContain('MOVED');
    await clinic.admin.query('DELETE FROM billing.coverage WHERE id = $1', [to]);
  });

  it('that code of the version before wrote plain is read, and sealed by the next change of keys', async () => {
    const id = await clinic.rows.coverage({ plan_id: planId, member_id: 'PLAIN-1' });
    expect(await numberOf(id)).toBe('PLAIN-1');
    expect((await rotateKeys(billingSchema, { place: clinic.test })).values).toBe(1);
    expect(await stored(id)).toMatchObject({ member_id: null, member_id_sealed: expect.any(Buffer) });
    expect(await numberOf(id)).toBe('PLAIN-1');
  });
});

describe('a change of keys', () => {
  const installation = () => ({ id: 'installation', key: deriveKey(clinic.test.secret, 'encryption') });
  const fresh = { id: 'fresh', key: randomBytes(32) };

  it('goes on where it was cut off, is read meanwhile, and leaves nothing that needs the old key', async () => {
    const numbers = new Map<string, string>();
    for (let each = 0; each < 7; each += 1) numbers.set(await add(`ROT ${each}`), `ROT ${each}`);
    const ring: KeyRing = [fresh, installation()];
    const place = { ...clinic.test, encryptionKeys: ring };
    let batches = 0;
    await expect(rotateKeys(billingSchema, { place, batch: 2, progress: () => { batches += 1; if (batches === 2) throw new Error('cut off'); } })).rejects.toThrow('cut off');
    const { rows: keys } = await clinic.admin.query('SELECT DISTINCT member_id_key FROM billing.coverage WHERE member_id_key IS NOT NULL AND practice_id = $1', [clinic.practice]);
    expect(keys).toHaveLength(2);

    const readWith = async (encryptionKeys: KeyRing): Promise<unknown[]> => {
      const database = await openDatabase(billingSchema, { ...clinic.test, encryptionKeys });
      const session = database.session(clinic.viewer());
      const found = await new CoverageRepository(session, clinic.practice).findMany([...numbers.keys()]).finally(() => session.end()).finally(() => database.close());
      return found.map(({ id, memberId }) => [id, memberId]).sort();
    };
    expect(await readWith(ring)).toEqual([...numbers].sort());
    await expect(readWith([fresh])).rejects.toThrow('not among');

    const rest = await rotateKeys(billingSchema, { place, batch: 2 });
    expect(rest.stillNeeded).toEqual([]);
    expect(rest.removedKeys).toBeGreaterThan(0);
    expect(await readWith([fresh])).toEqual([...numbers].sort());
    expect(await rotateKeys(billingSchema, { place })).toEqual({ values: 0, removedKeys: 0, stillNeeded: [] });
  });
});

describe('the migration', () => {
  it('seals what a populated database holds, practice by practice, and empties the plain column', async () => {
    const name = `spindle_sealing_${randomBytes(4).toString('hex')}`;
    const { secret } = clinic.test;
    const server = new URL(clinic.test.adminUrl);
    server.pathname = '/postgres';
    const { url } = await provision({ adminUrl: server.toString(), database: name, secret, schemas: ['billing'] });
    const before: SchemaDefinition = { ...billingSchema, migrations: billingSchema.migrations.slice(0, 1) };
    await migrate(before, { url, secret });
    const admin = new Client({ connectionString: Object.assign(new URL(server), { pathname: `/${name}` }).toString() });
    await admin.connect();
    try {
      const practices = [newId<'Practice'>(), newId<'Practice'>()];
      for (const [at, practice] of practices.entries()) await fill(admin, practice, 1_200 * (at + 1));
      await migrate(billingSchema, { url, secret });
      const { rows } = await admin.query('SELECT count(*)::int AS count, count(member_id)::int AS plain, count(member_id_sealed)::int AS sealed, count(DISTINCT member_id_key)::int AS keys FROM billing.coverage');
      expect(rows).toEqual([{ count: 3_600, plain: 0, sealed: 3_600, keys: 2 }]);
      const database = await openDatabase(billingSchema, { url, secret });
      for (const practice of practices) {
        const session = database.session({ ...clinic.viewer(), practiceId: practice });
        const { rows: [row] } = await admin.query<{ id: string; control: string }>('SELECT id, source_key AS control FROM billing.coverage WHERE practice_id = $1 ORDER BY random() LIMIT 1', [practice]);
        const [found] = await new CoverageRepository(session, practice).findMany([row?.id ?? '']);
        expect(found?.memberId).toBe(row?.control);
        await session.end();
      }
      await database.close();
      expect(dataKeysOf({ secret }).names).toEqual(['installation']);
    } finally {
      await admin.end();
      await clinic.admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    }
  });

  async function fill(admin: Client, practice: string, count: number): Promise<void> {
    const [payer, plan] = [newId(), newId()];
    await admin.query(`INSERT INTO billing.payer (practice_id, id, name) VALUES ($1, $2, 'Aetna')`, [practice, payer]);
    await admin.query(`INSERT INTO billing.insurance_plan (practice_id, id, payer_id, name, kind) VALUES ($1, $2, $3, 'Plan', 'COMMERCIAL')`, [practice, plan, payer]);
    await admin.query(`INSERT INTO billing.coverage (practice_id, id, version, patient_id, plan_id, priority, member_id, relationship, valid_from, source, source_key, created_at)
      SELECT $1, gen_random_uuid(), 1, gen_random_uuid(), $2, 'PRIMARY', 'M' || n, 'SELF', '2025-01-01', 'RECORDED', 'M' || n, now() FROM generate_series(1, $3::int) n`, [practice, plan, count]);
  }
});
