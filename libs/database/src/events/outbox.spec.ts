import { ok } from '@spindle/kernel';
import { SUBSCRIBERS } from '@spindle/subgraph';
import { alpha, beta } from '../fixture/definitions';
import { applyInBeta, effectsIn, memoryLogger, withAdmin } from '../fixture/effects';
import { someone } from '../fixture/notes';
import { newId } from '../new-id';
import type { Database } from '../practice/database';
import { onStatement } from '../practice/sql-channel';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import type { NewEvent } from './outbox';
import { startRelay } from './relay';

let place: TestDatabase;
let tells: Database;
beforeAll(async () => {
  place = await createTestDatabase([alpha, beta]);
  tells = place.databases['alpha'] as Database;
});
afterAll(() => place.drop());

const practice = someone().practiceId;
const registered = (patientId: string): NewEvent => ({ type: 'PatientRegistered', aggregateId: patientId, payload: { patientId } });
const addAll = (events: readonly NewEvent[]): Promise<unknown> => tells.session(someone(practice)).transaction(async ({ outbox }) => ok(await outbox.addAll(events)));
const add = (patientId: string): Promise<unknown> => tells.session(someone(practice)).transaction(async ({ outbox }) => ok(await outbox.add('PatientRegistered', patientId, { patientId })));

interface Delivery { readonly aggregate: string; readonly subscriber: string; readonly sequence: number; readonly type: string; readonly payload: object }
const deliveriesOf = (ids: readonly string[]): Promise<Delivery[]> => withAdmin(place.adminUrl, async (client) => (await client.query<Delivery>(`SELECT e.aggregate_id AS aggregate, d.subscriber, d.sequence::int, e.type, e.payload
  FROM alpha.outbox_event e JOIN alpha.outbox_delivery d ON d.practice_id = e.practice_id AND d.event_id = e.id WHERE e.aggregate_id = ANY($1) ORDER BY 1, 2, 3`, [ids])).rows);

it('writes many events of different aggregates in one statement, each once and to each of its subscribers', async () => {
  const ids = Array.from({ length: 50 }, () => newId()).sort();
  let statements = 0;
  const stop = onStatement(({ purpose }) => void (statements += purpose === 'DOMAIN' ? 1 : 0));
  await addAll(ids.toReversed().map(registered)).finally(stop);
  expect(statements).toBe(1);
  expect(await deliveriesOf(ids)).toEqual(ids.flatMap((id) => [...SUBSCRIBERS.PatientRegistered].sort().map((subscriber) => ({ aggregate: id, subscriber, sequence: 1, type: 'PatientRegistered', payload: { patientId: id } }))));
});

it('counts each aggregate on, beside events that are written one by one, without a gap', async () => {
  const [one, other] = [newId(), newId()];
  await add(one);
  await addAll([registered(one), registered(other)]);
  await add(one);
  await addAll([registered(other), registered(one)]);
  const sequences = (id: string, deliveries: readonly Delivery[]): number[] => deliveries.filter(({ aggregate, subscriber }) => aggregate === id && subscriber === 'billing').map(({ sequence }) => sequence);
  const deliveries = await deliveriesOf([one, other]);
  expect([sequences(one, deliveries), sequences(other, deliveries)]).toEqual([[1, 2, 3, 4], [1, 2]]);
});

it('refuses two events of one aggregate, whose order would be lost, and leaves nothing; of none it sends nothing', async () => {
  const [one, other] = [newId(), newId()];
  await expect(addAll([registered(one), registered(other), registered(one)])).rejects.toThrow('their order would be lost');
  expect(await deliveriesOf([one, other])).toEqual([]);
  let statements = 0;
  const stop = onStatement(({ purpose }) => void (statements += purpose === 'DOMAIN' ? 1 : 0));
  await addAll([]).finally(stop);
  expect(statements).toBe(0);
});

it('leaves nothing of a change that is undone', async () => {
  const id = newId();
  await tells.session(someone(practice)).transaction(async ({ outbox }) => {
    await outbox.addAll([registered(id)]);
    return { ok: false, error: 'undone' };
  });
  expect(await deliveriesOf([id])).toEqual([]);
});

it('many who write the same aggregates in different orders wait for each other and never in a circle; all arrives, in order', async () => {
  const ids = Array.from({ length: 6 }, () => newId());
  const rounds = Array.from({ length: 24 }, (_none, round) => [...ids.slice(round % 6), ...ids.slice(0, round % 6)]);
  await Promise.all(rounds.map((order) => addAll(order.map(registered))));
  const billing = (await deliveriesOf(ids)).filter(({ subscriber }) => subscriber === 'billing');
  for (const id of ids) expect(billing.filter(({ aggregate }) => aggregate === id).map(({ sequence }) => sequence)).toEqual(rounds.map((_order, round) => round + 1));
  const relay = await startRelay({ ...place, schema: 'alpha', logger: memoryLogger(), deliver: (subscriber, event) => (subscriber === 'billing' ? applyInBeta(place.databases['beta'] as Database, event) : Promise.resolve('APPLIED')) });
  await relay.drained().finally(() => relay.stop());
  const effects = await effectsIn(place.adminUrl);
  for (const id of ids) expect(effects[id]).toEqual(rounds.map((_order, round) => round + 1));
}, 30_000);
