import { Browser } from '../../testing/browser';
import type { FixtureGateway } from '../../testing/fixture-gateway';
import { IdentityPlace, OTHER_PRACTICE, PEOPLE, PRACTICE } from '../../testing/identity-gateway';
import { SESSION_HOLDS_MS } from '../sessions/sessions';

let place: IdentityPlace;
let gateway: FixtureGateway;
beforeAll(async () => {
  place = await IdentityPlace.start();
  gateway = await place.gateway();
}, 60_000);
afterAll(() => place.stop());

interface Who { readonly person: { readonly id: string }; readonly practice: { readonly id: string }; readonly roles: readonly string[]; readonly csrfHeader: string }

async function signedIn(sub: string, port = gateway.port): Promise<Browser> {
  place.issuer.person = { sub };
  const browser = new Browser(port);
  expect((await browser.login()).status).toBe(303);
  return browser;
}

const who = async (browser: Browser): Promise<Who> => (await (await browser.send('/session')).json()) as Who;
const statusOf = async (browser: Browser): Promise<number> => (await browser.send('/session')).status;
const code = async (response: Response): Promise<unknown> => ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

describe('a login', () => {
  it('ends in a session of the person in their practice, which the graph knows too', async () => {
    const browser = await signedIn('clerk');
    expect(await who(browser)).toMatchObject({ person: { id: PEOPLE.clerk.id }, practice: { id: PRACTICE, slug: 'spindle' }, roles: ['FRONT_DESK'], csrfHeader: 'x-spindle-csrf' });
    const answer = (await (await browser.change('/graphql', { query: '{ whoAmI }' })).json()) as { data: { whoAmI: string } };
    expect(JSON.parse(answer.data.whoAmI)).toMatchObject({ viewer: { personId: PEOPLE.clerk.id, roles: ['FRONT_DESK'] } });
  });

  it('keeps the browser\'s secret nowhere, and tells its page to keep it from scripts', async () => {
    place.issuer.person = { sub: 'clerk' };
    const browser = new Browser(gateway.port);
    const [cookie] = (await browser.login()).headers.getSetCookie();
    expect(cookie).toMatch(/^spindle=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const stored = await place.asAdmin<{ row: string }>('SELECT s::text AS row FROM identity.session s');
    expect(stored.map(({ row }) => row).join()).not.toContain(Buffer.from(browser.token, 'base64url').toString('hex'));
    expect(JSON.stringify(stored)).not.toContain(browser.token);
  });

  it('uses a __Host- cookie where browsers come by https', async () => {
    const secure = await place.gateway({ publicUrl: 'https://clinic.test' });
    const response = await fetch(`http://127.0.0.1:${secure.port}/auth/login`, { redirect: 'manual' });
    expect(response.headers.getSetCookie()[0]).toMatch(/^__Host-spindle=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(new URL(response.headers.get('location') ?? '').searchParams.get('redirect_uri')).toBe('https://clinic.test/auth/callback');
  });

  it('PKCE downgrade to plain: the challenge is S256, another verifier gets no token', async () => {
    const browser = new Browser(gateway.port);
    const url = await browser.beginLogin();
    expect([url.searchParams.get('code_challenge_method'), url.searchParams.get('code_challenge')?.length]).toEqual(['S256', 43]);
    url.searchParams.set('code_challenge', url.searchParams.get('state') ?? '');
    expect(await code(await browser.send(await browser.answerOf(url)))).toBe('LOGIN_REFUSED');
    expect(await statusOf(browser)).toBe(401);
  });

  it('replayed authorization code: the same answer a second time is refused', async () => {
    place.issuer.person = { sub: 'clerk' };
    const browser = new Browser(gateway.port);
    const answer = await browser.answerOf(await browser.beginLogin());
    const before = browser.cookie;
    expect((await browser.send(answer)).status).toBe(303);
    browser.cookie = before;
    expect(await code(await browser.send(answer))).toBe('LOGIN_UNKNOWN');
  });

  it('login CSRF: an answer that another browser asked for is refused, with or without a cookie', async () => {
    place.issuer.person = { sub: 'clerk' };
    const attacker = new Browser(gateway.port);
    const answer = await attacker.answerOf(await attacker.beginLogin());
    const victim = new Browser(gateway.port);
    expect(await code(await victim.send(answer))).toBe('LOGIN_UNKNOWN');
    await victim.beginLogin();
    expect(await code(await victim.send(answer))).toBe('LOGIN_UNKNOWN');
    expect(await statusOf(victim)).toBe(401);
  });

  it('nonce: an ID token of another login is refused', async () => {
    place.issuer.person = { sub: 'clerk' };
    const browser = new Browser(gateway.port);
    const url = await browser.beginLogin();
    url.searchParams.set('nonce', 'another');
    expect(await code(await browser.send(await browser.answerOf(url)))).toBe('LOGIN_REFUSED');
  });

  it('session fixation: the secret a browser held before is worth nothing after', async () => {
    place.issuer.person = { sub: 'clerk' };
    const browser = new Browser(gateway.port);
    const url = await browser.beginLogin();
    const planted = browser.cookie;
    await browser.send(await browser.answerOf(url));
    const attacker = new Browser(gateway.port);
    attacker.cookie = planted;
    expect([await statusOf(browser), await statusOf(attacker), browser.cookie === planted]).toEqual([200, 401, false]);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])('open redirect after login: %s goes home instead', async (returnTo) => {
    place.issuer.person = { sub: 'clerk' };
    const response = await new Browser(gateway.port).login(`?returnTo=${encodeURIComponent(returnTo)}`);
    expect(['/', '/graphiql']).toContain(response.headers.get('location'));
  });

  it('goes back to the page it came from', async () => {
    place.issuer.person = { sub: 'clerk' };
    expect((await new Browser(gateway.port).login('?returnTo=%2Fday%3Fdate%3D2026-03-09')).headers.get('location')).toBe('/day?date=2026-03-09');
  });

  it('host header injection: the way back is ours, whatever host the request names', async () => {
    for (const headers of [['x-forwarded-host', 'evil.example'], ['forwarded', 'host=evil.example;proto=https']] as const) {
      const response = await fetch(`http://localhost:${gateway.port}/auth/login`, { redirect: 'manual', headers: [[...headers]] });
      expect(new URL(response.headers.get('location') ?? '').searchParams.get('redirect_uri')).toBe(`http://localhost:${gateway.port}/auth/callback`);
    }
  });

  it('lets nobody in whom no practice has let in, nor a program', async () => {
    for (const sub of ['stranger', 'program']) {
      place.issuer.person = { sub };
      const browser = new Browser(gateway.port);
      expect(await code(await browser.login())).toBe('NO_MEMBERSHIP');
      expect(await statusOf(browser)).toBe(401);
    }
  });

  it('lets in who was invited by an address, once the issuer has checked it, and nobody else by that address', async () => {
    const admin = await signedIn('admin');
    expect((await admin.change('/memberships', { name: 'Ivy', email: 'Ivy@clinic.test', roles: ['BILLER'] })).status).toBe(201);
    for (const [sub, verified, status] of [['thief', false, 403], ['ivy', true, 303], ['late', true, 403]] as const) {
      place.issuer.person = { sub, claims: { email: 'ivy@clinic.test', email_verified: verified } };
      expect([sub, (await new Browser(gateway.port).login()).status]).toEqual([sub, status]);
    }
  });

  it('gives the roles that the issuer\'s claims map to, takes them away when they are gone, and gives no others', async () => {
    const roleMapping = { claim: 'groups', roles: new Map([['desk', [{ practice: 'spindle', role: 'FRONT_DESK' as const }]]]) };
    const mapped = await place.gateway({ issuer: place.issuer.settings({ roleMapping }) });
    for (const [groups, status] of [[[], 403], [['admins'], 403], [['desk', 'admins'], 303], [[], 403]] as const) {
      place.issuer.person = { sub: 'mapped', claims: { groups } };
      const browser = new Browser(mapped.port);
      expect([groups, (await browser.login()).status]).toEqual([groups, status]);
      if (status === 303) expect((await who(browser)).roles).toEqual(['FRONT_DESK']);
    }
  });
});

describe('a session', () => {
  it('CSRF by GET/POST form: what another page can make the browser send changes nothing', async () => {
    const browser = await signedIn('both');
    const body = JSON.stringify({ practiceId: OTHER_PRACTICE });
    const json = { 'content-type': 'application/json' };
    const attempts: readonly RequestInit[] = [
      { method: 'GET' },
      { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' }, body: `practiceId=${OTHER_PRACTICE}` },
      { method: 'POST', headers: { 'content-type': 'text/plain', origin: browser.origin }, body },
      { method: 'POST', headers: { ...json, 'x-spindle-csrf': '1' }, body },
      { method: 'POST', headers: { ...json, 'x-spindle-csrf': '1', origin: 'null' }, body },
      { method: 'POST', headers: { ...json, 'x-spindle-csrf': '1', origin: 'https://evil.example' }, body },
      { method: 'POST', headers: { ...json, 'x-spindle-csrf': '1', origin: `${browser.origin}.evil.example` }, body },
      { method: 'POST', headers: { ...json, origin: browser.origin }, body },
    ];
    for (const attempt of attempts) expect([403, 404]).toContain((await browser.send('/session/practice', attempt)).status);
    for (const path of ['/auth/logout', '/break-glass']) expect((await browser.send(path, { method: 'POST', headers: { origin: 'https://evil.example' } })).status).toBe(403);
    expect((await browser.send('/auth/logout')).status).toBe(404);
    expect((await browser.send('/graphql', { method: 'POST', headers: json, body: '{"query":"{ whoAmI }"}' })).status).toBe(403);
    expect(await who(browser)).toMatchObject({ practice: { id: (await who(browser)).practice.id } });
    expect(await statusOf(browser)).toBe(200);
  });

  it('cookie tossing: two cookies of the name are none', async () => {
    const browser = await signedIn('clerk');
    browser.cookie = `${browser.cookie}; spindle=${'a'.repeat(43)}`;
    expect(await statusOf(browser)).toBe(401);
  });

  it('logout leaves session alive: no, it ends every session of the person in every browser, and the issuer\'s', async () => {
    const [one, other] = [await signedIn('clerk'), await signedIn('clerk')];
    const copy = new Browser(gateway.port);
    copy.cookie = one.cookie;
    const { issuerLogoutUrl } = (await (await one.change('/auth/logout')).json()) as { issuerLogoutUrl: string };
    expect(new URL(issuerLogoutUrl).origin).toBe(place.issuer.url);
    expect([one.cookie, await statusOf(copy), await statusOf(other)]).toEqual(['', 401, 401]);
  });

  it('works at two gateways, is over at both after a logout, and outlives a restart', async () => {
    const second = await place.gateway();
    const browser = await signedIn('clerk');
    const elsewhere = new Browser(second.port);
    elsewhere.cookie = browser.cookie;
    expect([await statusOf(browser), await statusOf(elsewhere)]).toEqual([200, 200]);
    const restarted = new Browser((await place.gateway()).port);
    restarted.cookie = browser.cookie;
    expect(await statusOf(restarted)).toBe(200);
    await browser.change('/auth/logout');
    await new Promise((resolve) => { setTimeout(resolve, SESSION_HOLDS_MS + 200); });
    expect(await statusOf(elsewhere)).toBe(401);
  }, 20_000);

  it.each([['fifteen minutes without a request', "last_seen_at = now() - interval '15 minutes 1 second'"], ['twelve hours', "expires_at = now() - interval '1 second'"]])('is over after %s', async (_when, change) => {
    const browser = await signedIn('owner');
    const other = new Browser((await place.gateway()).port);
    other.cookie = browser.cookie;
    await place.asAdmin(`UPDATE identity.session SET ${change} WHERE person_id = $1`, [PEOPLE.owner.id]);
    expect(await statusOf(other)).toBe(401);
  });

  it('is over with the membership', async () => {
    const browser = await signedIn('both');
    await place.asAdmin('UPDATE identity.membership SET ended_at = now() WHERE person_id = $1', [PEOPLE.both.id]);
    await new Promise((resolve) => { setTimeout(resolve, SESSION_HOLDS_MS + 200); });
    expect(await statusOf(browser)).toBe(401);
  }, 15_000);
});
