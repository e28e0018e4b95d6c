import { generateKeyPairSync } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Browser } from '../../testing/browser';
import type { FixtureGateway } from '../../testing/fixture-gateway';
import { IdentityPlace, OTHER_PRACTICE, PRACTICE, viewerOf } from '../../testing/identity-gateway';
import { fixtureGateway } from '../../testing/fixture-gateway';
import { memoryLogger } from '../../testing/memory-logger';
import { startIdentity } from '../identity';
import { SHARED_EVERY_MS } from './rate-limiter';
import { RATE_WINDOW_SECONDS } from './rate-limits';

let place: IdentityPlace;
beforeAll(async () => { place = await IdentityPlace.start(); }, 60_000);
afterAll(() => place.stop());

const HIGH = { person: 100_000, practice: 100_000, address: 100_000 };
const asked = async (gateway: FixtureGateway, sub: string, headers: Record<string, string> = {}) => gateway.post('{ whoAmI }', { headers: { authorization: `Bearer ${await place.issuer.token({ sub, practice: PRACTICE })}`, ...headers } });

/** Until so many requests of one person are known to all gateways, and the one that told of the last has the answer. */
async function shared(requests: number): Promise<void> {
  const count = async () => (await place.asAdmin<{ count: number }>("SELECT count::integer AS count FROM identity.rate_counter WHERE key LIKE 'person %'"))[0]?.count;
  while (await count() !== requests) await pause(SHARED_EVERY_MS / 5);
  await pause(3 * SHARED_EVERY_MS);
}

/** Begins with a window and with no count, so that no test counts over the end of one or what another left. */
async function newWindow(): Promise<void> {
  const left = RATE_WINDOW_SECONDS * 1000 - (Date.now() % (RATE_WINDOW_SECONDS * 1000));
  if (left < 15_000) await pause(left + 50);
  await place.closeGateways();
  await place.asAdmin('DELETE FROM identity.rate_counter');
}

