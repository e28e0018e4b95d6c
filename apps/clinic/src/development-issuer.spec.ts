import { request } from 'node:http';
import { developmentClientSecret, developmentIssuer } from '@spindle/gateway/identity';
import { DEMO_PEOPLE, SAMPLE_PRACTICES, SECOND_DEMO_PEOPLE } from '@spindle/sample-clinic';
import { jsonLogger, systemClock } from '@spindle/subgraph';
import { startClinic, type Clinic } from './clinic';
import { startDevelopmentIssuer, type RunningIssuer } from './development-issuer';
import { Crawler, type Stop } from './testing/crawler';
import { asAdmin, seededDatabase } from './testing/test-clinic';
import type { TestDatabase } from '@spindle/database/testing';

const PASSWORD = 'spindle-demo';
const logger = jsonLogger(() => undefined);
let database: TestDatabase;
let issuer: RunningIssuer;
let clinic: Clinic;
let url: string;
beforeAll(async () => {
  database = await seededDatabase(systemClock);
  issuer = await startDevelopmentIssuer({ secret: database.secret, port: 0, logger });
  clinic = await startClinic({ place: database, port: 0, logger, issuer: developmentIssuer(database.secret, issuer.url) });
  url = `http://localhost:${clinic.gateway.port}`;
}, 120_000);
afterAll(async () => {
  await clinic.stop();
  await issuer.stop();
  await database.drop();
}, 60_000);

async function signIn(login: string, crawler = new Crawler(), password = PASSWORD): Promise<{ crawler: Crawler; stop: Stop }> {
  const page = await crawler.get(`${url}/auth/login?returnTo=/session`);
  expect([page.status, new URL(page.url).origin]).toEqual([200, issuer.url]);
  return { crawler, stop: await crawler.submit(page.url, { login, password }) };
}

describe('the front page', () => {
  it('leads to the sign-in, and back to who one is; signing out leads back to the sign-in', async () => {
    const crawler = new Crawler();
    const front = await crawler.get(`${url}/`);
    const [, link = ''] = /<a class="button" href="([^"]+)">Sign in/.exec(front.text) ?? [];
    const page = await crawler.get(`${url}${link}`);
    const [, action = '', fields = ''] = /<form method="post" action="([^"]+)">((?:<input[^>]+>)+)<button aria-label="Sign in as Nadia Okafor, spindle"/.exec(page.text) ?? [];
    const form = Object.fromEntries([...fields.matchAll(/name="([^"]+)" value="([^"]+)"/g)].map(([, name = '', value = '']) => [name, value]));
    const signedIn = await crawler.submit(new URL(action, page.url).href, form);
    expect([signedIn.url, signedIn.status]).toEqual([`${url}/`, 200]);
    expect(signedIn.text).toContain('Signed in as <strong>Nadia Okafor</strong>, practitioner in <strong>Spindle Spine &#38; Pain</strong>');
    expect((await crawler.get(`${url}/front-page.js`)).headers.get('content-type')).toMatch(/^text\/javascript/);
    await crawler.change(`${url}/auth/logout`);
    expect((await crawler.get(`${url}/`)).text).toContain('Nobody is signed in.');
  });
});

describe('a login that cannot be ended', () => {
  const opened = (accept: string) => fetch(`${url}/auth/callback?code=none&state=none`, { headers: { accept } });

  it('is told to a person on a page that leads back, to a program as JSON', async () => {
    const [page, answer] = await Promise.all([opened('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'), opened('*/*')]);
    const { errors: [error] } = await answer.json() as { errors: { message: string; extensions: { code: string } }[] };
    const text = await page.text();
    expect([page.status, page.headers.get('content-type')]).toEqual([answer.status, 'text/html; charset=utf-8']);
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(text).toContain('<a class="button" href="/">');
    expect(error?.message.length).toBeGreaterThan(10);
    for (const said of [error?.message, error?.extensions.code]) expect(text).toContain(said);
  });
});

