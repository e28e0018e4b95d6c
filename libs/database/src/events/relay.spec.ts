import { ok, type Id } from '@spindle/kernel';
import type { Viewer } from '@spindle/subgraph';
import { GraphQLError } from 'graphql';
import { alpha, beta } from '../fixture/definitions';
import { applyInBeta, effectsIn, memoryLogger, sequenceTo, withAdmin } from '../fixture/effects';
import { someone } from '../fixture/notes';
import { newId } from '../new-id';
import type { Database } from '../practice/database';
import { waitUntil } from '../server/condition';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { startRelay, SubscriberUnavailableError, type Deliver, type Relay, type RelayOptions } from './relay';
import { sweep } from './sweeper';

let place: TestDatabase;
let tells: Database;
let listens: Database;
const running: Relay[] = [];

beforeEach(async () => {
  place = await createTestDatabase([alpha, beta]);
  tells = place.databases['alpha'] as Database;
  listens = place.databases['beta'] as Database;
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((relay) => relay.stop()));
  await place.drop();
});

async function relay(deliver: Deliver, options: Partial<RelayOptions> = {}): Promise<Relay> {
  const started = await startRelay({ ...place, schema: 'alpha', deliver, logger: memoryLogger(), retryAfterMs: 5, ...options });
  running.push(started);
  return started;
}

async function tell(aggregateId: string, count: number, viewer: Viewer = someone()): Promise<void> {
  for (let sent = 0; sent < count; sent++) {
    await tells.session(viewer).transaction(async ({ outbox }) => ok(await outbox.add('PatientRegistered', aggregateId, { patientId: aggregateId })));
  }
}

/** Two subscribers are told of each event; beta plays billing, the other says yes. */
const toBeta: Deliver = (subscriber, event) => (subscriber === 'billing' ? applyInBeta(listens, event) : Promise.resolve('APPLIED'));

it('delivers what is committed, in order per aggregate, each effect once, though every delivery fails at times and comes twice', async () => {
  const aggregates = Array.from({ length: 12 }, () => newId());
  let count = 0;
  const started = await relay(async (subscriber, event) => {
    count += 1;
    if (count % 3 === 0) throw new Error('chance');
    const receipt = await toBeta(subscriber, event);
    if (count % 5 === 0) throw new Error('the answer was lost');
    if (count % 2 === 0) await toBeta(subscriber, event);
    return receipt;
  }, { maxAttempts: 50 });
  await Promise.all(aggregates.map((aggregate) => tell(aggregate, 8)));
  await started.drained();
  expect(await effectsIn(place.adminUrl)).toEqual(Object.fromEntries(aggregates.map((aggregate) => [aggregate, sequenceTo(8)])));
});

it('keeps the sequence gapless when many transactions tell of one aggregate at once', async () => {
  const aggregate = newId();
  const viewer = someone();
  await Promise.all(Array.from({ length: 20 }, () => tell(aggregate, 1, viewer)));
  const started = await relay(toBeta);
  await started.drained();
  expect(await effectsIn(place.adminUrl)).toEqual({ [aggregate]: sequenceTo(20) });
});

it('parks an event that keeps failing, shows it, stops only its own aggregate, and goes on when told', async () => {
  const [bad, good] = [newId(), newId()];
  let broken = true;
  const started = await relay((subscriber, event) => {
    if (broken && subscriber === 'billing' && event.aggregateId === bad && event.sequence === 2) throw Object.assign(new Error('Ada Lovelace'), { name: 'NoSuchCoverageError' });
    return toBeta(subscriber, event);
  }, { maxAttempts: 3 });
  await Promise.all([tell(bad, 4), tell(good, 4)]);
  await started.drained();
  expect(await effectsIn(place.adminUrl)).toEqual({ [good]: [1, 2, 3, 4], [bad]: [1] });
  const parked = await started.parked();
  expect(parked).toMatchObject([{ aggregateId: bad, sequence: 2, subscriber: 'billing', attempts: 3, failure: 'NoSuchCoverageError', waitingBehind: 2 }]);
  expect(JSON.stringify(parked)).not.toContain('Lovelace');
  broken = false;
  expect(await started.unpark()).toBe(1);
  await started.drained();
  expect((await effectsIn(place.adminUrl))[bad]).toEqual([1, 2, 3, 4]);
});

it('never parks for a subscriber that cannot be reached or hangs, and keeps delivering to the others', async () => {
  const aggregate = newId();
  let attempts = 0;
  const others: number[] = [];
  const started = await relay((subscriber, event) => {
    if (subscriber !== 'billing') { others.push(event.sequence); return Promise.resolve('APPLIED'); }
    attempts += 1;
    if (attempts === 1) return new Promise(() => undefined);
    if (attempts < 4) throw new SubscriberUnavailableError('refused');
    if (attempts < 7) throw new GraphQLError('busy', { extensions: { code: 'OVERLOADED' } });
    return toBeta(subscriber, event);
  }, { maxAttempts: 2, deliverWithinMs: 300 });
  await tell(aggregate, 3);
  expect(await waitUntil(() => others.length === 3, 5_000)).toBe(true);
  expect(attempts).toBe(1);
  await started.drained();
  expect(await started.parked()).toEqual([]);
  expect(await effectsIn(place.adminUrl)).toEqual({ [aggregate]: [1, 2, 3] });
});

