import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { randomBytes } from 'node:crypto';
import type { TestDatabase } from '@spindle/database/testing';
import { SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { jsonLogger, keyRing, systemClock } from '@spindle/subgraph';
import { workspaceFolder } from '@spindle/supergraph';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { text } from 'node:stream/consumers';
import { startClinic } from './clinic';
import { asAdmin, Front, seededDatabase } from './testing/test-clinic';

const NUMBERS = 'query ($id: ID!) { patient(id: $id) { coverages { id memberId } } }';
const FRESH = `fresh:${randomBytes(32).toString('base64url')}`;

interface Covered { readonly patient: { readonly coverages: readonly { readonly id: string; readonly memberId: string }[] } }

describe('members\' numbers', () => {
  let database: TestDatabase;
  let patients: readonly { readonly id: string }[];
  let plain: ReadonlyMap<string, string>;

  beforeAll(async () => {
    database = await seededDatabase();
    patients = await asAdmin<{ id: string }>(database, 'SELECT DISTINCT patient_id AS id FROM billing.coverage WHERE practice_id = $1 ORDER BY 1 LIMIT 40', [SAMPLE_PRACTICES.spindle.id]);
    plain = await read('');
  }, 120_000);
  afterAll(() => database.drop());

  /** The numbers of some patients, as a clinic with these keys shows them to a biller. */
  async function read(list: string): Promise<ReadonlyMap<string, string>> {
    const encryptionKeys = keyRing('encryption', { secret: database.secret, environment: { SPINDLE_ENCRYPTION_KEYS: list } });
    const clinic = await startClinic({ place: { ...database, encryptionKeys }, port: 0, clock: systemClock, logger: jsonLogger(() => undefined) });
    try {
      const front = new Front(clinic.gateway.url, database);
      const numbers = new Map<string, string>();
      for (const { id } of patients) {
        const { data, errors } = await front.ask<Covered>(NUMBERS, { id }, { role: 'BILLER' });
        if (errors.length > 0) throw new Error(errors[0]?.extensions.code);
        for (const coverage of data.patient.coverages) numbers.set(coverage.id, coverage.memberId);
      }
      return numbers;
    } finally {
      await clinic.stop();
    }
  }

  /** `npm run keys -- rotate`, as a process of its own. */
  function rotate(list: string): { child: ChildProcess; lines: string[]; line(part: string): Promise<void> } {
    const child = spawn(process.execPath, ['--import', 'tsx', join(workspaceFolder(), 'apps/clinic/src/keys.ts'), 'rotate', '--batch', '20'], {
      cwd: workspaceFolder(), stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, TSX_TSCONFIG_PATH: join(workspaceFolder(), 'tsconfig.base.json'), DATABASE_URL: database.adminUrl, SPINDLE_SECRET: database.secret, SPINDLE_ENCRYPTION_KEYS: list },
    });
    const lines: string[] = [];
    const said = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    said.on('line', (line) => lines.push(line));
    return { child, lines, line: async (part) => { while (!lines.some((line) => line.includes(part))) await once(said, 'line'); } };
  }

  const states = () => asAdmin<{ wrapped_by: string; values: number }>(database, `SELECT k.wrapped_by, count(*)::int AS values FROM billing.coverage c JOIN billing.data_key k ON k.practice_id = c.practice_id AND k.id = c.member_id_key GROUP BY 1 ORDER BY 1`);

  it('stand in no plain dump: every table copied out as text, and pg_dump where it is there', async () => {
    expect(plain.size).toBeGreaterThan(40);
    const dump = await copyOut(database.adminUrl);
    expect(dump.length).toBeGreaterThan(1_000_000);
    expect([...plain.values()].filter((number) => dump.includes(number) || dump.includes(Buffer.from(number).toString('hex')))).toEqual([]);
    const [row] = await asAdmin<{ family: string }>(database, 'SELECT family_name AS family FROM patient.patient LIMIT 1');
    expect(dump).toContain(row?.family);
    const dumped = pgDump(database.adminUrl);
    if (dumped !== null) expect([...plain.values()].filter((number) => dumped.includes(number))).toEqual([]);
  });

  it('survive a change of keys killed in the middle; it goes on, and then the old key can be retired', async () => {
    const total = (await states()).reduce((sum, { values }) => sum + values, 0);
    const both = `${FRESH},installation`;
    const killed = rotate(both);
    await killed.line('60 values');
    killed.child.kill('SIGKILL');
    await once(killed.child, 'exit');
    const halfway = await states();
    expect(halfway.map(({ wrapped_by: name }) => name)).toEqual(['fresh', 'installation']);
    expect(halfway.reduce((sum, { values }) => sum + values, 0)).toBe(total);
    expect(await read(both)).toEqual(plain);

    const resumed = rotate(both);
    expect(await once(resumed.child, 'close')).toEqual([0, null]);
    expect(resumed.lines.at(-1)).toBe('Done: everything is sealed under "fresh"; the other keys can be retired.');
    expect(await states()).toEqual([{ wrapped_by: 'fresh', values: total }]);
    expect(await read(FRESH)).toEqual(plain);
    await expect(read('installation')).rejects.toThrow('INTERNAL_SERVER_ERROR');
  }, 120_000);
});

/** Every row of every table, as COPY writes it. */
async function copyOut(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(`SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema)'`);
  const parts: string[] = [];
  for (const { name } of rows) parts.push(await text(client.query(copyTo(`COPY ${name} TO STDOUT`))));
  await client.end();
  return parts.join('\n');
}

function pgDump(url: string): string | null {
  try {
    return execFileSync('pg_dump', ['--dbname', url], { encoding: 'utf8', maxBuffer: 512 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
}
