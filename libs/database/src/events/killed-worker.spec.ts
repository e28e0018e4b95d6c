import { ok } from '@spindle/kernel';
import { alpha, beta } from '../fixture/definitions';
import { startChild } from '../fixture/child';
import { applyInBeta, effectsIn, memoryLogger } from '../fixture/effects';
import { someone } from '../fixture/notes';
import { newId } from '../new-id';
import type { Database } from '../practice/database';
import { waitUntil } from '../server/condition';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { startRelay } from './relay';

let place: TestDatabase;
beforeAll(async () => void (place = await createTestDatabase([alpha, beta])));
afterAll(() => place.drop());

it("frees a killed worker's events at once, and another delivers them with each effect once and in order", async () => {
  const aggregates = Array.from({ length: 20 }, () => newId());
  const tells = place.databases['alpha'] as Database;
  for (const id of aggregates) {
    const session = tells.session(someone());
    for (let sent = 0; sent < 3; sent++) await session.transaction(async ({ outbox }) => ok(await outbox.add('PatientRegistered', id, { patientId: id })));
  }
  const worker = startChild('relay-process.ts', { RELAY_URL: place.url, RELAY_SECRET: place.secret });
  await worker.line('held');
  expect(Object.values(await effectsIn(place.adminUrl))).toEqual(Array(8).fill([1]));
  worker.process.kill('SIGKILL');
  let isDelivered = false;
  const receipts: string[] = [];
  const relay = await startRelay({ ...place, schema: 'alpha', logger: memoryLogger(), deliver: async (subscriber, event) => {
    if (subscriber !== 'billing') return 'APPLIED';
    isDelivered = true;
    const receipt = await applyInBeta(place.databases['beta'] as Database, event);
    receipts.push(receipt);
    return receipt;
  } });
  try {
    expect(await waitUntil(() => isDelivered, 30_000)).toBe(true);
    await relay.drained();
  } finally {
    await relay.stop();
  }
  expect(receipts.filter((receipt) => receipt === 'DUPLICATE')).toHaveLength(8);
  expect(await effectsIn(place.adminUrl)).toEqual(Object.fromEntries(aggregates.map((id) => [id, [1, 2, 3]])));
}, 30_000);
