import { createHash } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { requestAs } from '../testing/sample-subgraph';
import { soleKey } from './key-ring';
import { ReplayGuard, sendSigned, SignatureRefused, signRequest, SIGNATURE_LIFETIME_SECONDS, verifyRequest } from './signed-request';

const KEY = new Uint8Array(32).fill(7);
const OTHER_KEY = new Uint8Array(32).fill(8);
const KEYS = soleKey(KEY, 'one');
const OPERATION = '{ day }';
const BODY = '{"query":"{ day }"}';
const AUDIENCE = 'patient';
const now = (): number => Math.floor(Date.now() / 1000);

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');
const { viewer } = requestAs();
const claims = { body: hash(BODY), asked: hash(OPERATION), practice: viewer.practiceId, roles: ['BILLER'], sites: null as unknown, request: 'r1' };
const registered = () => ({ iss: 'spindle-gateway', aud: AUDIENCE, sub: viewer.personId, jti: crypto.randomUUID(), iat: now(), exp: now() + SIGNATURE_LIFETIME_SECONDS });

/** A token made by hand: `undefined` takes a claim away. */
function forge(changes: Record<string, unknown> = {}, { key = KEY, alg = 'HS256', kid = 'one' as string | null } = {}): Promise<string> {
  return new SignJWT({ ...registered(), ...claims, ...changes }).setProtectedHeader({ alg, ...(kid === null ? {} : { kid }) }).sign(key);
}

const verify = (token: string | undefined, { audience = AUDIENCE, body = BODY, operation = OPERATION, keys = KEYS, guard = new ReplayGuard() } = {}) => verifyRequest(keys, { audience, body, token, operation: () => operation }, guard);

describe('a signed request', () => {
  it('hands over the viewer as the gateway knows it', async () => {
    const request = requestAs('PRACTITIONER');
    expect(await verify(await signRequest(KEYS, { audience: AUDIENCE, body: BODY, operation: OPERATION, request }))).toEqual(request);
    const everywhere = { ...request, viewer: { ...request.viewer, siteIds: null } };
    expect(await verify(await signRequest(KEYS, { audience: AUDIENCE, body: BODY, operation: OPERATION, request: everywhere }))).toEqual(everywhere);
  });

  it('can be made by hand with every claim', async () => { expect(await verify(await forge())).toMatchObject({ requestId: 'r1', viewer: { roles: ['BILLER'], siteIds: null } }); });

  it.each<[string, () => Promise<string | undefined>]>([
    ['unsigned', async () => undefined],
    ['with an empty token', async () => ''],
    ['with garbage', async () => 'garbage'],
    ['signed with another key', () => forge({}, { key: OTHER_KEY })],
    ['signed with a key that nobody names', () => forge({}, { kid: null })],
    ['signed with a key of another name', () => forge({}, { kid: 'two' })],
    ['signed with another algorithm', () => forge({}, { alg: 'HS512', key: new Uint8Array(64).fill(7) })],
    ['with the algorithm none', async () => new UnsecuredJWT({ ...registered(), ...claims }).encode()],
    ['with its signature cut off', async () => `${(await forge()).split('.').slice(0, 2).join('.')}.`],
    ['with claims changed after signing', async () => {
      const [head, , signature] = (await forge()).split('.');
      return [head, Buffer.from(JSON.stringify({ ...registered(), ...claims, roles: ['PRACTICE_ADMIN'] })).toString('base64url'), signature].join('.');
    }],
    ['for another subgraph', () => forge({ aud: 'billing' })],
    ['from another issuer', () => forge({ iss: 'somebody' })],
    ['over another body', () => forge({ body: hash('{}') })],
    ['over another operation', () => forge({ asked: hash('{ sdl }') })],
    ['expired', () => forge({ iat: now() - 120, exp: now() - 60 })],
    ['too old, though it says that it lives on', () => forge({ iat: now() - SIGNATURE_LIFETIME_SECONDS - 2, exp: now() + 3_600 })],
    ['from the future', () => forge({ iat: now() + 120, exp: now() + 180 })],
    ['not yet valid', () => forge({ nbf: now() + 120 })],
    ['for a practice that is no identifier', () => forge({ practice: 'all' })],
    ['for a person that is no identifier', () => forge({ sub: 'root' })],
    ['for sites that are no list', () => forge({ sites: 'all' })],
    ...['iss', 'aud', 'sub', 'jti', 'iat', 'exp', 'body', 'asked', 'practice', 'roles', 'sites', 'request'].map((claim): [string, () => Promise<string>] => [`without ${claim}`, () => forge({ [claim]: undefined })]),
  ])('is refused: %s', async (_what, token) => {
    await expect(verify(await token())).rejects.toThrow(SignatureRefused);
  });

  it('is refused at another subgraph and with another body', async () => {
    const token = await forge();
    await expect(verify(token, { audience: 'billing' })).rejects.toThrow(SignatureRefused);
    await expect(verify(token, { body: `${BODY} ` })).rejects.toThrow(SignatureRefused);
    await expect(verify(token, { operation: '{ sdl }' })).rejects.toThrow(SignatureRefused);
  });

  it('counts once', async () => {
    const guard = new ReplayGuard();
    const token = await forge();
    await verify(token, { guard });
    await expect(verify(token, { guard })).rejects.toThrow(SignatureRefused);
  });

  it('is not used up by somebody who cannot sign', async () => {
    const guard = new ReplayGuard();
    const jti = crypto.randomUUID();
    await expect(verify(await forge({ jti }, { key: OTHER_KEY }), { guard })).rejects.toThrow(SignatureRefused);
    await expect(verify(await forge({ jti }), { guard })).resolves.toBeDefined();
  });

  it('carries the span that caused it, and no other text in its place', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect(await verify(await signRequest(KEYS, { audience: AUDIENCE, body: BODY, operation: OPERATION, request: { ...requestAs(), traceparent } }))).toEqual({ ...requestAs(), traceparent });
    expect(await verify(await forge({ trace: 'Maria Quintana' }))).not.toHaveProperty('traceparent');
  });

  it('carries no role and no site that nobody knows', async () => {
    expect(await verify(await forge({ roles: ['ROOT', 'BILLER', 7], sites: ['all', viewer.practiceId] }))).toMatchObject({ viewer: { roles: ['BILLER'], siteIds: [viewer.practiceId] } });
    expect(await verify(await forge({ roles: 'PRACTICE_ADMIN' }))).toMatchObject({ viewer: { roles: [] } });
  });
});

