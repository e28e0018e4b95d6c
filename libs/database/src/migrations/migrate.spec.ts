import type { MigrationInterface, QueryRunner } from 'typeorm';
import { alpha, beta } from '../fixture/definitions';
import { withAdmin } from '../fixture/effects';
import { someone, writeNote } from '../fixture/notes';
import type { SchemaDefinition } from '../schema-definition';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { forEachPractice } from './for-each-practice';
import { migrate, schemaDrift } from './migrate';

let place: TestDatabase;
beforeEach(async () => void (place = await createTestDatabase([alpha, beta])));
afterEach(() => place.drop());

function migration(name: string, up: (runner: QueryRunner) => Promise<unknown>): SchemaDefinition {
  const made = class implements MigrationInterface {
    readonly name = name;
    up = async (runner: QueryRunner): Promise<void> => void (await up(runner));
    down = async (): Promise<void> => undefined;
  };
  return { ...alpha, migrations: [...alpha.migrations, made] };
}

const SHOUT = "UPDATE alpha.note SET body = upper(body)";

async function populate(): Promise<void> {
  for (const body of ['a', 'b', 'c']) {
    const viewer = someone();
    await place.databases['alpha']?.session(viewer).transaction(writeNote(viewer, body));
  }
}

const bodies = (): Promise<unknown> => withAdmin(place.adminUrl, async (admin) => (await admin.query<{ body: string }>('SELECT body FROM alpha.note ORDER BY body')).rows.map(({ body }) => body));

it('runs what has not run yet, once, though three start at the same time', async () => {
  const later = migration('Later1700000000009', (runner) => runner.query('CREATE TABLE alpha.later (practice_id uuid PRIMARY KEY)'));
  const ran = await Promise.all([migrate(later, place), migrate(later, place), migrate(later, place)]);
  expect(ran.map((each) => each.ran).sort()).toEqual([[], [], ['Later1700000000009']]);
});

it('changes the rows of every practice of a populated table as the owner, under forced row-level security', async () => {
  await populate();
  await migrate(migration('Plain1700000000008', (runner) => runner.query(SHOUT)), place);
  expect(await bodies()).toEqual(['a', 'b', 'c']);
  await migrate(migration('Shout1700000000009', (runner) => forEachPractice(runner, 'alpha.note', async () => void (await runner.query(SHOUT)))), place);
  expect(await bodies()).toEqual(['A', 'B', 'C']);
});

it('undoes a migration that fails, whole', async () => {
  await populate();
  const failing = migration('Bad1700000000009', async (runner) => {
    await runner.query('ALTER TABLE alpha.note ADD extra text');
    await runner.query('SELECT 1/0');
  });
  await expect(migrate(failing, place)).rejects.toThrow('division by zero');
  expect(await schemaDrift(alpha, place)).toEqual([]);
  expect((await migrate(alpha, place)).ran).toEqual([]);
});

it('gives up on a lock that a long transaction holds, instead of stopping everybody behind it', async () => {
  const blocked = migration('Blocked1700000000009', (runner) => runner.query("SET LOCAL lock_timeout = '100ms'").then(() => runner.query('ALTER TABLE alpha.note ADD extra text')));
  const timeout = migration('Limit1700000000009', async (runner) => {
    const [row] = (await runner.query(`SELECT current_setting('lock_timeout') AS value`)) as { value: string }[];
    throw new Error(`limit ${row?.value}`);
  });
  await withAdmin(place.adminUrl, async (holder) => {
    await holder.query('BEGIN; LOCK TABLE alpha.note IN ACCESS SHARE MODE');
    await expect(migrate(blocked, place)).rejects.toMatchObject({ code: '55P03' });
    await expect(migrate(timeout, place)).rejects.toThrow('limit 5s');
  });
});

it('finds no drift where entities and migrations agree, and names what differs', async () => {
  expect(await schemaDrift(alpha, place)).toEqual([]);
  await withAdmin(place.adminUrl, (admin) => admin.query('ALTER TABLE alpha.note ALTER body DROP NOT NULL'));
  expect(await schemaDrift(alpha, place)).toEqual([expect.stringContaining('"body" SET NOT NULL')]);
});