describe('the development issuer', () => {
  it('lists made-up people of every role in both practices, and signs them in', async () => {
    const page = await new Crawler().get(`${url}/auth/login`);
    for (const { name, role } of [DEMO_PEOPLE, SECOND_DEMO_PEOPLE].flatMap((people) => Object.values(people))) expect(page.text).toContain(role === 'SERVICE' ? 'interface-engine' : name);
    for (const [login, person] of [['fern.spindle', DEMO_PEOPLE.FRONT_DESK], ['nadia.spindle', DEMO_PEOPLE.PRACTITIONER], ['bert.prairie', SECOND_DEMO_PEOPLE.BILLER], ['ada.spindle', DEMO_PEOPLE.PRACTICE_ADMIN], ['paloma.prairie', SECOND_DEMO_PEOPLE.PATIENT]] as const) {
      const { stop } = await signIn(login);
      expect(stop.url).toBe(`${url}/session`);
      expect(JSON.parse(stop.text)).toMatchObject({ person: { id: person.id, name: person.name }, practice: { id: person.practiceId }, roles: [person.role], practitionerId: person.practitionerId ?? null, patientId: person.patientId ?? null });
    }
  });

  it('gives a session by which the graph is asked', async () => {
    const { crawler } = await signIn('fern.spindle');
    const { status, text } = await crawler.change(`${url}/graphql`, { query: '{ locations(first: 10) { edges { node { id } } } }' });
    expect([status, (JSON.parse(text) as { errors?: unknown }).errors, text]).toEqual([200, undefined, expect.stringContaining(SAMPLE_PRACTICES.spindle.locationIds[0])]);
  });

  it('takes PKCE with S256 and nothing less', async () => {
    const begun = await fetch(`${url}/auth/login`, { redirect: 'manual' });
    const asked = new URL(begun.headers.get('location') ?? '');
    expect([asked.searchParams.get('response_type'), asked.searchParams.get('code_challenge_method')]).toEqual(['code', 'S256']);
    for (const change of [(of: URLSearchParams) => of.set('code_challenge_method', 'plain'), (of: URLSearchParams) => { of.delete('code_challenge'); of.delete('code_challenge_method'); }, (of: URLSearchParams) => of.set('response_type', 'id_token')]) {
      const changed = new URL(asked);
      change(changed.searchParams);
      const answer = await fetch(changed, { redirect: 'manual' });
      expect(answer.headers.get('location') ?? '').not.toContain('/interaction/');
    }
  });

  it('asks again for emergency access even who is signed in, and then it is given', async () => {
    const { crawler } = await signIn('nadia.spindle');
    await asAdmin(database, "UPDATE identity.session SET authenticated_at = now() - interval '1 hour'");
    const asked = { patientId: DEMO_PEOPLE.PATIENT.patientId, reasonCode: 'EMERGENCY_CARE', reason: 'fell in the waiting room' };
    const loginAge = async (): Promise<number> => Date.now() - Date.parse((JSON.parse((await crawler.get(`${url}/session`)).text) as { authenticatedAt: string }).authenticatedAt);
    while (await loginAge() < 1_800_000) await new Promise((resolve) => { setTimeout(resolve, 100); });
    expect((await crawler.change(`${url}/break-glass`, asked)).text).toContain('REAUTHENTICATION_REQUIRED');
    const page = await crawler.get(`${url}/auth/login?reauthenticate=1&returnTo=/session`);
    expect(new URL(page.url).origin).toBe(issuer.url);
    await crawler.submit(page.url, { login: 'nadia.spindle', password: PASSWORD });
    expect((await crawler.change(`${url}/break-glass`, asked)).status).toBe(201);
  });

  it('signs out at the clinic and at the issuer', async () => {
    const { crawler } = await signIn('ada.spindle');
    expect((await crawler.get(`${url}/auth/login?returnTo=/session`)).url).toBe(`${url}/session`);
    const { issuerLogoutUrl } = JSON.parse((await crawler.change(`${url}/auth/logout`)).text) as { issuerLogoutUrl: string };
    const page = await crawler.get(issuerLogoutUrl);
    const [, action = '', xsrf = ''] = /action="([^"]+)".*?name="xsrf" value="([^"]+)"/.exec(page.text) ?? [];
    const stop = await crawler.submit(action, { xsrf, logout: 'yes' });
    expect([stop.url, (await crawler.get(`${url}/session`)).status]).toEqual([`${url}/`, 401]);
    expect((await crawler.get(`${url}/auth/login`)).text).toContain('development sign-in');
  });

  it('gives a program a token by client credentials, which counts in its practice', async () => {
    const clientId = `interface-engine-${SAMPLE_PRACTICES.spindle.slug}`;
    const token = await programToken(clientId, developmentClientSecret(database.secret, clientId));
    const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: '{"query":"{ __typename }"}' });
    expect(answer.status).toBe(200);
    await expect(programToken(clientId, 'another secret')).rejects.toThrow('401');
  });

  it('has the same keys after a restart, so that what it signed before still holds', async () => {
    const keys = async ({ url: at }: RunningIssuer): Promise<string> => (await fetch(`${at}/jwks`)).text();
    const again = await startDevelopmentIssuer({ secret: database.secret, port: 0, logger });
    const another = await startDevelopmentIssuer({ secret: `another ${database.secret}`, port: 0, logger });
    const [before, after, elsewhere] = await Promise.all([issuer, again, another].map(keys));
    await Promise.all([again.stop(), another.stop()]);
    expect(after).toBe(before);
    expect(elsewhere).not.toBe(before);
    expect(before).not.toContain('"d"');
  });

  it('does not exist in production, whatever else is set', async () => {
    await expect(startDevelopmentIssuer({ secret: database.secret, port: 0, logger, environment: { ...process.env, NODE_ENV: 'production' } })).rejects.toThrow(/does not exist in production: configure an issuer/);
  });
});

