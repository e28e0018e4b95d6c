import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Client, type QueryConfig } from 'pg';
import { startTestServer } from '@spindle/database/testing';
import { dataKeysOf, PracticeConnection, statement } from '@spindle/database';

// Measures decision 0002 on a throw-away PostgreSQL: what a read of one row under row-level security costs, by how
// the transaction around it is opened, on this machine and over a link that takes a millisecond each way.
// tsx --tsconfig tsconfig.base.json tools/decisions/0002-measure.ts

const PRACTICE = '0189aaaa-0000-7000-8000-00000000000a';
const ROUNDS = 20;
const READS = { near: 400, far: 15 };
const LINK_MS = 1;

const SETUP = `
  CREATE TABLE note (practice_id uuid NOT NULL, id integer NOT NULL, text text NOT NULL, PRIMARY KEY (practice_id, id));
  INSERT INTO note SELECT '${PRACTICE}', n, repeat('x', 100) FROM generate_series(1, 10000) n;
  ALTER TABLE note ENABLE ROW LEVEL SECURITY;
  CREATE POLICY practice ON note USING (practice_id = nullif(current_setting('app.practice_id', true), '')::uuid);
  CREATE ROLE reader LOGIN PASSWORD 'reader'; GRANT SELECT ON note TO reader; ANALYZE note;`;

const READ = statement('SELECT text FROM note WHERE practice_id = $1 AND id = $2');
const read = (id: number): QueryConfig => ({ ...READ, values: [PRACTICE, id] });
const SETTINGS = `SELECT set_config('app.practice_id', '${PRACTICE}', true), set_config('app.person_id', '${PRACTICE}', true)`;

interface Way {
  readonly name: string;
  readonly roundTrips: number;
  read(id: number): Promise<unknown>;
}

function waysOf(plain: Client, pipelined: Client): readonly Way[] {
  const scope = { viewer: { practiceId: PRACTICE, personId: PRACTICE, roles: [], siteIds: null }, access: 'READ ONLY', dataKeys: dataKeysOf({ secret: 'measured without a sealed column' }) } as const;
  return [
    { name: 'BEGIN, settings, statement, COMMIT: each awaited', roundTrips: 4, read: async (id) => {
      await plain.query('BEGIN READ ONLY');
      await plain.query(SETTINGS);
      await plain.query(read(id));
      await plain.query('COMMIT');
    } },
    { name: 'BEGIN with settings awaited, statement, COMMIT', roundTrips: 3, read: async (id) => {
      await plain.query(`BEGIN READ ONLY; ${SETTINGS}`);
      await plain.query(read(id));
      await plain.query('COMMIT');
    } },
    { name: 'BEGIN with settings and the statement in one write, COMMIT', roundTrips: 2, read: async (id) => {
      const connection = new PracticeConnection({ client: pipelined as never, release: async () => undefined }, 'public', scope);
      await connection.rows(READ, [PRACTICE, id]);
      await connection.end('COMMIT');
    } },
  ];
}

/** Median microseconds of one read, over rounds in which every way takes its turn. */
async function measure(ways: readonly Way[], reads: number): Promise<readonly number[]> {
  const rounds = ways.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, way] of ways.entries()) {
      const began = performance.now();
      for (let each = 0; each < reads; each += 1) await way.read(1 + ((round * reads + each) % 10_000));
      rounds[index]?.push(((performance.now() - began) * 1000) / reads);
    }
  }
  return rounds.map((values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN);
}

/** A way to the server on which everything takes a while. */
async function slowLink(port: number): Promise<Server> {
  const later = (from: Socket, to: Socket): void => {
    from.setNoDelay(true);
    from.on('data', (chunk) => setTimeout(() => to.writable && to.write(chunk), LINK_MS)).on('close', () => to.destroy()).on('error', () => to.destroy());
  };
  const link = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    later(near, far);
    later(far, near);
  });
  link.listen(0, '127.0.0.1');
  await once(link, 'listening');
  return link;
}

async function report(title: string, url: URL, reads: number): Promise<void> {
  const plain = new Client({ connectionString: url.toString() });
  const pipelined = new Client({ connectionString: url.toString(), pipeline: true } as never);
  await Promise.all([plain.connect(), pipelined.connect()]);
  const ways = waysOf(plain, pipelined);
  await measure(ways, reads);
  const medians = await measure(ways, reads);
  const house = medians.at(-1) ?? NaN;
  process.stdout.write(`${title}\n`);
  for (const [index, { name, roundTrips }] of ways.entries()) process.stdout.write(`  ${name.padEnd(60)} ${roundTrips} round trips  x ${((medians[index] ?? 0) / house).toFixed(2)}\n`);
  await Promise.all([plain.end(), pipelined.end()]);
}

const server = await startTestServer();
const admin = new Client({ connectionString: server.adminUrl });
await admin.connect();
await admin.query(SETUP);
await admin.end();
const url = new URL(server.adminUrl);
url.username = url.password = 'reader';
await report('On this machine', url, READS.near);
const link = await slowLink(Number(url.port));
url.port = String((link.address() as AddressInfo).port);
await report('Over a link', url, READS.far);
link.close();
await server.stop();
