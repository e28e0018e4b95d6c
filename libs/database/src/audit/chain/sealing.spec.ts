import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendFileSync } from 'node:fs';
import { soleKey, type Viewer } from '@spindle/subgraph';
import { startChild } from '../../fixture/child';
import { alpha } from '../../fixture/definitions';
import { memoryLogger, withAdmin } from '../../fixture/effects';
import { someone } from '../../fixture/notes';
import { newId } from '../../new-id';
import type { Database } from '../../practice/database';
import { waitUntil } from '../../server/condition';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database';
import { AnchorLog } from './anchor-log';
import { startSealer, type Sealer } from './sealer';
import { verifySchema, type ChainReport } from './verify-schema';

const keys = soleKey(new Uint8Array(32).fill(7));
const SEED = 20_261_127;

let place: TestDatabase;
let folder: string;
let anchors: AnchorLog;
let sealer: Sealer;
const logger = memoryLogger();

const sealerOf = (sealEveryMs = 600_000): Promise<Sealer> => startSealer({ ...place, schema: 'alpha', keys, anchorFolder: folder, logger, sealEveryMs });

beforeAll(async () => {
  place = await createTestDatabase([alpha]);
  folder = await mkdtemp(join(tmpdir(), 'spindle-anchors-'));
  anchors = new AnchorLog(folder, 'alpha');
  sealer = await sealerOf();
});
afterAll(async () => {
  await sealer.stop();
  await place.drop();
  await rm(folder, { recursive: true });
});

/** So many requests, each of which read three patients. */
async function read(viewer: Viewer, requests: number): Promise<void> {
  for (let sent = 0; sent < requests; sent++) {
    const session = (place.databases['alpha'] as Database).session(viewer);
    for (let patient = 0; patient < 3; patient++) session.trail.read(newId(), ['NOTE', 'CLINICAL']);
    await session.end();
  }
}

async function verify(practiceId?: string): Promise<ChainReport[]> {
  const reports: ChainReport[] = [];
  await verifySchema({ ...place, schema: 'alpha', keys, anchorFolder: folder }, (report) => reports.push(report));
  return practiceId ? reports.filter((report) => report.practiceId === practiceId) : reports;
}

/** Seals until so many rows of the practice are: transactions of other tests on the same server hold the line back for a moment. */
async function sealTo(viewer: Viewer, length: number, by = sealer): Promise<void> {
  expect(await waitUntil(async () => {
    await by.seal();
    return (await tamper(viewer, 'SELECT FROM alpha.audit_seal WHERE practice_id = $1')).length === length;
  }, 20_000)).toBe(true);
}

/** SQL as the superuser, with the practice as `$1`. */
function tamper<Row extends object>(viewer: Viewer, sql: string, ...values: unknown[]): Promise<Row[]> {
  return withAdmin(place.adminUrl, async (admin) => (await admin.query<Row>(sql, [viewer.practiceId, ...values])).rows);
}

const eventAt = async (viewer: Viewer, position: number): Promise<string> => (await tamper<{ event_id: string }>(viewer, 'SELECT event_id FROM alpha.audit_seal WHERE practice_id = $1 AND position = $2', position))[0]?.event_id ?? '';

/** The same positions in every run. */
function positions(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 1 + (state % below);
  };
}

it('seals each row once, in the order of the transactions, and finds the chain whole', async () => {
  const [one, two] = [someone(), someone()];
  await Promise.all([read(one, 10), read(two, 7)]);
  await sealTo(one, 30);
  await read(one, 3);
  await sealTo(one, 39);
  await sealTo(two, 21);
  expect(await verify(one.practiceId)).toEqual([{ schema: 'alpha', practiceId: one.practiceId, sealed: 39, anchored: 39, damages: [] }]);
  expect(await verify(two.practiceId)).toMatchObject([{ sealed: 21, damages: [] }]);
});

