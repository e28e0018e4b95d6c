import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { TestDatabase } from '@spindle/database/testing';
import { developmentIssuer } from '@spindle/gateway/identity';
import { jsonLogger } from '@spindle/subgraph';
import { startClinic, type Clinic } from '../clinic';
import { startDevelopmentIssuer, type RunningIssuer } from '../development-issuer';
import { asAdmin, seededDatabase } from '../testing/test-clinic';

const logger = jsonLogger(() => undefined);
const EVIL = 'https://evil.example';
const CHANGE = JSON.stringify({ query: `mutation { registerPatient(input: { idempotencyKey: "${randomUUID()}", name: { given: ["Cross"], family: "Site" }, birthDate: "1980-01-01", sex: OTHER, confirmedNew: true }) { patient { id } } }` });

/** What another site's page, a shared computer or a link can do to somebody who is signed in. */
describe('a browser', () => {
  let database: TestDatabase;
  let issuer: RunningIssuer;
  let clinic: Clinic;
  let url: string;
  beforeAll(async () => {
    database = await seededDatabase();
    issuer = await startDevelopmentIssuer({ secret: database.secret, port: 0, logger });
    clinic = await startClinic({ place: database, port: 0, logger, issuer: developmentIssuer(database.secret, issuer.url), guards: { rates: false } });
    url = `http://localhost:${clinic.gateway.port}`;
  }, 120_000);
  afterAll(async () => {
    await clinic.stop();
    await issuer.stop();
    await database.drop();
  }, 60_000);

  const cookiesOf = (response: Response): string => response.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ');
  const go = (target: string, init: RequestInit = {}): Promise<Response> => fetch(target, { redirect: 'manual', ...init });

  /** Signs in at the issuer, beginning with the cookie the browser had; answers the callback's answer. */
  async function signIn(returnTo = '/session', held = ''): Promise<{ begun: Response; ended: Response; cookie: string }> {
    const begun = await go(`${url}/auth/login?returnTo=${encodeURIComponent(returnTo)}`, { headers: { cookie: held } });
    const ours = cookiesOf(begun);
    let theirs = '';
    let next = begun.headers.get('location') ?? '';
    let form = false;
    for (let hop = 0; hop < 8 && !next.startsWith(url); hop += 1) {
      const response = await go(next, form ? { method: 'POST', headers: { cookie: theirs, 'content-type': 'application/x-www-form-urlencoded' }, body: 'login=fern.spindle&password=spindle-demo' } : { headers: { cookie: theirs } });
      const set = new Map([...theirs.split('; '), ...cookiesOf(response).split('; ')].filter(Boolean).map((each) => [each.slice(0, each.indexOf('=')), each] as const));
      theirs = [...set.values()].join('; ');
      form = response.status === 200;
      if (!form) next = new URL(response.headers.get('location') ?? '', next).href;
    }
    const ended = await go(next, { headers: { cookie: ours } });
    return { begun, ended, cookie: cookiesOf(ended) };
  }
  const patients = async (): Promise<number> => (await asAdmin<{ count: number }>(database, `SELECT count(*)::int AS count FROM patient.patient WHERE family_name = 'Site'`))[0]?.count ?? -1;
  const whoAmI = async (cookie: string): Promise<number> => (await go(`${url}/session`, { headers: { cookie } })).status;

  it.each<[string, RequestInit]>([
    ['by a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `query=${encodeURIComponent('{ __typename }')}` }],
    ['by plain text', { headers: { 'content-type': 'text/plain' }, body: CHANGE }],
    ['by a multipart form', { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${CHANGE}\r\n--x--` }],
    ['without a content type', { body: new Uint8Array(Buffer.from(CHANGE)) }],
    ['by JSON from a foreign page', { headers: { 'content-type': 'application/json', origin: EVIL, 'x-spindle-csrf': '1' }, body: CHANGE }],
    ['by JSON from an opaque origin', { headers: { 'content-type': 'application/json', origin: 'null', 'x-spindle-csrf': '1' }, body: CHANGE }],
    ['by JSON without the header of our pages', { headers: { 'content-type': 'application/json', origin: 'SELF' }, body: CHANGE }],
  ])('cross-site request forgery %s', async (_how, { headers = {}, body }) => {
    const { cookie } = await signIn();
    const sent = Object.fromEntries(Object.entries({ ...(headers as Record<string, string>), cookie }).map(([name, value]) => [name, value === 'SELF' ? url : value]));
    const { status } = await go(`${url}/graphql`, { method: 'POST', headers: sent, body: body ?? null });
    expect([status >= 400 && status < 500, await patients()]).toEqual([true, 0]);
  });

  it('cross-site request forgery by GET with a method override', async () => {
    const { cookie } = await signIn();
    const query = encodeURIComponent((JSON.parse(CHANGE) as { query: string }).query);
    const answer = await go(`${url}/graphql?query=${query}&_method=POST`, { headers: { cookie, 'x-http-method-override': 'POST', 'apollo-require-preflight': '1' } });
    expect([answer.status, await patients()]).toEqual([405, 0]);
  });

  it('CORS: no other site may read an answer, whatever origin it names', async () => {
    for (const method of ['OPTIONS', 'POST']) {
      const { headers } = await go(`${url}/graphql`, { method, headers: { origin: EVIL, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-spindle-csrf,authorization' } });
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it.each(['/', '/graphql', '/session', '/auth/login'])('clickjacking and cached health data: %s is neither framed nor kept', async (path) => {
    const { headers } = await go(`${url}${path}`);
    expect([headers.get('content-security-policy'), headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([expect.stringContaining("frame-ancestors 'none'"), expect.stringContaining('no-store'), 'nosniff']);
  });

  it('session stolen by a script: the cookie is kept from scripts and from other sites', async () => {
    const [set = ''] = (await signIn()).ended.headers.getSetCookie();
    expect(set).toMatch(/HttpOnly/i);
    expect(set).toMatch(/SameSite=(Lax|Strict)/i);
  });

  it('session fixation: the cookie held before the login is worth nothing after it', async () => {
    const { cookie: planted } = await signIn();
    const { cookie, begun } = await signIn('/session', planted);
    expect(cookie).not.toBe(planted);
    expect([await whoAmI(cookie), await whoAmI(cookiesOf(begun))]).toEqual([200, 401]);
  });

  it('tampered cookie: one letter changed is nobody\'s', async () => {
    const { cookie } = await signIn();
    expect(await whoAmI(cookie)).toBe(200);
    expect(await whoAmI(`${cookie.slice(0, -2)}${cookie.endsWith('AA') ? 'BB' : 'AA'}`)).toBe(401);
  });

  it('logout leaves the session alive: no, its cookie is worth nothing then', async () => {
    const { cookie } = await signIn();
    expect((await go(`${url}/auth/logout`, { method: 'POST', headers: { cookie, origin: url, 'x-spindle-csrf': '1', 'content-type': 'application/json' }, body: '{}' })).status).toBe(200);
    expect(await whoAmI(cookie)).toBe(401);
  });

  it.each([`${EVIL}/`, '//evil.example', '/\\evil.example', '/%09/evil.example', 'javascript:alert(1)', 'https:evil.example'])('open redirect after login: %s', async (returnTo) => {
    const { ended } = await signIn(returnTo);
    expect(new URL(ended.headers.get('location') ?? '', url).origin).toBe(url);
  });

  it('host header injection: the way back from the issuer is ours', async () => {
    const location = await new Promise<string>((resolve, reject) => {
      request({ port: clinic.gateway.port, host: '127.0.0.1', path: '/auth/login', headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' } }, (response) => { response.resume(); resolve(response.headers.location ?? ''); }).once('error', reject).end();
    });
    expect(location).not.toContain('evil.example');
  });

  it('authorization code replayed: the same answer of the issuer signs nobody in twice', async () => {
    const { begun } = await signIn();
    const answer = await go(`${url}/auth/callback?code=forged&state=forged`, { headers: { cookie: cookiesOf(begun) } });
    expect([answer.status >= 400 && answer.status < 500, answer.headers.getSetCookie().filter((each) => !/max-age=0|1970/i.test(each))]).toEqual([true, []]);
  });
});
