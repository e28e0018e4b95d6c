import { ok } from '@spindle/kernel';
import type { GraphQLError } from 'graphql';
import { openDatabase } from '../data-source';
import { alpha, NoteEntity } from '../fixture/definitions';
import { allNotes, someone, writeNote } from '../fixture/notes';
import { newId } from '../new-id';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import type { Database } from './database';
import { onStatement, type StatementPurpose } from './sql-channel';
import { statement } from './statement';

let place: TestDatabase;
let database: Database;

beforeAll(async () => {
  place = await createTestDatabase([alpha]);
  database = place.databases['alpha'] as Database;
});
afterAll(() => place.drop());

async function purposesOf(work: () => Promise<unknown>): Promise<StatementPurpose[]> {
  const purposes: StatementPurpose[] = [];
  const stop = onStatement(({ purpose }) => purposes.push(purpose));
  await work().finally(stop);
  return purposes;
}

describe('isolation', () => {
  it('shows 200 interleaved requests of two practices only their own rows, through the same few connections', async () => {
    const viewers = [someone(), someone()];
    for (const viewer of viewers) await database.session(viewer).transaction(writeNote(viewer, 'mine'));
    const seen = await Promise.all(Array.from({ length: 200 }, async (_, index) => {
      const viewer = viewers[index % 2] as typeof viewers[0];
      const session = database.session(viewer);
      const notes = index % 5 === 0 ? (await session.transaction(async ({ sql }) => ok(await allNotes(sql)))) : ok(await allNotes(session));
      await session.end();
      return notes.ok && notes.value.length === 1 && notes.value[0]?.practice_id === viewer?.practiceId;
    }));
    expect(seen).toEqual(Array(200).fill(true));
  });

  it('shows nothing on a connection without a practice', async () => {
    const viewer = someone();
    await database.session(viewer).transaction(writeNote(viewer, 'mine'));
    const answers = await Promise.all(Array.from({ length: 20 }, () => database.dataSource.query('SELECT count(*)::int AS count FROM alpha.note')));
    expect(answers).toEqual(Array(20).fill([{ count: 0 }]));
  });

  it("refuses to write another practice's row", async () => {
    const viewer = someone();
    await expect(database.session(viewer).transaction(writeNote(someone(), 'theirs'))).rejects.toMatchObject({ code: '42501' });
  });

  it('refuses a statement behind the end of its transaction', async () => {
    const escaped = await database.session(someone()).transaction(async ({ sql, manager }) => ok({ sql, manager }));
    if (!escaped.ok) throw new Error('refused');
    await expect(allNotes(escaped.value.sql)).rejects.toThrow('after its transaction had ended');
    await expect(escaped.value.manager.find(NoteEntity)).rejects.toThrow('released');
  });
});

describe('what a request sends', () => {
  it('opens and commits once around all its reads', async () => {
    const session = database.session(someone());
    const purposes = await purposesOf(async () => {
      await Promise.all([allNotes(session), allNotes(session)]);
      await allNotes(session);
      await session.end();
    });
    expect(purposes).toEqual(['OPEN', 'DOMAIN', 'DOMAIN', 'DOMAIN', 'COMMIT']);
  });

  it('sends nothing when nothing is read', async () => {
    expect(await purposesOf(() => database.session(someone()).end())).toEqual([]);
  });

  it('sends the opening and the first statement in one write', async () => {
    const lease = await database.lease();
    await lease.release('USABLE');
    const { stream } = (lease.client as unknown as { connection: { stream: { _writev?: unknown; bytesWritten: number } } }).connection;
    const handle = (stream as unknown as { _handle: { writev: (...parts: unknown[]) => number } })._handle;
    const writes = jest.spyOn(handle, 'writev');
    const single = jest.spyOn(handle as never, 'writeUtf8String' as never);
    const buffers = jest.spyOn(handle as never, 'writeBuffer' as never);
    const session = database.session(someone());
    await allNotes(session);
    expect(writes.mock.calls.length + single.mock.calls.length + buffers.mock.calls.length).toBe(1);
    jest.restoreAllMocks();
    await session.end();
  });

  it('cannot write in a reading transaction', async () => {
    const session = database.session(someone());
    await expect(session.count(statement('UPDATE alpha.note SET body = body'), [])).rejects.toMatchObject({ code: '25006' });
    await session.end();
  });
});

