import { httpTransport } from './http';
import { fixtureGateway, TEST_KEYS, type FixtureGateway } from '../testing/fixture-gateway';
import { startFixtureProcess, type FixtureProcess } from '../testing/fixture-process';
import { FIXTURE_NAMES, fixtureId, type FixtureName } from '../testing/fixture-sdl';

jest.setTimeout(40_000);

const TIMEOUT_MS = 800;
const DAY_SHEET = `{ daySheet(locationId: "${fixtureId(903)}", date: "2026-03-09") { visits { id balance patient { id familyName } } } }`;

/** What the day sheet loses when a subgraph is away, as the client sees it. */
const LOSSES: Readonly<Record<FixtureName, { data: unknown; firstPath: readonly (string | number)[] }>> = {
  patient: { data: { daySheet: { visits: [{ balance: '1.00', patient: { id: fixtureId(11), familyName: null } }, {}, {}, {}] } }, firstPath: ['daySheet', 'visits', 0, 'patient', 'familyName'] },
  billing: { data: { daySheet: { visits: [{ balance: null, patient: { familyName: 'Family 11' } }, {}, {}, {}] } }, firstPath: ['daySheet', 'visits', 0, 'balance'] },
  scheduling: { data: { daySheet: null }, firstPath: ['daySheet'] },
};

describe('the gateway over subgraphs in processes of their own', () => {
  const processes = {} as Record<FixtureName, FixtureProcess>;
  let gateway: FixtureGateway;

  beforeAll(async () => {
    await Promise.all(FIXTURE_NAMES.map(async (name) => { processes[name] = await startFixtureProcess(name); }));
    gateway = await fixtureGateway({ transports: Object.fromEntries(FIXTURE_NAMES.map((name) => [name, httpTransport({ name, url: processes[name].url, keys: TEST_KEYS, timeoutMs: TIMEOUT_MS, mutationTimeoutMs: TIMEOUT_MS })])) });
  });
  afterAll(async () => {
    await gateway?.close();
    await Promise.all(Object.values(processes).map((fixture) => fixture.signal('SIGKILL')));
  });

  async function untilWhole(): Promise<void> {
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const { body } = await gateway.post(DAY_SHEET);
      if (!body.errors) return;
      await new Promise((resolve) => { setTimeout(resolve, 200); });
    }
    throw new Error('The day sheet did not become whole again.');
  }

  async function expectPartial(name: FixtureName): Promise<void> {
    const { status, body, text } = await gateway.post(DAY_SHEET);
    expect(status).toBe(200);
    expect(body.data).toMatchObject(LOSSES[name].data as object);
    expect(body.errors?.[0]).toMatchObject({ path: LOSSES[name].firstPath, extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
    expect(text).not.toMatch(/127\.0\.0\.1|ECONN|_entities|"@"|stack|serviceName|:\d{4,5}\//);
  }

  it('answers as in one process, with signed requests', async () => {
    const { body } = await gateway.post(DAY_SHEET);
    expect(body.errors).toBeUndefined();
    await expect(gateway.ready()).resolves.toBeUndefined();
  });

  it.each(FIXTURE_NAMES)('answers without %s while it hangs, within the time-out, and wholly afterwards', async (name) => {
    await processes[name].signal('SIGSTOP');
    try {
      await expectPartial(name);
      await expect(gateway.ready()).rejects.toThrow();
      expect((await fetch(`${gateway.url}/ready`)).status).toBe(503);
    } finally {
      await processes[name].signal('SIGCONT');
    }
    await untilWhole();
  });

  it.each(FIXTURE_NAMES)('answers without %s after it was killed, and wholly once it is back', async (name) => {
    await processes[name].signal('SIGKILL');
    for (let request = 0; request < 7; request += 1) await expectPartial(name);
    processes[name] = await startFixtureProcess(name, Number(new URL(processes[name].url).port));
    await untilWhole();
  });

  it('never sends a mutation twice, and says that the change is uncertain', async () => {
    const before = processes.billing.queries.filter((query) => query.startsWith('mutation')).length;
    await processes.billing.signal('SIGSTOP');
    const { body } = await gateway.post(`mutation { submitClaim(id: "${fixtureId(1)}") { state } }`);
    await processes.billing.signal('SIGCONT');
    expect(body.errors).toMatchObject([{ path: ['submitClaim'], message: expect.stringContaining('idempotency key'), extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
    await untilWhole();
    const after = processes.billing.queries.filter((query) => query.startsWith('mutation')).length;
    expect(after - before).toBeLessThanOrEqual(1);
  });
});
