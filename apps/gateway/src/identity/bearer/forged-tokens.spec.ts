import { createHmac, generateKeyPairSync } from 'node:crypto';
import { request } from 'node:http';
import { UnsecuredJWT, type JWTHeaderParameters, type JWTPayload } from 'jose';
import type { FixtureGateway } from '../../testing/fixture-gateway';
import { IdentityPlace, OTHER_PRACTICE, PEOPLE, PRACTICE, viewerOf } from '../../testing/identity-gateway';
import { MEMBERSHIP_HOLDS_MS } from './holding';

let place: IdentityPlace;
let gateway: FixtureGateway;
beforeAll(async () => {
  place = await IdentityPlace.start();
  gateway = await place.gateway({ rateLimits: { failure: 100_000 } });
  place.issuer.person = { sub: 'clerk' };
}, 60_000);
afterAll(() => place.stop());

const ask = (token: string) => gateway.post('{ whoAmI }', { headers: { authorization: `Bearer ${token}` } });
const now = (): number => Math.floor(Date.now() / 1000);
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token of the issuer', () => {
  it('stands for the membership of its subject', async () => {
    const { status, body } = await ask(await place.issuer.token());
    expect(status).toBe(200);
    expect(viewerOf(body.data)).toMatchObject({ personId: PEOPLE.clerk.id, practiceId: PRACTICE, roles: ['FRONT_DESK'], siteIds: null });
  });

  it.each<[string, () => Promise<string> | string]>([
    ['algorithm none, with a key\'s name', async () => { const [, payload = ''] = (await place.issuer.token()).split('.'); return `${part({ alg: 'none', typ: 'at+jwt', kid: 'one' })}.${payload}.`; }],
    ['algorithm none', () => new UnsecuredJWT({}).setIssuer(place.issuer.url).setSubject('clerk').setAudience('urn:test:api').setIssuedAt().setExpirationTime('5m').encode()],
    ['algorithm confusion: HS256 with the public key', async () => {
      const [, payload = ''] = (await place.issuer.token()).split('.');
      const head = part({ alg: 'HS256', typ: 'at+jwt', kid: 'one' });
      return `${head}.${payload}.${createHmac('sha256', place.issuer.publicPem()).update(`${head}.${payload}`).digest('base64url')}`;
    }],
    ['another algorithm than configured', () => place.issuer.token({}, { alg: 'RS512' })],
    ['unknown kid', () => place.issuer.token({}, { kid: 'nobody' })],
    ['no kid', () => place.issuer.token({}, { kid: undefined } as never)],
    ['kid path traversal', () => place.issuer.token({}, { kid: '../../../../dev/null' })],
    ['kid SQL injection', () => place.issuer.token({}, { kid: "one' OR '1'='1" })],
    ['wrong issuer', () => place.issuer.token({ iss: 'https://evil.example' })],
    ['token of another audience', () => place.issuer.token({ aud: 'urn:other:api' })],
    ['no audience', () => place.issuer.token({ aud: undefined } as unknown as JWTPayload)],
    ['wrong typ: an ID token', () => place.issuer.token({}, { typ: 'JWT' })],
    ['no typ', () => place.issuer.token({}, { typ: undefined } as never)],
    ['expired', () => place.issuer.token({ exp: now() - 60 })],
    ['no expiry', () => place.issuer.token({ exp: undefined } as unknown as JWTPayload)],
    ['not yet valid', () => place.issuer.token({ nbf: now() + 600 })],
    ['no subject', () => place.issuer.token({ sub: undefined } as unknown as JWTPayload)],
    ['jku SSRF', () => place.issuer.token({}, { jku: `${place.issuer.url}/evil` })],
    ['x5u SSRF', () => place.issuer.token({}, { x5u: `${place.issuer.url}/evil` })],
    ['jwk header injection', () => place.issuer.token({}, { jwk: stranger.export({ format: 'jwk' }) } as JWTHeaderParameters, stranger)],
    ['another key under a known kid', () => place.issuer.token({}, {}, stranger)],
    ['empty signature', async () => `${(await place.issuer.token()).split('.').slice(0, 2).join('.')}.`],
    ['changed claims', async () => { const [head, , signature] = (await place.issuer.token()).split('.'); return `${head}.${part({ iss: place.issuer.url, aud: 'urn:test:api', sub: 'admin', iat: now(), exp: now() + 300 })}.${signature}`; }],
    ['critical extension', () => place.issuer.token({}, { crit: ['evil'], evil: true } as never).catch(() => 'a.b.c')],
    ['oversized token', () => place.issuer.token({ filler: 'x'.repeat(9_000) })],
    ['subject without a membership', () => place.issuer.token({ sub: 'nobody' })],
    ['practice in which the subject has no membership', () => place.issuer.token({ practice: OTHER_PRACTICE })],
    ['roles that the membership has not', () => place.issuer.token({ roles: ['PRACTICE_ADMIN'] })],
    ['roles of no form', () => place.issuer.token({ roles: 'FRONT_DESK' })],
    ['sites of no form', () => place.issuer.token({ sites: ['everywhere'] })],
  ])('%s: refused with 401', async (_flaw, forge) => {
    const { status, headers, body } = await ask(await forge());
    expect([status, headers.get('www-authenticate'), body.errors?.[0]?.extensions['code'], body.data ?? null]).toEqual([401, 'Bearer', 'UNAUTHENTICATED', null]);
    expect(place.issuer.asked).not.toContain('/evil');
  });

  it('duplicated header: refused with 401', async () => {
    const token = await place.issuer.token();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request({ port: gateway.port, path: '/graphql', method: 'POST', headers: ['host', `127.0.0.1:${gateway.port}`, 'content-type', 'application/json', 'authorization', `Bearer ${token}`, 'authorization', 'Bearer a.b.c'] }, (response) => resolve(response.resume().statusCode));
      sent.once('error', reject).end('{"query":"{ whoAmI }"}');
    });
    expect(status).toBe(401);
  });

  it('names the practice where its subject has two, and is refused where it does not', async () => {
    expect((await ask(await place.issuer.token({ sub: 'both' }))).status).toBe(401);
    for (const practice of [OTHER_PRACTICE, 'prairie']) expect(viewerOf((await ask(await place.issuer.token({ sub: 'both', practice }))).body.data)['practiceId']).toBe(OTHER_PRACTICE);
  });

  it('client header x-practice-id ignored', async () => {
    const { body } = await gateway.post('{ whoAmI }', { headers: { authorization: `Bearer ${await place.issuer.token()}`, 'x-practice-id': OTHER_PRACTICE, 'x-roles': 'PRACTICE_ADMIN' } });
    expect(viewerOf(body.data)).toMatchObject({ practiceId: PRACTICE, roles: ['FRONT_DESK'] });
  });

  it('of a program counts only while its service account is not revoked', async () => {
    const token = await place.issuer.token({ sub: 'program' });
    expect(viewerOf((await ask(token)).body.data)['roles']).toEqual(['SERVICE']);
    await place.asAdmin('UPDATE identity.service_account SET revoked_at = now()');
    const deadline = Date.now() + MEMBERSHIP_HOLDS_MS + 1_500;
    let status = 200;
    while (status === 200 && Date.now() < deadline) { status = (await ask(token)).status; await new Promise((resolve) => { setTimeout(resolve, 100); }); }
    expect(status).toBe(401);
  }, 15_000);
});

describe('the keys of the issuer', () => {
  const fetches = (): number => place.issuer.asked.filter((path) => path === '/keys').length;

  it('are fetched once for many tokens, and unknown ones cannot make the gateway ask again and again', async () => {
    const before = fetches();
    for (let count = 0; count < 40; count += 1) await ask(await place.issuer.token({}, { kid: `unknown-${count}` }));
    expect(fetches() - before).toBeLessThanOrEqual(1);
  });

  it('change without an interruption: two live at once, then the new one alone', async () => {
    const rotating = await place.gateway();
    const send = async (token: string) => (await rotating.post('{ whoAmI }', { headers: { authorization: `Bearer ${token}` } })).status;
    const old = await place.issuer.token();
    place.issuer.addKey('two');
    expect([await send(old), await send(await place.issuer.token())]).toEqual([200, 200]);
    place.issuer.dropKey('one');
    const later = await place.gateway();
    const sendLater = async (token: string) => (await later.post('{ whoAmI }', { headers: { authorization: `Bearer ${token}` } })).status;
    expect([await sendLater(await place.issuer.token()), await sendLater(old)]).toEqual([200, 401]);
  });
});