describe('limits of requests', () => {
  it('stop a person, tell when to come back, and leave others alone', async () => {
    await newWindow();
    const gateway = await place.gateway({ rateLimits: { ...HIGH, person: 5 } });
    const statuses: number[] = [];
    for (let count = 0; count < 7; count += 1) statuses.push((await asked(gateway, 'clerk')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
    const refused = await asked(gateway, 'clerk');
    expect(refused.body.errors?.[0]?.extensions['code']).toBe('RATE_LIMITED');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect([refused.headers.get('ratelimit-policy'), refused.headers.get('ratelimit')]).toEqual(['"person";q=5;w=60', expect.stringMatching(/^"person";r=0;t=\d+$/)]);
    expect((await asked(gateway, 'admin')).status).toBe(200);
    expect(await place.asAdmin('SELECT outcome, count(*)::int AS rows FROM identity.audit_event GROUP BY outcome')).toEqual([{ outcome: 'DENIED', rows: 1 }]);
  }, 90_000);

  it('stop a practice as a whole, and no other: whoever works elsewhere is answered all the while', async () => {
    await newWindow();
    const gateway = await place.gateway({ rateLimits: { ...HIGH, practice: 3 } });
    const statuses = [];
    for (const sub of ['clerk', 'admin', 'owner', 'patient']) statuses.push((await asked(gateway, sub)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const elsewhere = await place.issuer.token({ sub: 'both', practice: OTHER_PRACTICE });
    const flood = Promise.all(Array.from({ length: 100 }, () => asked(gateway, 'clerk')));
    const answered = await Promise.all(Array.from({ length: 3 }, () => gateway.post('{ whoAmI }', { headers: { authorization: `Bearer ${elsewhere}` } })));
    expect([(await flood).every(({ status }) => status === 429), answered.map(({ status }) => status)]).toEqual([true, [200, 200, 200]]);
  }, 90_000);

  it('X-Forwarded-For spoofing of address limits: counts the connection, unless a proxy of ours said it', async () => {
    await newWindow();
    const gateway = await place.gateway({ rateLimits: { ...HIGH, address: 4 } });
    const statuses = [];
    for (let count = 0; count < 6; count += 1) statuses.push((await asked(gateway, 'clerk', { 'x-forwarded-for': `203.0.113.${count}` })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
    await newWindow();
    const identity = await startIdentity({ place: place.database, issuer: place.issuer.settings(), publicUrl: null, logger: memoryLogger([]), rateLimits: { ...HIGH, address: 1 } });
    const behind = await fixtureGateway({ identity, authenticate: undefined, trustedProxies: ['127.0.0.1'] });
    const seen = [];
    for (const forwarded of ['203.0.113.1', '203.0.113.2', '203.0.113.2', '198.51.100.9, 203.0.113.1']) seen.push((await asked(behind, 'clerk', { 'x-forwarded-for': forwarded })).status);
    await behind.close();
    expect(seen).toEqual([200, 200, 429, 429]);
  }, 150_000);

  it('hold for two gateways together', async () => {
    await newWindow();
    const gateways = [await place.gateway({ rateLimits: { ...HIGH, person: 10 } }), await place.gateway({ rateLimits: { ...HIGH, person: 10 } })] as const;
    for (let count = 0; count < 8; count += 1) expect((await asked(gateways[0], 'clerk')).status).toBe(200);
    await shared(8);
    await asked(gateways[1], 'clerk');
    await shared(9);
    const rest = [];
    for (let count = 0; count < 4; count += 1) rest.push((await asked(gateways[1], 'clerk')).status);
    expect(rest).toEqual([200, 429, 429, 429]);
  }, 90_000);

  it('let two hundred people of one address through at once', async () => {
    await newWindow();
    const gateway = await place.gateway();
    const answers = await Promise.all(Array.from({ length: 200 }, () => asked(gateway, 'clerk')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  }, 90_000);
});

describe('credentials that do not hold', () => {
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const shown = async (gateway: FixtureGateway, token: string) => {
    const { status, headers, body } = await gateway.post('{ whoAmI }', { headers: { authorization: `Bearer ${token}` } });
    return { status, code: body.errors?.[0]?.extensions['code'], message: body.errors?.[0]?.message, retries: headers.has('retry-after') };
  };
  const tries = async (count: number, once: () => Promise<object>): Promise<object[]> => {
    const seen = [];
    for (let each = 0; each < count; each += 1) seen.push(await once());
    return seen;
  };

  it('user enumeration by tokens: an account that is there and one that is not are refused alike, and as often until one has to wait', async () => {
    await newWindow();
    const gateway = await place.gateway({ rateLimits: HIGH });
    const forge = (sub: string) => place.issuer.token({ sub, practice: PRACTICE }, {}, stranger);
    const [known, unknown, unlet] = [await tries(13, async () => shown(gateway, await forge('clerk'))), await tries(13, async () => shown(gateway, await forge('nobody'))), await tries(13, async () => shown(gateway, await place.issuer.token({ sub: 'no-member' })))];
    expect(known.map((answer) => (answer as { status: number }).status)).toEqual([...Array<number>(10).fill(401), 429, 429, 429]);
    expect(unknown).toEqual(known);
    expect(unlet).toEqual(known);
    expect(known.at(-1)).toMatchObject({ code: 'RATE_LIMITED', retries: true });
  }, 90_000);

  it('shut nobody out: neither the account that a stranger tried, nor others at the address', async () => {
    await newWindow();
    const gateway = await place.gateway({ rateLimits: HIGH });
    for (const sub of ['clerk', 'admin']) await tries(40, async () => shown(gateway, await place.issuer.token({ sub, practice: PRACTICE }, {}, stranger)));
    for (const sub of ['clerk', 'admin', 'owner']) expect((await asked(gateway, sub)).status).toBe(200);
  }, 90_000);

  it('have to wait where a login comes back too, and a login that holds does not', async () => {
    await newWindow();
    const gateway = await place.gateway({ rateLimits: HIGH });
    const without = await tries(12, async () => ({ status: (await fetch(`${gateway.url}/auth/callback?state=${'a'.repeat(43)}&code=x`)).status }));
    expect(without.map((answer) => (answer as { status: number }).status)).toEqual([...Array<number>(10).fill(400), 429, 429]);
    place.issuer.person = { sub: 'clerk' };
    const browser = new Browser(gateway.port);
    const answer = await browser.answerOf(await browser.beginLogin());
    await tries(12, async () => browser.send('/auth/callback?state=wrong'));
    expect([(await browser.send('/auth/callback?state=wrong')).status, (await browser.send(answer)).status]).toEqual([429, 303]);
  }, 90_000);
});

describe('a visitor of a practice\'s page', () => {
  const ask = (port: number, path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> => new Promise((resolve, reject) => {
    const sent = request({ port, path, method: 'POST', headers: { 'content-type': 'application/json', ...headers } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => { body += text; }).on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.once('error', reject).end(JSON.stringify({ query: '{ whoAmI }', practiceId: 'another' }));
  });

  it('asks as the role PUBLIC of the practice that the address names, whatever else it says', async () => {
    const { port } = await place.gateway();
    const token = await place.issuer.token({ sub: 'admin' });
    for (const [path, headers] of [['/public/spindle/graphql', { authorization: `Bearer ${token}` }], ['/public/graphql', { host: 'WWW.spindle.test' }]] as const) {
      const { status, body } = await ask(port, path, { ...headers });
      expect(status).toBe(200);
      expect(viewerOf((JSON.parse(body) as { data: Record<string, unknown> }).data)).toMatchObject({ practiceId: PRACTICE, roles: ['PUBLIC'] });
    }
  });

  it('is nobody where no practice has that name, and still nobody at the door of people', async () => {
    const { port } = await place.gateway();
    expect((await ask(port, '/public/nowhere/graphql')).status).toBe(404);
    expect((await ask(port, '/public/graphql', { host: 'elsewhere.test' })).status).toBe(404);
    expect((await ask(port, '/graphql')).status).toBe(401);
  });
});
