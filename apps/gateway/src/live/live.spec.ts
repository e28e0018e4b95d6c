import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { newId } from '@spindle/database';
import { createTestDatabase, type TestDatabase } from '@spindle/database/testing';
import type { Id } from '@spindle/kernel';
import type { DomainEvent, Role, Viewer } from '@spindle/subgraph';
import { identitySchema } from '../identity';
import { LiveClient, liveGateway, type LiveGateway } from '../testing/live-gateway';

let place: TestDatabase;
let administrator: Client;
let gateways: LiveGateway[];
beforeAll(async () => {
  place = await createTestDatabase([identitySchema]);
  administrator = new Client({ connectionString: place.adminUrl });
  await administrator.connect();
  gateways = await Promise.all([liveGateway(place), liveGateway(place)]);
});
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  await administrator.end();
  await place.drop();
});

const site = newId<'Location'>();
const gatewayAt = (index: number): LiveGateway => gateways[index % gateways.length] as LiveGateway;

function viewer(practiceId: Id<'Practice'>, role: Role = 'FRONT_DESK', otherwise: Partial<Viewer> = {}): Viewer {
  return { practiceId, personId: newId(), roles: [role], siteIds: null, ...otherwise };
}

function changed(practiceId: Id<'Practice'>, otherwise: Partial<DomainEvent<'AppointmentChanged'>['payload']> = {}): DomainEvent {
  const payload = { appointmentId: newId(), version: 1, practitionerId: newId(), locationId: site, date: '2026-03-09', patientId: null, ...otherwise };
  return { id: newId(), type: 'AppointmentChanged', version: 1, practiceId, source: 'scheduling', aggregateId: payload.appointmentId, sequence: 1, occurredAt: '2026-03-09T14:00:00Z', payload };
}

const idOf = (event: DomainEvent): string => event.aggregateId;
const seenBy = (client: LiveClient): string[] => client.messages.filter(({ event }) => event === 'appointmentChanged').map(({ data }) => String(data['id']));

async function until(holds: () => boolean, withinMs = 25_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!holds() && performance.now() < deadline) await pause(10);
}

async function clientOf(person: Viewer, index = 0): Promise<LiveClient> {
  const client = new LiveClient(person);
  await client.connect(gatewayAt(index).url);
  return client;
}

it('tells the day and the visit, by ids and version alone, whichever gateway took the delivery', async () => {
  const practice = newId<'Practice'>();
  const clients = await Promise.all([0, 1].map((index) => clientOf(viewer(practice), index)));
  const event = changed(practice, { version: 7 });
  await gatewayAt(0).hub.receive(event);
  await until(() => clients.every((client) => seenBy(client).length === 1));
  for (const { messages } of clients) {
    expect(messages.map(({ event: kind, data }) => [kind, data])).toEqual([['listening', {}], ['dayChanged', { locationId: site, date: '2026-03-09' }], ['appointmentChanged', { id: idOf(event), version: 7 }]]);
    expect(messages.map(({ id }) => id === null)).toEqual([false, true, false]);
  }
  clients.forEach((client) => client.cut());
});

it('takes a delivery that comes twice once', async () => {
  const practice = newId<'Practice'>();
  const client = await clientOf(viewer(practice));
  const event = changed(practice);
  expect(await Promise.all([0, 1, 2, 3].map((index) => gatewayAt(index).hub.receive(event)))).toEqual(expect.arrayContaining(['APPLIED', 'DUPLICATE', 'DUPLICATE', 'DUPLICATE']));
  const last = changed(practice);
  await gatewayAt(0).hub.receive(last);
  await until(() => seenBy(client).includes(idOf(last)));
  expect(seenBy(client)).toEqual([idOf(event), idOf(last)]);
  client.cut();
});

it('misses nothing of a ledger of 300 events, committed out of order at two gateways, while the connections are cut at random', async () => {
  const practice = newId<'Practice'>();
  const ledger: string[] = [];
  const clients = await Promise.all([0, 1, 2, 3].map((index) => clientOf(viewer(practice), index)));
  let writing = true;
  const cutting = clients.map(async (client, index) => {
    for (let turn = index; writing; turn += 1) {
      await pause(Math.random() * 60);
      client.cut();
      await pause(Math.random() * 20);
      await client.connect(gatewayAt(turn).url);
    }
  });
  await Promise.all(Array.from({ length: 300 }, async (_, number) => {
    await pause(Math.random() * 1_200);
    if (number % 50 === 7) {
      const late = await openTransaction(practice);
      await pause(Math.random() * 300);
      return void ledger.push(await late.commit());
    }
    const event = changed(practice);
    await gatewayAt(number).hub.receive(event);
    ledger.push(idOf(event));
  }));
  writing = false;
  await Promise.all(cutting);
  await until(() => clients.every((client) => new Set(seenBy(client)).size === 300));
  for (const client of clients) expect([...new Set(seenBy(client))].sort()).toEqual([...ledger].sort());
  clients.forEach((client) => client.cut());
}, 30_000);

/** Writes an event in a transaction that stays open until it is told to commit: those behind it are committed first. */
async function openTransaction(practice: Id<'Practice'>): Promise<{ commit(): Promise<string> }> {
  const client = new Client({ connectionString: place.adminUrl });
  await client.connect();
  const event = changed(practice);
  await client.query('BEGIN');
  await client.query(`INSERT INTO identity.live_event (practice_id, id, kind, payload, written_by, occurred_at) VALUES ($1, $2, $3, $4, pg_current_xact_id()::text::bigint, now())`, [practice, event.id, event.type, JSON.stringify(event.payload)]);
  return { commit: async () => {
    await client.query('COMMIT');
    await client.end();
    return idOf(event);
  } };
}

