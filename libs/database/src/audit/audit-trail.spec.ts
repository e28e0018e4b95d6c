import { err, ok } from '@spindle/kernel';
import type { Viewer } from '@spindle/subgraph';
import { applyOnce } from '../events/inbox';
import { alpha, beta } from '../fixture/definitions';
import { withAdmin } from '../fixture/effects';
import { allNotes, someone, writeNote } from '../fixture/notes';
import { newId } from '../new-id';
import type { Database } from '../practice/database';
import { onStatement, type StatementPurpose } from '../practice/sql-channel';
import { statement } from '../practice/statement';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';

let place: TestDatabase;
let database: Database;

beforeAll(async () => {
  place = await createTestDatabase([alpha, beta]);
  database = place.databases['alpha'] as Database;
});
afterAll(() => place.drop());

interface Row { readonly patient_id: string | null; readonly field_classes: string[]; readonly action: string; readonly outcome: string; readonly purpose: string; readonly operation: string | null; readonly request_id: string; readonly break_glass_grant_id: string | null }

function eventsOf(viewer: Viewer, schema = 'alpha'): Promise<Row[]> {
  return withAdmin(place.adminUrl, async (admin) => (await admin.query<Row>(
    `SELECT patient_id, field_classes, action, outcome, purpose, operation, request_id, break_glass_grant_id FROM ${schema}.audit_event WHERE practice_id = $1 ORDER BY transaction_id, id`, [viewer.practiceId])).rows);
}

async function purposesOf(work: () => Promise<unknown>): Promise<StatementPurpose[]> {
  const purposes: StatementPurpose[] = [];
  const stop = onStatement(({ purpose }) => purposes.push(purpose));
  await work().finally(stop);
  return purposes;
}

const request = (body: string) => ({ operation: 'writeNote', input: { idempotencyKey: newId(), body } });

describe('a request that reads health data', () => {
  it('leaves one row per patient, all in one statement of its reading transaction', async () => {
    const viewer = someone();
    const [one, two] = [newId(), newId()];
    const session = database.session(viewer, { requestId: 'request-1', operation: 'DaySheet' });
    const purposes = await purposesOf(async () => {
      await allNotes(session);
      for (const id of [one, two, one]) session.trail.read(id, ['NOTE']);
      session.trail.read(one, ['IDENTITY', 'NOTE']);
      await session.end();
    });
    expect(purposes).toEqual(['OPEN', 'DOMAIN', 'SAVEPOINT', 'AUDIT', 'COMMIT']);
    const told = { action: 'READ', outcome: 'ALLOWED', purpose: 'OPERATIONS', operation: 'DaySheet', request_id: 'request-1', break_glass_grant_id: null };
    expect(await eventsOf(viewer)).toEqual([{ ...told, patient_id: one, field_classes: ['IDENTITY', 'NOTE'] }, { ...told, patient_id: two, field_classes: ['NOTE'] }]);
  });

  it('leaves none when it read nobody', async () => {
    const viewer = someone();
    const session = database.session(viewer);
    expect(await purposesOf(async () => { await allNotes(session); await session.end(); })).toEqual(['OPEN', 'DOMAIN', 'COMMIT']);
    expect(await eventsOf(viewer)).toEqual([]);
  });

  it('leaves a row of what was refused, with no patient, though nothing was read', async () => {
    const viewer = someone();
    const session = database.session(viewer);
    session.trail.refused(['NOTE', 'CLINICAL']);
    await session.end();
    expect(await eventsOf(viewer)).toMatchObject([{ patient_id: null, field_classes: ['CLINICAL', 'NOTE'], action: 'READ', outcome: 'DENIED' }]);
  });

  it('is recorded though one of its reads failed', async () => {
    const viewer = someone();
    const session = database.session(viewer);
    session.trail.read(newId(), ['NOTE']);
    await expect(session.rows(statement('SELECT 1/0'), [])).rejects.toThrow('division');
    await session.end();
    expect(await eventsOf(viewer)).toHaveLength(1);
  });

  it.each([['PRACTITIONER', 'TREATMENT'], ['BILLER', 'PAYMENT'], ['SERVICE', 'OPERATIONS'], ['PATIENT', 'PATIENT_REQUEST'], ['PUBLIC', 'PUBLIC']] as const)('of a %s has the purpose %s', async (role, purpose) => {
    const viewer = { ...someone(), roles: [role] };
    const session = database.session(viewer);
    session.trail.read(newId(), ['NOTE']);
    await session.end();
    expect(await eventsOf(viewer)).toMatchObject([{ purpose }]);
  });

  it("under break-glass carries the grant on that patient's row alone", async () => {
    const breakGlass = { grantId: newId<'BreakGlassGrant'>(), patientId: newId<'Patient'>() };
    const viewer = { ...someone(), breakGlass };
    const session = database.session(viewer);
    for (const id of [breakGlass.patientId, newId()]) session.trail.read(id, ['NOTE']);
    await session.end();
    expect(await eventsOf(viewer)).toMatchObject([{ purpose: 'BREAK_GLASS', break_glass_grant_id: breakGlass.grantId }, { purpose: 'OPERATIONS', break_glass_grant_id: null }]);
  });
});