describe('two live keys', () => {
  const [one, two] = [{ id: 'one', key: KEY }, { id: 'two', key: OTHER_KEY }];
  const sent = { audience: AUDIENCE, body: BODY, operation: OPERATION, request: requestAs() };
  const answeredBy = (keys: Parameters<typeof verifyRequest>[0]) => async (token: string) => verify(token, { keys }).then(() => ({ status: 200 }), () => ({ status: 401 }));

  it('are both taken, and the newest signs', async () => {
    expect(await verify(await signRequest([one], sent), { keys: [two, one] })).toEqual(sent.request);
    expect(await verify(await signRequest([two, one], sent), { keys: [two] })).toEqual(sent.request);
  });

  it.each([
    ['the sender is first to have the new key', [two, one], [one], 200, 2],
    ['the receiver is first to have it', [one], [two, one], 200, 1],
    ['both have it', [two, one], [two, one], 200, 1],
    ['the receiver has lost the old key too early', [one], [two], 401, 1],
    ['neither knows a key of the other', [two], [one], 401, 1],
  ] as const)('answer when %s', async (_when, sender, receiver, status, tries) => {
    const send = jest.fn(answeredBy(receiver));
    expect((await sendSigned(sender, sent, send)).status).toBe(status);
    expect(send).toHaveBeenCalledTimes(tries);
  });

  it('are not tried out on who is merely in trouble', async () => {
    const send = jest.fn(async () => ({ status: 503 }));
    expect(await sendSigned([two, one], sent, send)).toEqual({ status: 503 });
    expect(send).toHaveBeenCalledTimes(1);
  });
});

describe('the guard against replays', () => {
  const LIFETIME_MS = SIGNATURE_LIFETIME_SECONDS * 1000;

  it('remembers for longer than a signature lives', () => {
    const guard = new ReplayGuard();
    expect(guard.admit('a', 0)).toBe(true);
    expect(guard.admit('a', LIFETIME_MS + 1_000)).toBe(false);
  });

  it('is bounded by time: it forgets what could not be accepted any more', () => {
    const guard = new ReplayGuard();
    for (let each = 0; each < 10_000; each += 1) guard.admit(`token ${each}`, each);
    const later = 3 * LIFETIME_MS;
    expect(guard.admit('one more', later)).toBe(true);
    expect(Array.from({ length: 10_000 }, (_, each) => guard.admit(`token ${each}`, later)).every(Boolean)).toBe(true);
    expect(guard.admit('token 1', later)).toBe(false);
  });
});
