import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDatabase } from '../data-source';
import { startChild } from '../fixture/child';
import { alpha } from '../fixture/definitions';
import { allNotes, someone, writeNote } from '../fixture/notes';
import { newId } from '../new-id';
import { migrate } from '../migrations/migrate';
import { waitUntil } from './condition';
import { startEmbeddedServer, type EmbeddedServer } from './embedded-server';
import { provision } from './provision';
import { readRecord } from './server-record';

let place: string;
let folder: string;
const running: { stop(): Promise<void> }[] = [];

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'spindle-embedded-'));
  await chmod(place, 0o755);
  folder = join(place, 'data');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await rm(place, { recursive: true, force: true });
});

async function start(durable = false): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer({ dataFolder: folder, durable });
  running.push(server);
  return server;
}

async function ask<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

async function isAlive(pid: number): Promise<boolean> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return text !== '' && !/\) Z /.test(text);
}

it('makes a database, keeps it over a restart on the same port, and leaves no process and no open secret', async () => {
  const first = await start();
  await ask(first.adminUrl, 'CREATE TABLE kept (id integer)');
  const [settings] = await ask<object>(first.adminUrl, `SELECT current_setting('listen_addresses') AS listens, current_setting('server_encoding') AS encoding, (SELECT datlocale FROM pg_database WHERE datname = 'postgres') AS provider, (SELECT datcollate FROM pg_database WHERE datname = 'postgres') AS collation`);
  expect(settings).toMatchObject({ listens: '127.0.0.1', encoding: 'UTF8', collation: 'C.UTF-8' });
  const { pid } = first;
  await first.stop();
  expect(await isAlive(pid)).toBe(false);
  const again = await start();
  expect(again.adminUrl).toBe(first.adminUrl);
  expect(await ask(again.adminUrl, 'SELECT * FROM kept')).toEqual([]);
  expect((await stat(`${folder}.server.json`)).mode & 0o777).toBe(0o600);
  expect(await readdir(place)).toEqual(['data', 'data.log', 'data.server.json']);
}, 30_000);

it('takes over from a supervisor that was killed, and refuses one that lives', async () => {
  const child = startChild('server-process.ts', { DATA_FOLDER: folder });
  const url = (await child.line('ready')).slice('ready '.length);
  await ask(url, 'CREATE TABLE kept (id integer)');
  await expect(start()).rejects.toThrow(`Process ${child.process.pid} already runs the database in ${folder}. Stop it first.`);
  child.process.kill('SIGKILL');
  await once(child.process, 'exit');
  const orphan = Number.parseInt(await readFile(join(folder, 'postmaster.pid'), 'utf8'), 10);
  expect(await isAlive(orphan)).toBe(true);
  const server = await start();
  expect(await isAlive(orphan)).toBe(false);
  expect(await ask(server.adminUrl, 'SELECT * FROM kept')).toEqual([]);
}, 30_000);

it('takes another port when its own is taken, and is not misled by a stale postmaster.pid', async () => {
  const first = await start();
  await first.stop();
  const { port } = (await readRecord(folder)) as { port: number };
  await writeFile(join(folder, 'postmaster.pid'), `${process.pid}\n${folder}\n`);
  const squatter = createServer().listen(port, '127.0.0.1');
  await once(squatter, 'listening');
  const lines: string[] = [];
  const server = await startEmbeddedServer({ dataFolder: folder, durable: false, progress: (line) => lines.push(line) });
  running.push(server);
  expect(lines).toEqual([expect.stringContaining(`Port ${port} is taken`)]);
  expect(await ask(server.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await new Promise((resolve) => squatter.close(resolve));
}, 30_000);

it('starts again after kill -9 of PostgreSQL, and the pool recovers with nothing acknowledged lost', async () => {
  const server = await start(true);
  const { url } = await provision({ adminUrl: server.adminUrl, database: 'clinic', secret: 'a secret of this test, long enough to be one', schemas: ['alpha'] });
  await migrate(alpha, { url, secret: 'a secret of this test, long enough to be one' });
  const database = await openDatabase(alpha, { url, secret: 'a secret of this test, long enough to be one', poolSize: 4 });
  const viewer = someone();
  const acknowledged = new Set<string>();
  let failures = 0;
  let done = false;
  const writers = Array.from({ length: 6 }, async () => {
    while (!done) {
      const id = newId();
      const session = database.session(viewer);
      await allNotes(session).then(() => session.transaction(writeNote(viewer, 'x', id))).then(() => acknowledged.add(id), () => (failures += 1));
      await session.end().catch(() => undefined);
    }
  });
  await waitUntil(() => acknowledged.size > 50, 10_000);
  process.kill(server.pid, 'SIGKILL');
  expect(await waitUntil(() => failures > 0, 10_000)).toBe(true);
  const before = acknowledged.size;
  expect(await waitUntil(() => acknowledged.size > before + 50, 30_000)).toBe(true);
  done = true;
  await Promise.all(writers);
  const session = database.session(viewer);
  const kept = new Set((await allNotes(session)).map(({ id }) => id));
  await session.end();
  await database.close();
  expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
}, 60_000);

it('says in one sentence what is wrong with a data folder', async () => {
  await mkdir(folder);
  await writeFile(join(folder, 'PG_VERSION'), '16\n');
  await writeFile(`${folder}.server.json`, JSON.stringify({ port: null, password: 'x', supervisor: null }));
  await expect(start()).rejects.toThrow(/was made by PostgreSQL 16, and this is PostgreSQL 18/);
  await writeFile(join(folder, 'PG_VERSION'), '18\n');
  await rm(`${folder}.server.json`);
  await expect(start()).rejects.toThrow(/The password of the database in .* is missing/);
});

it('says so when the remembered password is not the one of the database', async () => {
  await (await start()).stop();
  const record = await readRecord(folder);
  await writeFile(`${folder}.server.json`, JSON.stringify({ ...record, password: 'other' }));
  await expect(start()).rejects.toThrow(`the password in ${folder}.server.json is not that of this database`);
}, 30_000);

it('says which folder is closed to its user when root starts it', async () => {
  if (process.getuid?.() !== 0) return;
  const home = join(place, 'home');
  await mkdir(home, { mode: 0o700 });
  await expect(startEmbeddedServer({ dataFolder: join(home, 'spindle', 'data'), durable: false })).rejects.toThrow(`its user \`postgres\` cannot enter ${home}. Move the checkout`);
});