it('tells in the order in which transactions began, and nothing behind one that is still open', async () => {
  const practice = newId<'Practice'>();
  const client = await clientOf(viewer(practice));
  const slow = await openTransaction(practice);
  const quick = changed(practice);
  await gatewayAt(0).hub.receive(quick);
  await pause(100);
  expect(seenBy(client)).toEqual([]);
  const first = await slow.commit();
  await until(() => seenBy(client).length === 2);
  expect(seenBy(client)).toEqual([first, idOf(quick)]);
  client.cut();
}, 40_000);

describe('rights', () => {
  it('tells nothing of another practice, and to those of one site nothing of another', async () => {
    const [practice, other, elsewhere] = [newId<'Practice'>(), newId<'Practice'>(), newId<'Location'>()];
    const narrow = await clientOf(viewer(practice, 'FRONT_DESK', { siteIds: [site] }));
    const [foreign, away, here] = [changed(other), changed(practice, { locationId: elsewhere }), changed(practice)];
    for (const event of [foreign, away, here]) await gatewayAt(1).hub.receive(event);
    await until(() => seenBy(narrow).length > 0);
    expect(seenBy(narrow)).toEqual([idOf(here)]);
    narrow.cut();
  });

  it("tells a patient of their own visits, never of the day's", async () => {
    const practice = newId<'Practice'>();
    const patientId = newId<'Patient'>();
    const patient = await clientOf(viewer(practice, 'PATIENT', { patientId }));
    const [theirs, own] = [changed(practice, { patientId: newId() }), changed(practice, { patientId })];
    for (const event of [theirs, changed(practice), own]) await gatewayAt(0).hub.receive(event);
    await until(() => seenBy(patient).length > 0);
    expect(patient.messages.map(({ event }) => event)).toEqual(['listening', 'appointmentChanged']);
    expect(seenBy(patient)).toEqual([idOf(own)]);
    patient.cut();
  });

  it.each<[string, Viewer, number]>([
    ['a visitor of the web page', viewer(newId(), 'PUBLIC'), 403],
    ['a patient without a record', viewer(newId(), 'PATIENT'), 403],
  ])('refuses %s', async (_who, person, status) => {
    const client = new LiveClient(person);
    await client.connect(gatewayAt(0).url);
    expect(client.status).toBe(status);
    client.cut();
  });

  it('refuses who shows nothing, a bad token, a cookie from a foreign page, and a token in the address', async () => {
    const statuses = await Promise.all([
      fetch(`${gatewayAt(0).url}/live`),
      fetch(`${gatewayAt(0).url}/live`, { headers: { authorization: 'Bearer a.b.c' } }),
      fetch(`${gatewayAt(0).url}/live`, { headers: { cookie: '__Host-session=x', origin: 'https://elsewhere.example' } }),
      fetch(`${gatewayAt(0).url}/live?access_token=x`, { headers: { authorization: 'Bearer a.b.c' } }),
      fetch(`${gatewayAt(0).url}/live`, { method: 'POST' }),
    ]).then((answers) => answers.map(({ status }) => status));
    expect(statuses).toEqual([401, 401, 401, 400, 405]);
  });
});

describe('a client that comes back', () => {
  it('later than what is kept is told to fetch all again', async () => {
    const practice = newId<'Practice'>();
    const client = await clientOf(viewer(practice));
    await gatewayAt(0).hub.receive(changed(practice));
    await until(() => seenBy(client).length === 1);
    client.cut();
    for (let count = 0; count < 3; count += 1) await gatewayAt(0).hub.receive(changed(practice));
    await pause(300);
    await administrator.query(`UPDATE identity.live_event SET occurred_at = now() - interval '25 hours'`);
    expect(await gatewayAt(0).hub.sweep()).toBeGreaterThan(0);
    await client.connect(gatewayAt(1).url);
    await until(() => client.messages.some(({ event }) => event === 'refetchAll'));
    expect(client.messages.at(-1)?.event).toBe('refetchAll');
    const next = changed(practice);
    await gatewayAt(1).hub.receive(next);
    await until(() => seenBy(client).includes(idOf(next)));
    expect(seenBy(client)).toHaveLength(2);
    client.cut();
  });

  it.each(['-1', 'abc', '999999999999', '1; DROP'])('with the position %j is told so too', async (position) => {
    const client = new LiveClient(viewer(newId()));
    client.lastId = position;
    await client.connect(gatewayAt(0).url);
    await until(() => client.messages.length >= 2);
    expect(client.messages.map(({ event }) => event)).toEqual(['listening', 'refetchAll']);
    client.cut();
  });
});

it('shows signs of life, which bring the position along while nothing happens for the client', async () => {
  const beating = await liveGateway(place, { heartbeatMs: 30 });
  const client = new LiveClient(viewer(newId()));
  await client.connect(beating.url);
  await until(() => client.lastId !== null);
  const before = client.lastId;
  await gatewayAt(0).hub.receive(changed(newId()));
  await until(() => client.lastId !== before);
  expect(Number(client.lastId)).toBeGreaterThan(Number(before));
  expect(client.messages.map(({ event }) => event)).toEqual(['listening']);
  client.cut();
  await beating.stop();
}, 40_000);

it('ends the streams when the gateway stops, and at another gateway nothing is missing', async () => {
  const practice = newId<'Practice'>();
  const closing = await liveGateway(place);
  const client = new LiveClient(viewer(practice));
  await client.connect(closing.url);
  await closing.stop();
  const event = changed(practice);
  await gatewayAt(0).hub.receive(event);
  await client.connect(gatewayAt(0).url);
  await until(() => seenBy(client).length === 1);
  expect(seenBy(client)).toEqual([idOf(event)]);
  client.cut();
});
