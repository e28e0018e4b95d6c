import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { alpha, beta } from '../fixture/definitions';
import { someone, writeNote } from '../fixture/notes';
import { withAdmin } from '../fixture/effects';
import { migrate } from '../migrations/migrate';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { provision } from './provision';
import { databaseUrl, ROLE_PURPOSES, roleUrl, withoutCredentials } from './role-url';

let place: TestDatabase;
beforeAll(async () => void (place = await createTestDatabase([alpha, beta])));
afterAll(() => place.drop());

async function as<R>(role: string, work: (client: Client) => Promise<R>): Promise<R> {
  const client = new Client({ connectionString: roleUrl(place.url, role, place.secret) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

it.each(ROLE_PURPOSES)("keeps alpha's %s out of beta", async (purpose) => {
  await as(`alpha_${purpose}`, async (client) => {
    await expect(client.query('SELECT * FROM beta.effect')).rejects.toMatchObject({ code: '42501' });
    await expect(client.query('CREATE TABLE beta.mine (id integer)')).rejects.toMatchObject({ code: '42501' });
    await expect(client.query('SET ROLE beta_owner')).rejects.toMatchObject({ code: '42501' });
  });
});

it.each(ROLE_PURPOSES)('lets the %s neither bypass row-level security, make roles, nor write in shared schemas', async (purpose) => {
  await as(`alpha_${purpose}`, async (client) => {
    const { rows } = await client.query('SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user');
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
    for (const schema of ['public', 'extensions']) await expect(client.query(`CREATE TABLE ${schema}.mine (id integer)`)).rejects.toMatchObject({ code: '42501' });
    await expect(client.query('CREATE ROLE more')).rejects.toMatchObject({ code: '42501' });
  });
});

it('lets only the owner change the schema', async () => {
  for (const role of ['alpha_service', 'alpha_worker', 'alpha_auditor']) {
    await as(role, async (client) => {
      await expect(client.query('CREATE TABLE alpha.mine (id integer)')).rejects.toMatchObject({ code: '42501' });
      await expect(client.query('ALTER TABLE alpha.note NO FORCE ROW LEVEL SECURITY')).rejects.toMatchObject({ code: '42501' });
      await expect(client.query('TRUNCATE alpha.note')).rejects.toMatchObject({ code: '42501' });
    });
  }
});

it('keeps the worker away from the tables that are not its own', async () => {
  const viewer = someone();
  await place.databases['alpha']?.session(viewer).transaction(writeNote(viewer, 'x'));
  await as('alpha_worker', async (client) => {
    await expect(client.query('SELECT * FROM alpha.note')).rejects.toMatchObject({ code: '42501' });
    expect((await client.query('SELECT FROM alpha.outbox_delivery')).rowCount).toBe(2);
  });
});

it("forces row-level security on the owner: it changes nothing without a practice, and sees what is there", async () => {
  await as('alpha_owner', async (client) => {
    expect((await client.query('UPDATE alpha.note SET body = body')).rowCount).toBe(0);
    expect((await client.query('SELECT FROM alpha.note')).rowCount).toBe(1);
  });
});

it('limits requests', async () => {
  await as('alpha_service', async (client) => {
    const { rows } = await client.query(`SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock, current_setting('idle_in_transaction_session_timeout') AS idle`);
    expect(rows).toEqual([{ statement: '15s', lock: '5s', idle: '30s' }]);
  });
});

it('can be run again and changes nothing; other secrets open nothing', async () => {
  const options = { adminUrl: place.adminUrl, database: new URL(place.url).pathname.slice(1), secret: place.secret, schemas: ['alpha', 'beta'] };
  expect(await Promise.all([provision(options), provision(options)])).toEqual([{ url: place.url }, { url: place.url }]);
  await as('alpha_service', async (client) => expect((await client.query('SELECT FROM alpha.note')).rowCount).toBe(0));
  const stranger = new Client({ connectionString: roleUrl(place.url, 'alpha_service', 'another secret') });
  await expect(stranger.connect()).rejects.toMatchObject({ code: '28P01' });
});

it('needs no superuser, only a role that may make roles and databases', async () => {
  const word = `spindle_${randomBytes(4).toString('hex')}`;
  await withAdmin(place.adminUrl, (admin) => admin.query(`CREATE ROLE ${word} LOGIN CREATEROLE CREATEDB PASSWORD 'for this test'`));
  const boss = new URL(place.adminUrl);
  boss.username = word;
  boss.password = 'for this test';
  const options = { adminUrl: databaseUrl(boss.toString(), 'postgres'), database: word, secret: 'x'.repeat(40), schemas: [word] };
  expect([await provision(options), await provision(options)]).toEqual(Array(2).fill({ url: withoutCredentials(databaseUrl(place.adminUrl, word)) }));
  expect((await migrate({ schema: word, entities: [], migrations: [] }, { url: databaseUrl(place.url, word), secret: 'x'.repeat(40) })).ran).toEqual([]);
  await withAdmin(place.adminUrl, async (admin) => {
    await admin.query(`DROP DATABASE ${word} WITH (FORCE)`);
    for (const role of [...ROLE_PURPOSES.map((purpose) => `${word}_${purpose}`), word]) await admin.query(`DROP ROLE ${role}`);
  });
});

it('refuses an older server in one sentence', async () => {
  const old = `${new URL(place.url).pathname.slice(1)}_old`;
  await withAdmin(place.adminUrl, async (admin) => {
    await admin.query(`CREATE DATABASE ${old}`);
    await admin.query(`ALTER DATABASE ${old} SET search_path = disguise, pg_catalog`);
  });
  const adminUrl = databaseUrl(place.adminUrl, old);
  await withAdmin(adminUrl, async (admin) => {
    await admin.query('CREATE SCHEMA disguise');
    await admin.query(`CREATE FUNCTION disguise.current_setting(name text) RETURNS text RETURN CASE name WHEN 'server_version' THEN '17.4' ELSE '170004' END`);
  });
  await expect(provision({ adminUrl, database: 'never', secret: 'x', schemas: ['alpha'] })).rejects.toThrow('The database server is PostgreSQL 17.4; Spindle needs PostgreSQL 18 or later.');
  await withAdmin(place.adminUrl, (admin) => admin.query(`DROP DATABASE ${old} WITH (FORCE)`));
});

it('refuses a name that is no plain word', async () => {
  await expect(provision({ adminUrl: place.adminUrl, database: 'x; drop', secret: 'x', schemas: [] })).rejects.toThrow('cannot be the name');
});