describe('tries at the sign-in', () => {
  it('user enumeration by answer: an unknown name and a wrong password look the same, at each try until one has to wait', async () => {
    const [unknown, wrong] = [await tries('nobody.spindle', 8), await tries('fern.spindle', 8)];
    expect(unknown).toEqual(wrong);
    expect(wrong.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    expect(new Set(wrong.slice(0, 5).map(({ text }) => text)).size).toBe(1);
  });

  it('a right password has to wait too, and tells nothing meanwhile', async () => {
    await tries('ada.spindle', 8);
    const { stop } = await signIn('ada.spindle');
    expect([stop.status, Number(stop.headers.get('retry-after')) > 0]).toEqual([429, true]);
  });

  it('a stranger who hammers a name keeps neither others out at this address, nor the person at another', async () => {
    await tries('bill.spindle', 8);
    expect((await signIn('paloma.spindle')).stop.url).toBe(`${url}/session`);
    expect(await statusFrom('127.0.0.2', 'bill.spindle')).toBe(303);
    expect((await signIn('bill.spindle')).stop.status).toBe(429);
  });
});

/** Wrong tries in one browser; what each answer shows, without what names the login under way and the seconds that are left. */
async function tries(login: string, count: number): Promise<{ status: number; text: string; headers: string[] }[]> {
  const crawler = new Crawler();
  const page = await crawler.get(`${url}/auth/login`);
  const seen = [];
  for (let each = 0; each < count; each += 1) {
    const { status, text, headers } = await crawler.submit(page.url, { login, password: 'guess' });
    seen.push({ status, text: text.replaceAll(/\/interaction\/[\w-]+/g, '').replaceAll(/Wait \d+/g, 'Wait'), headers: [...headers.keys()].sort() });
  }
  return seen;
}

async function programToken(clientId: string, secret: string): Promise<string> {
  const response = await fetch(`${issuer.url}/token`, { method: 'POST', headers: { authorization: `Basic ${Buffer.from(`${clientId}:${encodeURIComponent(secret)}`).toString('base64')}` }, body: new URLSearchParams({ grant_type: 'client_credentials' }) });
  if (response.status !== 200) throw new Error(String(response.status));
  return ((await response.json()) as { access_token: string }).access_token;
}

interface Raw { readonly status: number; readonly location: string; readonly cookies: readonly string[] }

/** One request to the issuer from another address of this machine. */
function rawFrom(localAddress: string, path: string, { cookie = '', form }: { cookie?: string; form?: string } = {}): Promise<Raw> {
  const { port, host } = new URL(issuer.url);
  const headers = { host, cookie, ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) };
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, localAddress, method: form === undefined ? 'GET' : 'POST', headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '', cookies: (response.headers['set-cookie'] ?? []).map((each) => each.split(';')[0] ?? '') });
    });
    sent.once('error', reject).end(form);
  });
}

async function statusFrom(address: string, login: string): Promise<number> {
  const begun = await fetch(`${url}/auth/login`, { redirect: 'manual' });
  const asked = new URL(begun.headers.get('location') ?? '');
  const sent = await rawFrom(address, asked.pathname + asked.search);
  const { pathname } = new URL(sent.location, issuer.url);
  return (await rawFrom(address, pathname, { cookie: sent.cookies.join('; '), form: new URLSearchParams({ login, password: PASSWORD }).toString() })).status;
}