it('leaves what a transaction under way can still come before, and seals it afterwards', async () => {
  const viewer = someone();
  await withAdmin(place.adminUrl, async (late) => {
    await late.query('BEGIN');
    await late.query('SELECT pg_current_xact_id()');
    await read(viewer, 2);
    await sealer.seal();
    expect(await verify(viewer.practiceId)).toEqual([]);
    await late.query('COMMIT');
  });
  await sealTo(viewer, 6);
  expect(await verify(viewer.practiceId)).toMatchObject([{ sealed: 6, damages: [] }]);
});

describe('what is done to the rows behind its back', () => {
  const LENGTH = 60;
  const choose = positions(SEED);
  let viewer: Viewer;
  beforeEach(async () => {
    viewer = someone();
    await read(viewer, LENGTH / 3);
    await sealTo(viewer, LENGTH);
  });

  it.each([1, 2, 3])('an altered row is named (%i)', async () => {
    const position = choose(LENGTH);
    await tamper(viewer, `UPDATE alpha.audit_event SET person_id = $3 WHERE practice_id = $1 AND id = $2`, await eventAt(viewer, position), newId());
    expect(await verify(viewer.practiceId)).toMatchObject([{ damages: [{ kind: 'ALTERED', position, eventId: await eventAt(viewer, position) }] }]);
  });

  it.each([1, 2])('a removed row is named (%i)', async () => {
    const position = choose(LENGTH - 1);
    const eventId = await eventAt(viewer, position);
    await tamper(viewer, 'DELETE FROM alpha.audit_event WHERE practice_id = $1 AND id = $2', eventId);
    expect(await verify(viewer.practiceId)).toMatchObject([{ damages: [{ kind: 'REMOVED', position, eventId }] }]);
    await tamper(viewer, 'DELETE FROM alpha.audit_seal WHERE practice_id = $1 AND event_id = $2', eventId);
    expect(await verify(viewer.practiceId)).toMatchObject([{ damages: [{ kind: 'REMOVED', position, eventId: null }] }]);
    await tamper(viewer, 'UPDATE alpha.audit_seal SET position = position - 1000 WHERE practice_id = $1 AND position > $2', position);
    await tamper(viewer, 'UPDATE alpha.audit_seal SET position = position + 999 WHERE practice_id = $1 AND position < 0');
    expect(await verify(viewer.practiceId)).toMatchObject([{ damages: [{ kind: 'REMOVED', position, eventId: null }] }]);
  });

  it.each([1, 2])('an inserted row is named, sealed or not (%i)', async () => {
    const [position, eventId] = [choose(LENGTH), newId()];
    await tamper(viewer, `INSERT INTO alpha.audit_event (practice_id, id, transaction_id, person_id, roles, field_classes, action, purpose, outcome, request_id)
      SELECT practice_id, $3, transaction_id, person_id, roles, field_classes, action, purpose, outcome, request_id FROM alpha.audit_event WHERE practice_id = $1 AND id = $2`, await eventAt(viewer, position), eventId);
    expect(await verify(viewer.practiceId)).toMatchObject([{ damages: [{ kind: 'INSERTED', position: null, eventId }] }]);
    await tamper(viewer, 'UPDATE alpha.audit_seal SET position = -position WHERE practice_id = $1 AND position > $2', position);
    await tamper(viewer, 'UPDATE alpha.audit_seal SET position = 1 - position WHERE practice_id = $1 AND position < 0');
    await tamper(viewer, `INSERT INTO alpha.audit_seal VALUES ($1, $2 + 1, $3, sha256('guess'))`, position, eventId);
    expect(await verify(viewer.practiceId)).toMatchObject([{ damages: [{ kind: 'INSERTED', position: position + 1, eventId }] }]);
  });

  it.each([1, 2])('rows that changed places are named (%i)', async () => {
    const [one, two] = [choose(LENGTH / 2), LENGTH / 2 + choose(LENGTH / 2)];
    const ids = [await eventAt(viewer, one), await eventAt(viewer, two)];
    await tamper(viewer, `UPDATE alpha.audit_seal SET position = CASE position WHEN $2 THEN -$3::bigint ELSE -$2::bigint END WHERE practice_id = $1 AND position IN ($2, $3)`, one, two);
    await tamper(viewer, 'UPDATE alpha.audit_seal SET position = -position WHERE practice_id = $1 AND position < 0');
    const [{ damages } = { damages: [] }] = await verify(viewer.practiceId);
    expect(damages.map(({ kind, eventId }) => `${kind} ${eventId}`).sort()).toEqual(ids.map((eventId) => `REORDERED ${eventId}`).sort());
  });

  it.each([1, 2])('a cut tail is found, though the head was set back to what it was (%i)', async () => {
    const before = await tamper<{ position: string; hash: Buffer; sealed_below: string; signature: Buffer }>(viewer, 'SELECT position, hash, sealed_below::text, signature FROM alpha.audit_head WHERE practice_id = $1');
    const more = choose(9);
    await read(viewer, more);
    await sealTo(viewer, LENGTH + 3 * more);
    await tamper(viewer, 'DELETE FROM alpha.audit_event e USING alpha.audit_seal s WHERE s.practice_id = $1 AND e.practice_id = $1 AND e.id = s.event_id AND s.position > $2', LENGTH);
    await tamper(viewer, 'DELETE FROM alpha.audit_seal WHERE practice_id = $1 AND position > $2', LENGTH);
    const cut = [{ damages: [{ kind: 'CUT', position: LENGTH + 1, eventId: null }] }];
    expect(await verify(viewer.practiceId)).toMatchObject(cut);
    const [head] = before;
    await tamper(viewer, 'UPDATE alpha.audit_head SET position = $2, hash = $3, sealed_below = $4, signature = $5 WHERE practice_id = $1', head?.position, head?.hash, head?.sealed_below, head?.signature);
    expect(await verify(viewer.practiceId)).toMatchObject(cut);
    await tamper(viewer, 'DELETE FROM alpha.audit_head WHERE practice_id = $1');
    expect(await verify(viewer.practiceId)).toMatchObject(cut);
  });

  it('a damaged chain is not carried on: it is told, and stays as it is', async () => {
    await tamper(viewer, 'UPDATE alpha.audit_head SET position = position + 1 WHERE practice_id = $1');
    await read(viewer, 1);
    const told = `audit chain damaged {"schema":"alpha","practiceId":"${viewer.practiceId}"`;
    expect(await waitUntil(async () => { await sealer.seal(); return logger.lines.some((line) => line.startsWith(told)); }, 20_000)).toBe(true);
    expect(await tamper(viewer, 'SELECT FROM alpha.audit_seal WHERE practice_id = $1')).toHaveLength(LENGTH);
  });
});

