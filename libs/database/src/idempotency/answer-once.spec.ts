import { createHash } from 'node:crypto';
import { ok } from '@spindle/kernel';
import { Client } from 'pg';
import { alpha } from '../fixture/definitions';
import { allNotes, someone, writeNote } from '../fixture/notes';
import { newId } from '../new-id';
import type { Database } from '../practice/database';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { canonicalJson } from './answer-once';

let place: TestDatabase;
let database: Database;

beforeAll(async () => {
  place = await createTestDatabase([alpha]);
  database = place.databases['alpha'] as Database;
});
afterAll(() => place.drop());

const request = (body: string, idempotencyKey: string = newId()) => ({ operation: 'writeNote', input: { idempotencyKey, body } });

it('does the work of 32 concurrent copies once and gives all the same answer', async () => {
  const viewer = someone();
  const copy = request('once');
  const answers = await Promise.all(Array.from({ length: 32 }, () => database.session(viewer).mutate(copy, writeNote(viewer, 'once'))));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  const session = database.session(viewer);
  expect(await allNotes(session)).toHaveLength(1);
  await session.end();
  expect(answers[0]).toMatchObject({ ok: true });
});

it('refuses another input under the same key, and does nothing', async () => {
  const viewer = someone();
  const first = request('first');
  await database.session(viewer).mutate(first, writeNote(viewer, 'first'));
  const work = jest.fn(writeNote(viewer, 'second'));
  const second = await database.session(viewer).mutate(request('second', first.input.idempotencyKey), work);
  expect(second).toMatchObject({ ok: false, error: { kind: 'IdempotencyKeyReusedError' } });
  expect(work).not.toHaveBeenCalled();
});

it('lets another person and another operation use the same key', async () => {
  const [one, other] = [someone(), someone()];
  const copy = request('x');
  expect((await database.session(one).mutate(copy, writeNote(one, 'x'))).ok).toBe(true);
  expect((await database.session({ ...other, practiceId: one.practiceId }).mutate(copy, writeNote(one, 'x'))).ok).toBe(true);
  expect((await database.session(one).mutate({ ...copy, operation: 'copyNote' }, writeNote(one, 'x'))).ok).toBe(true);
  const session = database.session(one);
  expect(await allNotes(session)).toHaveLength(3);
  await session.end();
});

it('keeps a refusal as the answer and undoes what came before it', async () => {
  const viewer = someone();
  const blank = request('');
  const first = await database.session(viewer).mutate(blank, writeNote(viewer, ''));
  const work = jest.fn(writeNote(viewer, ''));
  const session = database.session(viewer);
  expect(await session.mutate(blank, work)).toEqual(first);
  expect(first).toEqual({ ok: false, error: { kind: 'BlankNoteError', message: 'Write something.' } });
  expect(work).not.toHaveBeenCalled();
  expect(await allNotes(session)).toEqual([]);
  await session.end();
});

it('leaves nothing of a throw, not even the key', async () => {
  const viewer = someone();
  const copy = request('again');
  const session = database.session(viewer);
  await expect(session.mutate(copy, async (transaction) => { await writeNote(viewer, 'again')(transaction); throw new Error('bug'); })).rejects.toThrow('bug');
  expect(await allNotes(session)).toEqual([]);
  expect((await session.mutate(copy, writeNote(viewer, 'again'))).ok).toBe(true);
  await session.end();
});

it('survives the loss of its connection before the end: the retry does it once', async () => {
  const viewer = someone();
  const copy = request('lost');
  const admin = new Client({ connectionString: place.adminUrl });
  await admin.connect();
  await expect(database.session(viewer).mutate(copy, async (transaction) => {
    const [row] = await transaction.sql.rows<{ pid: number }>({ name: 'pid', text: 'SELECT pg_backend_pid() AS pid' }, []);
    await writeNote(viewer, 'lost')(transaction);
    await admin.query('SELECT pg_terminate_backend($1, 5000)', [row?.pid]);
    return ok(null);
  })).rejects.toThrow();
  const session = database.session(viewer);
  expect((await session.mutate(copy, writeNote(viewer, 'lost'))).ok).toBe(true);
  expect(await allNotes(session)).toHaveLength(1);
  await session.end();
  await admin.end();
});

it('reads two writings of the same input as one', () => {
  expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe(canonicalJson({ a: 'x', b: [{ c: null, d: 1 }] }));
  expect(canonicalJson({ a: [1, 2] })).not.toBe(canonicalJson({ a: [2, 1] }));
});

it('keeps no hash of an input that could be tried without the key of the installation', async () => {
  const viewer = someone();
  const copy = request('CNRY77441');
  await database.session(viewer).mutate(copy, writeNote(viewer, 'CNRY77441'));
  const admin = new Client({ connectionString: place.adminUrl });
  await admin.connect();
  const { rows: [kept] } = await admin.query<{ input_hash: string }>('SELECT input_hash FROM alpha.idempotent_request WHERE key = $1', [copy.input.idempotencyKey]);
  await admin.end();
  const keyed = [viewer.practiceId, viewer.personId, copy.operation, copy.input.idempotencyKey, copy.input];
  const guesses = [copy.input, keyed].map((guess) => createHash('sha256').update(canonicalJson(guess)).digest('hex'));
  expect(guesses).not.toContain(kept?.input_hash);
  expect(database.dataKeys.fingerprints(canonicalJson(keyed))).toContain(kept?.input_hash);
});
