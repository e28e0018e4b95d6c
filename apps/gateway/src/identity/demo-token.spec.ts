import { SignJWT, UnsecuredJWT } from 'jose';
import { deriveKey } from '@spindle/subgraph';
import { fixtureId } from '../testing/fixture-sdl';
import { CredentialsRefused } from './credentials';
import { demoAuthentication, issueDemoToken, noAuthentication, verifyDemoToken } from './demo-token';

const secret = 'x9'.repeat(16) + 'a long enough secret';
const key = deriveKey(secret, 'demo tokens');
const viewer = { personId: fixtureId(1), practiceId: fixtureId(2), roles: ['BILLER', 'FRONT_DESK'] as const, siteIds: [fixtureId(3)], practitionerId: fixtureId(4), patientId: fixtureId(5) };
const claims = { practice: fixtureId(2), roles: ['BILLER'], sites: null };

type Change = (token: SignJWT) => SignJWT;
/** A token that holds, unless `change` makes it not hold. */
function token(change: Change = (same) => same, { payload = claims as object, signedWith = key, header = {} } = {}): Promise<string> {
  const sound = new SignJWT({ ...payload }).setProtectedHeader({ alg: 'HS256', typ: 'spindle-demo+jwt', ...header }).setIssuer('spindle-demo').setAudience('spindle').setSubject(fixtureId(1)).setIssuedAt().setExpirationTime('1h');
  return change(sound).sign(signedWith);
}

describe('a demo token', () => {
  it('gives back the viewer it was issued for', async () => {
    expect(await verifyDemoToken(key, await issueDemoToken(key, viewer))).toEqual(viewer);
    expect(await verifyDemoToken(key, await issueDemoToken(key, { ...viewer, siteIds: null }))).toEqual({ ...viewer, siteIds: null });
  });

  it.each<[string, () => Promise<string> | string]>([
    ['is malformed', () => 'a.b.c'],
    ['has expired', () => issueDemoToken(key, viewer, -1)],
    ['is not valid yet', () => token((made) => made.setNotBefore('10m'))],
    ['is unsigned (alg none)', () => new UnsecuredJWT(claims).setSubject(fixtureId(1)).setIssuer('spindle-demo').setAudience('spindle').setIssuedAt().setExpirationTime('1h').encode()],
    ['is signed with another key', () => token(undefined, { signedWith: deriveKey(`${secret}!`, 'demo tokens') })],
    ['is signed with the key of subgraph requests', () => token(undefined, { signedWith: deriveKey(secret, 'subgraph requests') })],
    ['is signed with another algorithm', () => token(undefined, { header: { alg: 'HS512' }, signedWith: new Uint8Array(64) })],
    ['is of another type', () => token(undefined, { header: { typ: 'JWT' } })],
    ['is for another audience', () => token((made) => made.setAudience('other'))],
    ['is from another issuer', () => token((made) => made.setIssuer('other'))],
    ['names no person', () => token((made) => made.setSubject('admin'))],
    ['names no practice', () => token(undefined, { payload: { ...claims, practice: 'all' } })],
    ['has no role', () => token(undefined, { payload: { ...claims, roles: [] } })],
    ['has an unknown role', () => token(undefined, { payload: { ...claims, roles: ['BILLER', 'ROOT'] } })],
    ['has sites of no form', () => token(undefined, { payload: { ...claims, sites: ['everywhere'] } })],
    ['says nothing about sites', () => token(undefined, { payload: { practice: claims.practice, roles: claims.roles } })],
  ])('is refused when it %s', async (_what, make) => {
    await expect(Promise.resolve(make()).then((text) => verifyDemoToken(key, text))).rejects.toThrow(CredentialsRefused);
  });
});

describe('the Authorization header', () => {
  const authenticate = demoAuthentication(key);

  it('may be absent', async () => { expect(await authenticate({})).toBeNull(); });

  it('carries a bearer token, the scheme in any case', async () => {
    expect(await authenticate({ authorization: `bearer ${await issueDemoToken(key, viewer)}` })).toEqual(viewer);
  });

  it('holds no longer than its token, however often it was shown', async () => {
    const authorization = `Bearer ${await issueDemoToken(key, viewer, 60)}`;
    expect(await authenticate({ authorization })).toEqual(viewer);
    jest.useFakeTimers({ now: Date.now() + 61_000, doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    try {
      await expect(authenticate({ authorization })).rejects.toThrow(CredentialsRefused);
    } finally {
      jest.useRealTimers();
    }
  });

  it.each(['', 'Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a b', 'token'])('is refused as "%s"', async (authorization) => {
    await expect(authenticate({ authorization })).rejects.toThrow(CredentialsRefused);
  });

  it('is refused in production, where demo tokens do not count', async () => {
    const authorization = `Bearer ${await issueDemoToken(key, viewer)}`;
    await expect(noAuthentication({ authorization })).rejects.toThrow(CredentialsRefused);
    await expect(noAuthentication({})).resolves.toBeNull();
  });
});