it('raises no false alarm while several connections write, two processes seal and the verifier reads', async () => {
  const viewers = [someone(), someone(), someone()];
  const others = [await sealerOf(1), await sealerOf(1)];
  let writing = true;
  const verified = (async () => {
    let rounds = 0;
    for (; writing || rounds < 3; rounds++) {
      for (const viewer of viewers) for (const { damages } of await verify(viewer.practiceId)) expect(damages).toEqual([]);
    }
    return rounds;
  })();
  await Promise.all(Array.from({ length: 9 }, (_, lane) => read(viewers[lane % 3] as Viewer, 60)));
  writing = false;
  expect(await verified).toBeGreaterThan(2);
  for (const other of others) await other.stop();
  for (const viewer of viewers) await sealTo(viewer, 540);
  for (const viewer of viewers) expect(await verify(viewer.practiceId)).toMatchObject([{ sealed: 540, damages: [] }]);
}, 60_000);

it('goes on after a sealer was killed in the middle of it, and after it left a torn line', async () => {
  const viewer = someone();
  const child = startChild('sealer-process.ts', { SEALER_URL: place.url, SEALER_SECRET: place.secret, SEALER_FOLDER: folder });
  await child.line('sealing');
  await read(viewer, 40);
  child.process.kill('SIGKILL');
  appendFileSync(join(folder, 'alpha.anchors'), '{"practice":"torn');
  await read(viewer, 10);
  const next = await sealerOf();
  await sealTo(viewer, 150, next);
  await next.stop();
  expect(await verify(viewer.practiceId)).toMatchObject([{ sealed: 150, damages: [] }]);
  expect((await anchors.read(keys)).get(viewer.practiceId)?.at(-1)).toMatchObject({ position: 150 });
}, 60_000);
