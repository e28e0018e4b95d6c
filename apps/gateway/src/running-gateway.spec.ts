import { readFileSync, writeFileSync } from 'node:fs';
import { connect, Socket, type AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { serveSubgraph } from '@spindle/subgraph';
import { workspaceFolder } from '@spindle/supergraph';
import { httpTransport } from './gateway';
import { fixtureGateway, TEST_KEYS } from './testing/fixture-gateway';
import { FIXTURE_NAMES, FIXTURE_SDL, fixtureId } from './testing/fixture-sdl';
import { fixtureSubgraph } from './testing/fixture-subgraph';
import { fixtureSupergraph, supergraphFile } from './testing/fixture-supergraph';
import { memoryLogger } from './testing/memory-logger';

const VISITS = `{ daySheet(locationId: "${fixtureId(9)}", date: "") { visits { id balance } } }`;

describe('a running gateway', () => {
  it('is alive at /health and ready at /ready, and neither has a body that tells more', async () => {
    const gateway = await fixtureGateway();
    const answers = await Promise.all(['/health', '/ready'].map(async (path) => { const response = await fetch(gateway.url + path); return [response.status, await response.json()]; }));
    await gateway.close();
    expect(answers).toEqual([[200, { status: 'alive' }], [200, { status: 'ready' }]]);
  });

  it('is ready without a subgraph only when that is optional', async () => {
    const away = { send: async () => ({ data: null }), ready: async () => { throw new Error('away'); }, close: async () => {} };
    const transports = { patient: away, scheduling: { ...away, ready: async () => {} }, billing: { ...away, ready: async () => {} } };
    const [strict, lenient] = await Promise.all([fixtureGateway({ transports }), fixtureGateway({ transports, optionalSubgraphs: ['patient'] })]);
    const answers = [(await fetch(`${strict.url}/ready`)).status, (await fetch(`${lenient.url}/ready`)).status];
    await Promise.all([strict.close(), lenient.close()]);
    expect(answers).toEqual([503, 200]);
  });

  it('takes the next port when one is taken, and says which', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => { blocker.listen(0, '127.0.0.1', resolve); });
    const { port } = blocker.address() as AddressInfo;
    const gateway = await fixtureGateway({ port, followingPorts: 20 });
    await expect(fixtureGateway({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await gateway.close();
    blocker.close();
    expect(gateway.port).toBeGreaterThan(port);
    expect(gateway.url).toBe(`http://127.0.0.1:${gateway.port}`);
  });

  it('refuses a file that is no supergraph, and one with a subgraph it has no way to', async () => {
    await expect(fixtureGateway({ supergraphPath: supergraphFile('type Query { a: Int }') })).rejects.toThrow();
    await expect(fixtureGateway({ supergraphPath: '/nowhere' })).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(fixtureGateway({ transports: {} })).rejects.toThrow(/no way/);
  });

  it('takes in a changed supergraph without losing a request, and keeps the old one when the new is none', async () => {
    const file = supergraphFile();
    const gateway = await fixtureGateway({ supergraphPath: file });
    let isLoading = true;
    const answers: Promise<{ status: number; text: string }>[] = [];
    const load = async (): Promise<void> => {
      while (isLoading) {
        const answer = gateway.post(VISITS);
        answers.push(answer);
        await answer;
      }
    };
    const clients = Promise.all([1, 2, 3, 4].map(load));
    const withNote = { billing: FIXTURE_SDL.billing.replace('balance: String', 'balance: String note: String') };
    for (const sdl of [fixtureSupergraph(withNote), fixtureSupergraph(), fixtureSupergraph(withNote)]) {
      writeFileSync(file, sdl);
      await gateway.reload();
      for (const asked = answers.length; answers.length < asked + 8;) await answers.at(-1);
    }
    isLoading = false;
    await clients;
    const texts = new Set((await Promise.all(answers)).map(({ status, text }) => `${status} ${text}`));
    expect(texts.size).toBe(1);
    expect((await gateway.post('{ __type(name: "Appointment") { fields { name } } }')).text).toContain('note');

    writeFileSync(file, 'no supergraph');
    await expect(gateway.reload()).rejects.toThrow();
    expect((await gateway.post(VISITS)).status).toBe(200);
    await gateway.close();
  });

  it('opens connections to its subgraphs only, closing included', async () => {
    const ports = new Set<number>();
    const servers = await Promise.all(FIXTURE_NAMES.map((name) => serveSubgraph(fixtureSubgraph(name, memoryLogger([])), { port: 0, keys: TEST_KEYS, logger: memoryLogger([]) })));
    for (const server of servers) ports.add((server.address() as AddressInfo).port);
    const opened = jest.spyOn(Socket.prototype, 'connect');
    const gateway = await fixtureGateway({ transports: Object.fromEntries(FIXTURE_NAMES.map((name, index) => [name, httpTransport({ name, keys: TEST_KEYS, url: `http://127.0.0.1:${[...ports][index]}` })])) });
    ports.add(gateway.port);
    expect((await gateway.post(VISITS)).body.errors).toBeUndefined();
    await gateway.close();
    const targets = opened.mock.calls.map(([first]) => (Array.isArray(first) ? (first as unknown[])[0] : first) as { host?: string; port?: number });
    opened.mockRestore();
    for (const server of servers) { server.close(); server.closeAllConnections(); }
    expect(targets.length).toBeGreaterThan(1);
    expect(targets.filter(({ host, port }) => host !== '127.0.0.1' || !ports.has(Number(port)))).toEqual([]);
  });

  it('has one copy of the planner\'s foundations, since two mixed ones plan wrongly', () => {
    const { packages } = JSON.parse(readFileSync(join(workspaceFolder(), 'package-lock.json'), 'utf8')) as { packages: Record<string, unknown> };
    expect(Object.keys(packages).filter((path) => path.endsWith('node_modules/@apollo/federation-internals'))).toHaveLength(1);
  });

  it('ends what runs, says not ready meanwhile, and then takes no connection', async () => {
    const gateway = await fixtureGateway({ shutdownNoticeMs: 300 });
    const running = [1, 2, 3].map(() => gateway.post(VISITS));
    const closing = gateway.close();
    const meanwhile = await fetch(`${gateway.url}/ready`);
    expect([meanwhile.status, meanwhile.headers.get('connection')]).toEqual([503, 'close']);
    expect((await gateway.post(VISITS)).status).toBe(200);
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200, 200]);
    await closing;
    await expect(new Promise((resolve, reject) => { connect(gateway.port, '127.0.0.1', () => resolve('open')).once('error', reject); })).rejects.toThrow('ECONNREFUSED');
  });
});