describe('a change', () => {
  it('is recorded in its own transaction, and what it read back in that of the reads', async () => {
    const viewer = someone();
    const session = database.session(viewer);
    const id = newId();
    const purposes = await purposesOf(async () => {
      await session.mutate(request('kept'), writeNote(viewer, 'kept', id));
      await allNotes(session);
      session.trail.read(id, ['NOTE']);
      await session.end();
    });
    expect(purposes.filter((purpose) => purpose === 'AUDIT' || purpose === 'COMMIT')).toEqual(['AUDIT', 'COMMIT', 'AUDIT', 'COMMIT']);
    expect(await eventsOf(viewer)).toMatchObject([{ patient_id: id, action: 'WRITE', operation: 'writeNote', field_classes: ['NOTE'] }, { patient_id: id, action: 'READ', operation: null }]);
  });

  it('that a rule refuses is a look at the record it named', async () => {
    const viewer = someone();
    const id = newId();
    await database.session(viewer).mutate(request(''), writeNote(viewer, '', id));
    expect(await eventsOf(viewer)).toMatchObject([{ patient_id: id, action: 'READ', outcome: 'ALLOWED', field_classes: ['NOTE'] }]);
  });

  it('that is refused before it named anybody leaves a row all the same', async () => {
    const viewer = someone();
    await database.session(viewer).mutate(request('x'), async () => err({ kind: 'NoError' as const, message: 'No.' }));
    expect(await eventsOf(viewer)).toMatchObject([{ patient_id: null, action: 'READ', field_classes: [] }]);
  });

  it('answered again from its key is a look at the same record', async () => {
    const viewer = someone();
    const [copy, id] = [request('once'), newId()];
    for (let sent = 0; sent < 2; sent++) await database.session(viewer).mutate(copy, writeNote(viewer, 'once', id));
    expect(await eventsOf(viewer)).toMatchObject([{ patient_id: id, action: 'WRITE' }, { patient_id: id, action: 'READ', field_classes: ['NOTE'] }]);
  });

  it('that never said whose record it changed is not kept, nor its key', async () => {
    const viewer = someone();
    const [copy, session] = [request('silent'), database.session(viewer)];
    const silent = session.mutate(copy, async (transaction) => writeNote(viewer, 'silent')({ ...transaction, audit: { changed: () => undefined } }));
    await expect(silent).rejects.toThrow('writeNote never said whose record it changed');
    expect(await allNotes(session)).toEqual([]);
    await session.end();
    expect((await database.session(viewer).mutate(copy, async ({ audit }) => ok(audit.changed(null, 'REFERENCE')))).ok).toBe(true);
    expect(await eventsOf(viewer)).toMatchObject([{ patient_id: null, action: 'WRITE', field_classes: ['REFERENCE'] }]);
  });

  it('by an event is recorded once, under the event, in nobody\'s name', async () => {
    const viewer = someone();
    const event = { id: newId<'Event'>(), type: 'PatientRegistered', version: 1, practiceId: viewer.practiceId, source: 'alpha', aggregateId: newId(), sequence: 1, occurredAt: '2026-03-29T10:00:00Z', payload: { patientId: newId() } } as const;
    for (let delivered = 0; delivered < 2; delivered++) await applyOnce(place.databases['beta'] as Database, event, async ({ audit }) => audit.changed(event.aggregateId, 'SCHEDULE'));
    expect(await eventsOf(viewer, 'beta')).toMatchObject([{ patient_id: event.aggregateId, action: 'WRITE', operation: 'PatientRegistered', request_id: event.id }]);
  });

  it('that throws, or that a plain transaction refuses, leaves nothing', async () => {
    const viewer = someone();
    await expect(database.session(viewer).transaction(async ({ audit }) => { audit.changed(newId(), 'NOTE'); throw new Error('bug'); })).rejects.toThrow('bug');
    await database.session(viewer).transaction(writeNote(viewer, ''));
    expect(await eventsOf(viewer)).toEqual([]);
  });
});

