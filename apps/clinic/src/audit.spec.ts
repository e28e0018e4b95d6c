import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { newId, startSealer, type Sealer } from '@spindle/database';
import { createTestDatabase, type TestDatabase } from '@spindle/database/testing';
import type { Id } from '@spindle/kernel';
import { jsonLogger, keyRing } from '@spindle/subgraph';
import { workspaceFolder } from '@spindle/supergraph';
import { chainText, verifyChains } from './audit-verification';
import { SCHEMAS } from './schemas';
import { ChainDamage, chooser, type Chain } from './testing/audit-damage';
import { asAdmin } from './testing/test-clinic';

/** Another in every run; `SPINDLE_AUDIT_SEED` runs one again. */
const SEED = Number(process.env['SPINDLE_AUDIT_SEED'] ?? randomInt(2 ** 31));
const choose = chooser(SEED);
const NAMES = SCHEMAS.map(({ schema }) => schema);
const KINDS = ['altered', 'removed', 'inserted', 'reordered', 'cut'] as const;
const logger = jsonLogger(() => undefined);

let database: TestDatabase;
let folder: string;
let sealing: Parameters<typeof verifyChains>[0];
let sealers: Sealer[];

beforeAll(async () => {
  database = await createTestDatabase(SCHEMAS);
  folder = await mkdtemp(join(tmpdir(), 'spindle-anchors-'));
  sealing = { url: database.url, secret: database.secret, keys: keyRing('audit heads', { secret: database.secret, environment: {} }), anchorFolder: folder };
  sealers = await Promise.all([1, 2].flatMap(() => NAMES.map((schema) => startSealer({ ...sealing, schema, logger, sealEveryMs: 1 }))));
}, 180_000);
afterAll(async () => {
  await Promise.all(sealers.map((sealer) => sealer.stop()));
  await database.drop();
  await rm(folder, { recursive: true });
});

/** A request that looks at three patients' records. */
async function read(schema: string, practiceId: Id<'Practice'>): Promise<void> {
  const session = database.databases[schema]?.session({ personId: newId(), practiceId, roles: ['PRACTITIONER'], siteIds: null });
  if (!session) throw new Error(`There is no schema ${schema}.`);
  for (let patient = 0; patient < 3; patient++) session.trail.read(newId(), ['NOTE', 'CLINICAL']);
  await session.end();
}

/** Waits for the sealers: transactions of other specs on the server hold them back for a moment. */
async function sealed(schema: string, rows: number): Promise<void> {
  for (;;) {
    const [found] = await asAdmin<{ rows: number }>(database, `SELECT count(*)::int AS rows FROM ${schema}.audit_seal`);
    if (found?.rows === rows) return;
    await pause(20);
  }
}

/** `npm run audit:verify`, as a process of its own. */
async function command(): Promise<{ code: number; lines: string[] }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(workspaceFolder(), 'apps/clinic/src/audit.ts')], {
    cwd: workspaceFolder(), stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TSX_TSCONFIG_PATH: join(workspaceFolder(), 'tsconfig.base.json'), DATABASE_URL: database.adminUrl, SPINDLE_SECRET: database.secret, SPINDLE_AUDIT_KEYS: '', SPINDLE_AUDIT_FOLDER: folder },
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return { code: code as number, lines: output.trimEnd().split('\n') };
}

describe('npm run audit:verify', () => {
  const WRITERS = 24;
  const EACH = 15;
  let rows = 0;

  it('raises no false alarm while many write in all schemas, two sealers of each seal, and it reads again and again', async () => {
    const practices = [newId<'Practice'>(), newId<'Practice'>(), newId<'Practice'>()];
    let writing = true;
    const verifying = (async () => {
      let [rounds, chains] = [0, 0];
      for (; writing || rounds < 5; rounds++) chains += (await verifyChains(sealing, (chain) => { if (chain.damages.length > 0) throw new Error(chainText(chain)); })).chains;
      return { rounds, chains };
    })();
    const besides = command();
    await Promise.all(Array.from({ length: WRITERS }, async (_, lane) => {
      for (let sent = 0; sent < EACH; sent++) await read(NAMES[lane % NAMES.length] ?? '', practices[lane % practices.length] as Id<'Practice'>);
    }));
    const { code, lines } = await besides;
    expect([code, lines.filter((line) => line.endsWith(': DAMAGED'))]).toEqual([0, []]);
    writing = false;
    expect((await verifying).chains).toBeGreaterThan(4 * 3);
    rows = (WRITERS / NAMES.length) * EACH * 3;
    for (const schema of NAMES) await sealed(schema, rows);
  }, 180_000);

  it(`finds and names five kinds of damage in every schema, at random places, and leaves the other chains whole (seed ${SEED})`, async () => {
    const chains: (Chain & { readonly kind: (typeof KINDS)[number] | null })[] = [];
    for (const schema of NAMES) {
      for (const kind of [...KINDS, null]) {
        const chain = { schema, kind, practiceId: newId<'Practice'>(), length: 3 * (3 + choose(9)) };
        for (let sent = 0; sent < chain.length / 3; sent++) await read(schema, chain.practiceId);
        chains.push(chain);
      }
      await sealed(schema, rows + chains.filter((chain) => chain.schema === schema).reduce((sum, { length }) => sum + length, 0));
    }
    await Promise.all(sealers.splice(0).map((sealer) => sealer.stop()));
    expect(await verifyChains(sealing, () => undefined)).toEqual({ chains: chains.length + 12, damaged: 0 });

    const damage = new ChainDamage(database, choose);
    const expected = new Map<string, readonly string[]>();
    for (const chain of chains) expected.set(`${chain.schema} ${chain.practiceId}`, chain.kind === null ? [] : await damage[chain.kind](chain));
    const after = await command();
    expect([after.code, after.lines.at(-1)]).toEqual([1, `${chains.length + 12} chains verified: ${chains.length - NAMES.length} damaged.`]);
    const found = byChain(after.lines.slice(0, -1));
    for (const { schema, practiceId, kind } of chains) {
      const named = found.get(`${schema} ${practiceId}`) ?? ['not reported'];
      const wanted = expected.get(`${schema} ${practiceId}`) ?? [];
      if (kind === 'reordered') expect([named.length > 0, named.filter((line) => !wanted.some((one) => line.startsWith(`${one}:`)))]).toEqual([true, []]);
      else expect(named.map((line) => line.slice(0, line.lastIndexOf(':')))).toEqual(wanted);
    }
  }, 180_000);

  it('says of a chain without anchors that a cut tail would not be found', async () => {
    const lines: string[] = [];
    await verifyChains({ ...sealing, anchorFolder: null }, (chain) => lines.push(chainText(chain)));
    expect(lines.filter((line) => !line.includes(', not anchored: a cut tail would not be found: '))).toEqual([]);
  });
});

/** The damages that were named, without their explanation, by the chain they stand under. */
function byChain(lines: readonly string[]): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  let named: string[] = [];
  for (const line of lines) {
    if (line.startsWith('  ')) named.push(line.trim());
    else found.set(line.slice(0, line.indexOf(':')), (named = []));
  }
  return found;
}
