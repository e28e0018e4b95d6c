import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'node:http';
import { keyRing, serveSubgraph } from '@spindle/subgraph';
import { createTestDatabase } from '@spindle/database/testing';
import { DEVELOPMENT_ISSUER_NAME, identitySchema, issueToken, registerPerson, registerPractice, Worker } from './identity';
import { TEST_VIEWER } from './testing/fixture-gateway';
import { FIXTURE_NAMES, FIXTURE_SDL, fixtureId } from './testing/fixture-sdl';
import { fixtureSubgraph } from './testing/fixture-subgraph';
import { fixtureSupergraph, supergraphFile } from './testing/fixture-supergraph';
import { startGatewayProcess } from './testing/gateway-process';
import { memoryLogger } from './testing/memory-logger';

jest.setTimeout(60_000);

const SECRET = 'N3k!rT7zQw0-pLx9Vb2_mHs5Yd8&cF4g';

/** Posts over kept connections; resolves with the status, or with the reason when no answer came. */
function post(agent: Agent, port: number, { token, query }: { token: string; query: string }): Promise<number | string> {
  return new Promise((resolve) => {
    const sent = request({ agent, port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0)).once('error', (cause: NodeJS.ErrnoException) => resolve(cause.code ?? 'broken'));
    });
    sent.once('error', (cause: NodeJS.ErrnoException) => resolve(cause.code ?? 'broken'));
    sent.end(JSON.stringify({ query }));
  });
}

describe('the gateway as a process of its own', () => {
  it.each([
    [{ SPINDLE_SECRET: 'change-me-change-me-change-me-change-me', NODE_ENV: 'production' }, /placeholder/],
    [{ SPINDLE_SECRET: SECRET, GUARD_AUTHENTICATION: 'off', SUPERGRAPH_PATH: '/nowhere.graphql' }, /cannot start/],
  ])('ends with one line of cause for %j', async (environment, message) => {
    const { child, lines } = startGatewayProcess(environment as Record<string, string>);
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(message)]);
  });

  it('serves, reloads on SIGHUP, and on SIGTERM ends what it began: no request is lost', async () => {
    const database = await createTestDatabase([identitySchema]);
    const { url, secret } = database;
    const keys = keyRing('subgraph requests', { secret });
    const servers = await Promise.all(FIXTURE_NAMES.map((name) => serveSubgraph(fixtureSubgraph(name, memoryLogger([])), { port: 0, keys, logger: memoryLogger([]) })));
    const addresses = Object.fromEntries(FIXTURE_NAMES.map((name, index) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${(servers[index]?.address() as AddressInfo).port}`]));
    const file = supergraphFile();
    const { child, lines, port: portOf } = startGatewayProcess({ SPINDLE_SECRET: secret, DATABASE_URL: url, GUARD_RATES: 'off', SUPERGRAPH_PATH: file, PORT: '0', WATCH_SUPERGRAPH: 'off', ...addresses });
    const port = await portOf();
    const worker = new Worker(database);
    await registerPractice(worker, { id: TEST_VIEWER.practiceId, slug: 'fixture', name: 'Fixture' });
    await registerPerson(worker, { id: TEST_VIEWER.personId, issuer: DEVELOPMENT_ISSUER_NAME, subject: 'somebody', name: 'Somebody', practiceId: TEST_VIEWER.practiceId, roles: ['BILLER'] });
    await worker.close();
    const token = await issueToken(secret, { subject: 'somebody', practiceId: TEST_VIEWER.practiceId });
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    const visits = { token, query: `{ daySheet(locationId: "${fixtureId(9)}", date: "") { visits { id balance patient { familyName } } } }` };

    writeFileSync(file, fixtureSupergraph({ billing: FIXTURE_SDL.billing.replace('balance: String', 'balance: String note: String') }));
    child.kill('SIGHUP');
    const outcomes: (number | string)[] = [];
    const exited = once(child, 'exit');
    let isReady = true;
    const client = async (): Promise<void> => { while (isReady) outcomes.push(await post(agent, port, visits)); };
    // A load balancer: looks at /ready and sends no more once that says no.
    const balancer = async (): Promise<void> => {
      while (isReady) {
        isReady = (await fetch(`http://127.0.0.1:${port}/ready`)).status === 200;
        await new Promise((resolve) => { setTimeout(resolve, 50); });
      }
    };
    const clients = Promise.all([balancer(), ...Array.from({ length: 8 }, client)]);
    while (outcomes.length < 100) await new Promise((resolve) => { setTimeout(resolve, 20); });
    child.kill('SIGTERM');
    await clients;
    expect(await exited).toEqual([0, null]);
    agent.destroy();
    for (const server of servers) { server.close(); server.closeAllConnections(); }
    await database.drop();

    expect(new Set(outcomes)).toEqual(new Set([200]));
    expect(lines.filter((line) => line.includes('supergraph loaded'))).toHaveLength(2);
    expect(lines.join('\n')).not.toMatch(/daySheet|familyName|Bearer|eyJ/);
  });
});
