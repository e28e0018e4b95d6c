import type { Id } from '@spindle/kernel';
import type { DomainEvent } from '@spindle/subgraph';
import fc from 'fast-check';
import { beta } from '../fixture/definitions';
import { applyInBeta, effectsIn, sequenceTo } from '../fixture/effects';
import { newId } from '../new-id';
import type { Database } from '../practice/database';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { applyOnce } from './inbox';

let place: TestDatabase;
let database: Database;

beforeAll(async () => {
  place = await createTestDatabase([beta]);
  database = place.databases['beta'] as Database;
});
afterAll(() => place.drop());

const practiceId = newId<'Practice'>();

function eventsOf(aggregateId: string, count: number): DomainEvent[] {
  return sequenceTo(count).map((sequence) => ({
    id: newId<'Event'>(), type: 'PatientRegistered', version: 1, practiceId, source: 'alpha', aggregateId, sequence, occurredAt: '2026-03-29T10:00:00Z', payload: { patientId: aggregateId },
  }));
}

it('applies each event once and in order, in whatever order and number the deliveries come', async () => {
  const deliveries = fc.array(fc.record({ aggregate: fc.nat(2), sequence: fc.nat(4) }), { maxLength: 25 });
  await fc.assert(fc.asyncProperty(deliveries, fc.integer({ min: 1, max: 6 }), async (order, atOnce) => {
    const aggregates = [newId(), newId(), newId()];
    const events = aggregates.map((aggregate) => eventsOf(aggregate, 5));
    const complete = [...order, ...[0, 1, 2, 3, 4].flatMap((sequence) => [2, 0, 1].map((aggregate) => ({ aggregate, sequence })))];
    for (let start = 0; start < order.length; start += atOnce) {
      await Promise.all(order.slice(start, start + atOnce).map(({ aggregate, sequence }) => applyInBeta(database, events[aggregate]?.[sequence] as DomainEvent)));
    }
    for (const { aggregate, sequence } of complete.slice(order.length)) await applyInBeta(database, events[aggregate]?.[sequence] as DomainEvent);
    const effects = await effectsIn(place.adminUrl);
    for (const aggregate of aggregates) expect(effects[aggregate]).toEqual([1, 2, 3, 4, 5]);
  }), { numRuns: 40 });
});

it('says what it did with each', async () => {
  const [first, second, third] = eventsOf(newId(), 3) as [DomainEvent, DomainEvent, DomainEvent];
  const receipts = [];
  for (const event of [second, first, first, third, second, third]) receipts.push(await applyInBeta(database, event));
  expect(receipts).toEqual(['OUT_OF_ORDER', 'APPLIED', 'DUPLICATE', 'OUT_OF_ORDER', 'APPLIED', 'APPLIED']);
});

it('applies one of 20 concurrent copies', async () => {
  const [event] = eventsOf(newId(), 1) as [DomainEvent];
  const receipts = await Promise.all(Array.from({ length: 20 }, () => applyInBeta(database, event)));
  expect(receipts.sort()).toEqual(['APPLIED', ...Array(19).fill('DUPLICATE')]);
});

it('forgets an event whose effect throws, so that it can come again', async () => {
  const [event] = eventsOf(newId(), 1) as [DomainEvent];
  await expect(applyOnce(database, event, () => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
  expect(await applyInBeta(database, event)).toBe('APPLIED');
});

it("counts another practice's aggregate apart", async () => {
  const [event] = eventsOf(newId(), 1) as [DomainEvent];
  const elsewhere = { ...event, practiceId: newId<'Practice'>() as Id<'Practice'> };
  expect([await applyInBeta(database, event), await applyInBeta(database, elsewhere)]).toEqual(['APPLIED', 'APPLIED']);
});
