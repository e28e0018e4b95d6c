import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '@spindle/database';
import { keyRing, serveSubgraph } from '@spindle/subgraph';
import { Browser } from './testing/browser';
import { FIXTURE_NAMES } from './testing/fixture-sdl';
import { fixtureSubgraph } from './testing/fixture-subgraph';
import { supergraphFile } from './testing/fixture-supergraph';
import { startGatewayProcess, type GatewayProcess } from './testing/gateway-process';
import { IdentityPlace, OTHER_PRACTICE, PEOPLE, PRACTICE, viewerOf } from './testing/identity-gateway';
import { memoryLogger } from './testing/memory-logger';

const anchors = mkdtempSync(join(tmpdir(), 'spindle-anchors-'));
let place: IdentityPlace;
let servers: Server[];
let environment: Record<string, string>;
let gateways: GatewayProcess[];
let ports: number[];
beforeAll(async () => {
  place = await IdentityPlace.start();
  const keys = keyRing('subgraph requests', { secret: place.database.secret });
  servers = await Promise.all(FIXTURE_NAMES.map((name) => serveSubgraph(fixtureSubgraph(name, memoryLogger([])), { port: 0, keys, logger: memoryLogger([]) })));
  const { clientId, clientSecret, audience, issuer } = place.issuer.settings();
  environment = {
    ...Object.fromEntries(FIXTURE_NAMES.map((name, index) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${(servers[index]?.address() as AddressInfo).port}`])),
    SPINDLE_SECRET: place.database.secret, DATABASE_URL: place.database.url, SUPERGRAPH_PATH: supergraphFile(), PORT: '0', WATCH_SUPERGRAPH: 'off', SHUTDOWN_NOTICE_MS: '0', SPINDLE_AUDIT_FOLDER: anchors,
    OIDC_ISSUER: issuer, OIDC_ISSUER_NAME: 'test', OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret ?? '', OIDC_AUDIENCE: audience,
  };
  gateways = [startGatewayProcess(environment), startGatewayProcess(environment)];
  ports = await Promise.all(gateways.map((gateway) => gateway.port()));
}, 180_000);
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.kill('SIGTERM')));
  for (const server of servers) { server.close(); server.closeAllConnections(); }
  await place.stop();
  rmSync(anchors, { recursive: true, force: true });
}, 60_000);

async function signedInAt(index: number, sub: keyof typeof PEOPLE): Promise<Browser> {
  place.issuer.person = { sub };
  const browser = new Browser(ports[index] ?? 0);
  expect((await browser.login()).status).toBe(303);
  return browser;
}

/** The same browser, sent elsewhere by the load balancer. */
function at(index: number, { cookie }: Browser): Browser {
  const browser = new Browser(ports[index] ?? 0);
  browser.cookie = cookie;
  return browser;
}

const statusOf = async (browser: Browser): Promise<number> => (await browser.send('/session')).status;
const personOf = async (browser: Browser): Promise<unknown> => viewerOf(((await (await browser.change('/graphql', { query: '{ whoAmI }' })).json()) as { data: Record<string, unknown> }).data)['personId'];

const statusWith = async (index: number, token: string): Promise<number> => (await fetch(`http://127.0.0.1:${ports[index]}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: '{"query":"{ whoAmI }"}' })).status;

async function ended(browser: Browser): Promise<void> {
  while (await statusOf(browser) !== 401) await pause(50);
}

describe('a gateway whose port is taken', () => {
  it('says so and ends, although it has opened its database', async () => {
    const late = startGatewayProcess({ ...environment, PORT: String(ports[0]) });
    gateways.push(late);
    const [code] = await once(late.child, 'close');
    expect([code, late.lines.at(-1)]).toEqual([1, 'The port is taken. Set PORT to another.']);
  });
});

describe('a session at two gateways, each a process of its own', () => {
  it('begins at one and is used at the other, by the graph too', async () => {
    const browser = await signedInAt(0, 'clerk');
    expect([await statusOf(at(1, browser)), await personOf(browser), await personOf(at(1, browser))]).toEqual([200, PEOPLE.clerk.id, PEOPLE.clerk.id]);
  });

  it('may begin at one and come back from the issuer to the other', async () => {
    place.issuer.person = { sub: 'clerk' };
    const browser = new Browser(ports[0] ?? 0);
    const issuerUrl = await browser.beginLogin();
    const other = at(1, browser);
    issuerUrl.searchParams.set('redirect_uri', `${other.origin}/auth/callback`);
    expect([(await other.send(await browser.answerOf(issuerUrl))).status, await statusOf(other)]).toEqual([303, 200]);
  });

  it('is over at both once it was ended at one', async () => {
    const browser = await signedInAt(0, 'clerk');
    const other = at(1, browser);
    expect(await statusOf(other)).toBe(200);
    expect((await browser.change('/auth/logout')).status).toBe(200);
    await ended(other);
    expect((await other.change('/graphql', { query: '{ whoAmI }' })).status).toBe(401);
  });

  it('has another secret at both once the person went on in another practice', async () => {
    const browser = await signedInAt(0, 'both');
    const before = at(1, browser);
    expect(await statusOf(before)).toBe(200);
    const { practice } = (await (await browser.send('/session')).json()) as { practice: { id: string } };
    expect((await browser.change('/session/practice', { practiceId: practice.id === PRACTICE ? OTHER_PRACTICE : PRACTICE })).status).toBe(200);
    await ended(before);
    expect(await statusOf(at(1, browser))).toBe(200);
  });

  it('outlives kill -9 of the gateway at which it began, like a token whose key the issuer still has; a new key counts at both beside the old one', async () => {
    const browser = await signedInAt(0, 'owner');
    const old = await place.issuer.token({ sub: 'clerk' });
    expect([await statusWith(0, old), await statusWith(1, old)]).toEqual([200, 200]);
    await gateways[0]?.kill('SIGKILL');
    expect(await personOf(at(1, browser))).toBe(PEOPLE.owner.id);
    place.issuer.addKey('two');
    gateways[0] = startGatewayProcess(environment);
    ports[0] = await gateways[0].port();
    expect([await personOf(at(0, browser)), await statusOf(at(1, browser))]).toEqual([PEOPLE.owner.id, 200]);
    const fresh = await place.issuer.token({ sub: 'clerk' });
    expect([await statusWith(0, old), await statusWith(0, fresh), await statusWith(1, old)]).toEqual([200, 200, 200]);
    while (await statusWith(1, fresh) !== 200) await pause(200);
  }, 180_000);
});

it('says at the start that browsers come by plain http, and under which name the cookie goes', () => {
  for (const { lines } of gateways) expect(lines.filter((line) => line.includes('plain http')).map((line) => (JSON.parse(line) as { cookie: string }).cookie)).toEqual(['spindle']);
});

it('seals the gateway\'s own audit trail, and anchors it outside the database', async () => {
  const practice = newId<'Practice'>();
  for (let event = 0; event < 3; event += 1) {
    await place.asAdmin(`INSERT INTO identity.audit_event (practice_id, id, person_id, roles, field_classes, action, purpose, outcome, request_id)
      VALUES ($1, $2, $3, '{FRONT_DESK}', '{NOTE}', 'READ', 'TREATMENT', 'DENIED', 'a request')`, [practice, newId(), PEOPLE.clerk.id]);
  }
  const file = join(anchors, 'identity.anchors');
  const lines = (): string[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1).filter((line) => line !== '') : []);
  const anchored = (): number[] => lines().map((line) => JSON.parse(line) as { practice: string; position: number }).filter((head) => head.practice === practice).map(({ position }) => position);
  while (!anchored().includes(3)) await pause(50);
  expect(await place.asAdmin('SELECT position::integer FROM identity.audit_seal WHERE practice_id = $1 ORDER BY 1', [practice])).toEqual([1, 2, 3].map((position) => ({ position })));
});
