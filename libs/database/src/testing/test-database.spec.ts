import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../fixture/child';
import { openDatabase, type DatabasePlace } from '../data-source';
import { alpha } from '../fixture/definitions';
import { allNotes, someone, writeNote } from '../fixture/notes';
import { readRecord } from '../server/server-record';
import { createTestDatabase } from './test-database';
import { startTestServer } from './test-server';

/** The throw-away servers whose supervisor is the given process. */
async function foldersOf(pid: number | undefined): Promise<string[]> {
  const places = (await readdir(tmpdir())).filter((name) => name.startsWith('spindle-test-'));
  const records = await Promise.all(places.map(async (place) => ({ place, record: await readRecord(join(tmpdir(), place, 'data')).catch(() => null) })));
  return records.filter(({ record }) => record?.supervisor?.pid === pid).map(({ place }) => place);
}

it('gives each its own rows', async () => {
  const [one, other] = await Promise.all([createTestDatabase([alpha]), createTestDatabase([alpha])]);
  const viewer = someone();
  await one.databases['alpha']?.session(viewer).transaction(writeNote(viewer, 'x'));
  for (const [place, count] of [[one, 1], [other, 0]] as const) {
    const session = place.databases['alpha']?.session(viewer);
    expect(session && (await allNotes(session))).toHaveLength(count);
    await session?.end();
    await place.drop();
  }
});

it('fills once what every clone of that name begins with', async () => {
  const viewer = someone();
  let filled = 0;
  const filling = {
    name: 'one_note',
    fill: async (place: DatabasePlace) => {
      filled += 1;
      const database = await openDatabase(alpha, place);
      await database.session(viewer).transaction(writeNote(viewer, 'x'));
      await database.close();
    },
  };
  const clones = await Promise.all([createTestDatabase([alpha], filling), createTestDatabase([alpha], filling), createTestDatabase([alpha])]);
  const counts = await Promise.all(clones.map(async ({ databases }) => {
    const session = databases['alpha']?.session(viewer);
    const notes = session && (await allNotes(session));
    await session?.end();
    return notes?.length;
  }));
  await Promise.all(clones.map((clone) => clone.drop()));
  expect([counts, filled]).toEqual([[1, 1, 0], 1]);
});

it('clears away the server of a run that was killed', async () => {
  const killed = startChild('server-process.ts', {});
  await killed.line('ready');
  expect(await foldersOf(killed.process.pid)).toHaveLength(1);
  killed.process.kill('SIGKILL');
  await once(killed.process, 'exit');
  const server = await startTestServer();
  await server.stop();
  expect(await foldersOf(killed.process.pid)).toEqual([]);
}, 30_000);