describe('where the trail cannot be written', () => {
  const withoutRight = async (work: () => Promise<void>): Promise<void> => withAdmin(place.adminUrl, async (admin) => {
    await admin.query('REVOKE INSERT (practice_id) ON alpha.audit_event FROM alpha_service');
    await work().finally(() => admin.query('GRANT INSERT (practice_id) ON alpha.audit_event TO alpha_service'));
  });

  it('a read fails at its end', async () => withoutRight(async () => {
    const session = database.session(someone());
    await allNotes(session);
    session.trail.read(newId(), ['NOTE']);
    await expect(session.end()).rejects.toMatchObject({ code: '42501' });
  }));

  it('a change is not kept', async () => {
    const viewer = someone();
    await withoutRight(async () => { await expect(database.session(viewer).mutate(request('x'), writeNote(viewer, 'x'))).rejects.toMatchObject({ code: '42501' }); });
    const session = database.session(viewer);
    expect(await allNotes(session)).toEqual([]);
    await session.end();
  });
});

describe('the rows', () => {
  it.each(['service', 'owner', 'worker', 'auditor'])('are neither changed nor deleted by the %s', async (purpose) => {
    const viewer = someone();
    const session = database.session(viewer);
    session.trail.read(newId(), ['NOTE']);
    await session.end();
    await withAdmin(place.adminUrl, async (admin) => {
      await admin.query(`SET ROLE alpha_${purpose}`);
      await admin.query(`SELECT set_config('app.practice_id', $1, false)`, [viewer.practiceId]);
      for (const attack of ['UPDATE alpha.audit_event SET purpose = \'TREATMENT\'', 'DELETE FROM alpha.audit_event', 'TRUNCATE alpha.audit_event', 'DELETE FROM alpha.audit_seal']) {
        await expect(admin.query(attack)).rejects.toMatchObject({ code: '42501' });
      }
    });
    expect(await eventsOf(viewer)).toHaveLength(1);
  });

  it('cannot be read, dated or numbered by the service', async () => {
    await withAdmin(place.adminUrl, async (admin) => {
      await admin.query('SET ROLE alpha_service');
      for (const attack of ['SELECT * FROM alpha.audit_event', 'INSERT INTO alpha.audit_event (recorded_at) VALUES (now())', 'INSERT INTO alpha.audit_event (transaction_id) VALUES (\'1\')']) {
        await expect(admin.query(attack)).rejects.toMatchObject({ code: '42501' });
      }
    });
  });
});