describe('a change', () => {
  it('leaves nothing when it throws, when it is refused, and when it swallows an error', async () => {
    const viewer = someone();
    const session = database.session(viewer);
    await expect(session.transaction(async (transaction) => { await writeNote(viewer, 'x')(transaction); throw new Error('bug'); })).rejects.toThrow('bug');
    expect((await session.transaction(writeNote(viewer, ''))).ok).toBe(false);
    await expect(session.transaction(async (transaction) => {
      await writeNote(viewer, 'x')(transaction);
      await transaction.sql.rows(statement('SELECT 1/0'), []).catch(() => undefined);
      return ok(null);
    })).rejects.toThrow('current transaction is aborted');
    await expect(session.transaction(async ({ sql }) => ok(await sql.rows(statement('SELECT 1/0'), []).catch(() => undefined)))).rejects.toThrow('The transaction was undone');
    expect(await allNotes(session)).toEqual([]);
    await session.end();
  });

  it("keeps TypeORM's manager inside its transaction", async () => {
    const viewer = someone();
    const note = (body: string) => ({ practiceId: viewer.practiceId, id: newId(), body, cents: 9_007_199_254_740_993n, day: '2026-03-29', writtenAt: new Date() });
    await database.session(viewer).transaction(async ({ manager }) => {
      await manager.save(NoteEntity, [note('a'), note('b')]);
      await manager.transaction((inner) => inner.save(NoteEntity, note('c')));
      return { ok: false, error: 'no' };
    });
    const kept = note('d');
    const session = database.session(viewer);
    const read = await session.transaction(async ({ manager }) => {
      await manager.save(NoteEntity, kept);
      return ok(await manager.find(NoteEntity));
    });
    expect(read).toEqual({ ok: true, value: [kept] });
  });
});

describe('a request with changes', () => {
  it('needs one connection, with reads before and after them', async () => {
    const narrow = await openDatabase(alpha, { ...place, poolSize: 1, waitMs: 20_000 });
    const done = await Promise.all(Array.from({ length: 20 }, async () => {
      const viewer = someone();
      const session = narrow.session(viewer);
      await allNotes(session);
      await session.transaction(writeNote(viewer, 'x'));
      const notes = await allNotes(session);
      await session.end();
      return notes.length;
    }));
    expect(done).toEqual(Array(20).fill(1));
    await narrow.close();
  });
});

describe('overload', () => {
  it('is refused within the wait, and passes', async () => {
    const narrow = await openDatabase(alpha, { ...place, poolSize: 1, waitMs: 1_000 });
    const holder = narrow.session(someone());
    await allNotes(holder);
    const codes = await Promise.all([1, 2, 3].map(async () => {
      const session = narrow.session(someone());
      const code = await allNotes(session).catch((error: GraphQLError) => error.extensions['code']);
      await session.end();
      return code;
    }));
    expect(codes).toEqual(['OVERLOADED', 'OVERLOADED', 'OVERLOADED']);
    await holder.end();
    const session = narrow.session(someone());
    expect(await allNotes(session)).toEqual([]);
    await session.end();
    await narrow.close();
  });

  it('is told to whoever waits too long for somebody else\'s change, which leaves nothing, and passes', async () => {
    const viewer = someone();
    const [session, rival] = [database.session(viewer), database.session(viewer)];
    const noteId = newId();
    await session.transaction(writeNote(viewer, 'mine', noteId));
    const change = statement('UPDATE alpha.note SET body = $2 WHERE practice_id = $1');
    const [held, release] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()];
    const holding = session.transaction(async ({ sql }) => {
      await sql.count(change, [viewer.practiceId, 'first']);
      held.resolve(null);
      return ok(await release.promise);
    });
    await held.promise;
    const late = () => rival.transaction(async (transaction) => {
      await writeNote(viewer, 'half')(transaction);
      return ok(await transaction.sql.count(change, [viewer.practiceId, 'second']));
    });
    await expect(late()).rejects.toMatchObject({ extensions: { code: 'OVERLOADED' } });
    release.resolve(null);
    await holding;
    expect((await allNotes(rival)).map(({ body }) => body)).toEqual(['first']);
    expect(await rival.transaction(async ({ sql }) => ok(await sql.count(change, [viewer.practiceId, 'second'])))).toEqual(ok(1));
    await Promise.all([session.end(), rival.end()]);
  }, 30_000);

  it('is told to whoever asks for what takes too long: it is stopped, nothing of it is kept, and the next is served', async () => {
    const viewer = someone();
    const session = database.session(viewer);
    const endless = session.transaction(async (transaction) => {
      await writeNote(viewer, 'half')(transaction);
      await transaction.sql.rows(statement(`SELECT set_config('statement_timeout', '50ms', true)`), []);
      return ok(await transaction.sql.rows(statement('SELECT pg_sleep(600)'), []));
    });
    await expect(endless).rejects.toMatchObject({ message: expect.stringContaining('Nothing was changed'), extensions: { code: 'OVERLOADED' } });
    expect(await allNotes(session)).toEqual([]);
    await session.end();
  });

  it('is refused at once when the queue is longer than can come through', async () => {
    const narrow = await openDatabase(alpha, { ...place, poolSize: 1, waitMs: 20_000 });
    const holder = narrow.session(someone());
    await allNotes(holder);
    const read = async (): Promise<string> => {
      const session = narrow.session(someone());
      const answer = await allNotes(session).then(() => 'READ', (error: GraphQLError) => String(error.extensions['code']));
      await session.end();
      return answer;
    };
    const queued = Array.from({ length: 100 }, read);
    expect(await read()).toBe('OVERLOADED');
    await holder.end();
    expect(await Promise.all(queued)).toEqual(Array(100).fill('READ'));
    await narrow.close();
  });
});