it('shares the work between relays without doing any twice at the same time', async () => {
  const aggregates = Array.from({ length: 30 }, () => newId());
  const held = new Set<string>();
  let clashes = 0;
  const careful: Deliver = async (subscriber, event) => {
    const key = `${subscriber} ${event.aggregateId}`;
    if (held.has(key)) clashes += 1;
    held.add(key);
    const receipt = await toBeta(subscriber, event);
    held.delete(key);
    return receipt;
  };
  const relays = await Promise.all([relay(careful), relay(careful), relay(careful)]);
  await Promise.all(aggregates.map((aggregate) => tell(aggregate, 4)));
  await relays[0]?.drained();
  expect(clashes).toBe(0);
  expect(await effectsIn(place.adminUrl)).toEqual(Object.fromEntries(aggregates.map((aggregate) => [aggregate, [1, 2, 3, 4]])));
});

it('passes by what another relay is busy with', async () => {
  const [stuck, free] = [newId(), newId()];
  let taken = 0;
  let letGo = (): void => undefined;
  const holding = new Promise<void>((resolve) => (letGo = resolve));
  const slow: Deliver = async (subscriber, event) => {
    if (subscriber === 'billing' && event.aggregateId === stuck) {
      taken += 1;
      await holding;
    }
    return toBeta(subscriber, event);
  };
  const relays = [await relay(slow), await relay(slow)];
  await tell(stuck, 1);
  expect(await waitUntil(() => taken === 1, 5_000)).toBe(true);
  await tell(free, 3);
  expect(await waitUntil(async () => (await effectsIn(place.adminUrl))[free]?.length === 3, 3_000)).toBe(true);
  letGo();
  await relays[0]?.drained();
  expect(taken).toBe(1);
  expect(await effectsIn(place.adminUrl)).toEqual({ [stuck]: [1], [free]: [1, 2, 3] });
});

it('goes on after every connection of the workers is cut, with each effect once', async () => {
  const aggregates = Array.from({ length: 10 }, () => newId());
  const logger = memoryLogger();
  let cuts = 0;
  const started = await relay(async (subscriber, event) => {
    const receipt = await toBeta(subscriber, event);
    if (cuts < 3 && event.sequence === 2 + cuts) {
      cuts += 1;
      await withAdmin(place.adminUrl, (admin) => admin.query(`SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'alpha_worker'`));
    }
    return receipt;
  }, { logger });
  await Promise.all(aggregates.map((aggregate) => tell(aggregate, 5)));
  expect(await waitUntil(() => started.drained().then(() => true, () => false), 20_000)).toBe(true);
  expect(cuts).toBe(3);
  expect(logger.lines.some((line) => line.startsWith('relay fault'))).toBe(true);
  expect(await effectsIn(place.adminUrl)).toEqual(Object.fromEntries(aggregates.map((aggregate) => [aggregate, sequenceTo(5)])));
});

it('is woken by the notification of the commit: it need not look by itself', async () => {
  const started = await relay(toBeta, { pollMs: 3_600_000 });
  const aggregates = [newId(), newId()];
  for (const aggregate of aggregates) {
    await tell(aggregate, 1);
    await started.drained();
  }
  expect(await effectsIn(place.adminUrl)).toEqual(Object.fromEntries(aggregates.map((aggregate) => [aggregate, [1]])));
});

it('sweeps old answers and events, and goes on counting where it was', async () => {
  const aggregate = newId();
  const viewer = someone();
  const started = await relay(toBeta);
  await tell(aggregate, 2, viewer);
  await tells.session(viewer).mutate({ operation: 'x', input: { idempotencyKey: newId() } }, async ({ audit }) => { audit.changed(null, 'REFERENCE'); return ok(null); });
  await started.drained();
  expect(await sweep({ ...place, schema: 'alpha' })).toEqual({ answers: 0, deliveries: 0, events: 0, receivedEvents: 0 });
  await withAdmin(place.adminUrl, async (admin) => {
    await admin.query(`UPDATE alpha.idempotent_request SET created_at = now() - interval '49 hours'`);
    await admin.query(`UPDATE alpha.outbox_delivery SET delivered_at = now() - interval '31 days'`);
    await admin.query(`UPDATE alpha.outbox_event SET occurred_at = now() - interval '31 days'`);
    await admin.query(`UPDATE beta.inbox_event SET received_at = now() - interval '31 days'`);
  });
  expect(await sweep({ ...place, schema: 'alpha' })).toEqual({ answers: 1, deliveries: 4, events: 2, receivedEvents: 0 });
  expect(await sweep({ ...place, schema: 'beta' })).toMatchObject({ receivedEvents: 2 });
  await tell(aggregate, 1, viewer);
  await started.drained();
  expect((await effectsIn(place.adminUrl))[aggregate]).toEqual([1, 2, 3]);
});

it('gives the event as it was told', async () => {
  const aggregate = newId();
  const viewer = someone();
  const seen: unknown[] = [];
  const started = await relay((subscriber, event) => { if (subscriber === 'billing') seen.push(event); return Promise.resolve('APPLIED'); });
  await tell(aggregate, 1, viewer);
  await started.drained();
  expect(seen).toEqual([{
    id: expect.any(String) as Id<'Event'>, type: 'PatientRegistered', version: 1, practiceId: viewer.practiceId, source: 'alpha', aggregateId: aggregate,
    sequence: 1, occurredAt: expect.stringMatching(/^\d{4}-.*Z$/) as string, payload: { patientId: aggregate },
  }]);
});
