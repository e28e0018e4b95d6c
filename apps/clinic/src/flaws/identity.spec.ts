import { createHmac, createPublicKey, generateKeyPairSync, randomUUID, sign as signWith, type JsonWebKey } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { developmentIssuer, issueToken, MEMBERSHIP_HOLDS_MS } from '@spindle/gateway/identity';
import { DEMO_PEOPLE, SAMPLE_PRACTICES, SECOND_DEMO_PEOPLE, subjectOf } from '@spindle/sample-clinic';
import { jsonLogger } from '@spindle/subgraph';
import { startClinic } from '../clinic';
import { TestClinic } from '../testing/test-clinic';

const QUERY = JSON.stringify({ query: '{ locations { edges { node { id } } } }' });
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const clerk = { subject: subjectOf(DEMO_PEOPLE.FRONT_DESK), practiceId: SAMPLE_PRACTICES.spindle.id };

/** Credentials that do not hold: the clinic answers 401, and does nothing. */
describe('who is asking', () => {
  let clinic: TestClinic;
  let elsewhere: Server;
  let fetched = 0;
  beforeAll(async () => {
    elsewhere = createServer((_request, response) => { fetched += 1; response.end('{"keys":[]}'); });
    await new Promise<void>((resolve) => { elsewhere.listen(0, '127.0.0.1', resolve); });
    clinic = await TestClinic.start();
  }, 120_000);
  afterAll(async () => {
    elsewhere.close();
    await clinic.stop();
  });

  const url = (): string => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/keys`;
  const ask = async (headers: Record<string, string>, at = clinic.front.url) => {
    const response = await fetch(`${at}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: QUERY });
    return { status: response.status, text: await response.text() };
  };
  const honest = (lifetimeSeconds?: number): Promise<string> => issueToken(clinic.database.secret, clerk, lifetimeSeconds);
  /** The honest token's parts with another head and, where given, other claims; signed by `sign`. */
  const forged = async (head: object, sign: (text: string) => string, claims: object = {}): Promise<string> => {
    const [oldHead = '', oldClaims = ''] = (await honest()).split('.');
    const decoded = (text: string): object => JSON.parse(Buffer.from(text, 'base64url').toString()) as object;
    const text = `${part({ ...decoded(oldHead), ...head })}.${part({ ...decoded(oldClaims), ...claims })}`;
    return `${text}.${sign(text)}`;
  };
  const stranger = generateKeyPairSync('ed25519');
  const byStranger = (text: string): string => signWith(null, Buffer.from(text), stranger.privateKey).toString('base64url');
  const publicPem = (): string => createPublicKey({ key: developmentIssuer(clinic.database.secret).keys?.keys[0] as JsonWebKey, format: 'jwk' }).export({ format: 'pem', type: 'spki' }).toString();

  it('an honest token is let in', async () => { expect((await ask({ authorization: `Bearer ${await honest()}` })).status).toBe(200); });

  it.each<[string, () => Promise<string>]>([
    ['algorithm none', () => forged({ alg: 'none' }, () => '')],
    ['algorithm confusion: HMAC with the public key', () => forged({ alg: 'HS256' }, (text) => createHmac('sha256', publicPem()).update(text).digest('base64url'))],
    ['signature stripped', async () => `${(await honest()).split('.').slice(0, 2).join('.')}.`],
    ['claims changed under an honest signature', async () => { const [head, , signature] = (await honest()).split('.'); return `${head}.${(await forged({}, () => '', { sub: subjectOf(DEMO_PEOPLE.PRACTICE_ADMIN) })).split('.')[1]}.${signature}`; }],
    ['another key under a known kid', () => forged({}, byStranger)],
    ['unknown kid', () => forged({ kid: "x' OR '1'='1" }, byStranger)],
    ['key injected by the jwk header', () => forged({ jwk: stranger.publicKey.export({ format: 'jwk' }) }, byStranger)],
    ['expired token', () => honest(-60)],
    ['practice in which the person has no membership', () => issueToken(clinic.database.secret, { ...clerk, practiceId: SAMPLE_PRACTICES.second.id })],
    ['roles beyond the membership', () => issueToken(clinic.database.secret, { ...clerk, roles: ['PRACTICE_ADMIN', 'PRACTITIONER'] })],
    ['subject whom nobody let in', () => issueToken(clinic.database.secret, { ...clerk, subject: randomUUID() })],
  ])('%s: refused with 401', async (_flaw, forge) => {
    const { status, text } = await ask({ authorization: `Bearer ${await forge()}` });
    expect([status, text]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
    expect(text).not.toContain('"data"');
  });

  it('SSRF by the jku and x5u headers of a token: nothing is fetched from there', async () => {
    for (const header of ['jku', 'x5u']) expect((await ask({ authorization: `Bearer ${await forged({ [header]: url(), kid: 'theirs' }, byStranger)}` })).status).toBe(401);
    expect(fetched).toBe(0);
  });

  it.each<[string, Record<string, string>]>([
    ['basic credentials', { authorization: `Basic ${Buffer.from('fern:spindle-demo').toString('base64')}` }],
    ['tampered cookie', { cookie: 'spindle_session=x; __Host-spindle=x; spindle=x' }],
    ['identity by a proxy\'s header', { 'x-forwarded-user': DEMO_PEOPLE.PRACTICE_ADMIN.id, 'x-remote-user': 'ada', 'x-spindle-viewer': JSON.stringify({ roles: ['PRACTICE_ADMIN'] }) }],
    ['a subgraph\'s signature header at the gateway', { 'x-spindle-signature': 'x', 'x-spindle-identity': part({ roles: ['PRACTICE_ADMIN'] }) }],
  ])('%s: stands for nobody', async (_flaw, headers) => { expect((await ask(headers)).status).toBe(401); });

  it('stale role after the membership ended: the token that was good is refused', async () => {
    const biller = { subject: subjectOf(SECOND_DEMO_PEOPLE.BILLER), practiceId: SAMPLE_PRACTICES.second.id };
    const authorization = `Bearer ${await issueToken(clinic.database.secret, biller)}`;
    expect((await ask({ authorization })).status).toBe(200);
    await clinic.rows('UPDATE identity.membership SET ended_at = now() WHERE person_id = $1', [SECOND_DEMO_PEOPLE.BILLER.id]);
    await pause(MEMBERSHIP_HOLDS_MS + 100);
    expect((await ask({ authorization })).status).toBe(401);
  });

  it('X-Forwarded-For spoofing: another address in a header is no way around the limit of an address', async () => {
    const limited = await startClinic({ place: clinic.database, port: 0, logger: jsonLogger(() => undefined), rateLimits: { address: 10 } });
    const authorization = `Bearer ${await honest()}`;
    const statuses: number[] = [];
    // At most one minute ends meanwhile: twice ten are let through then.
    for (let time = 0; time < 25 && statuses.at(-1) !== 429; time += 1) statuses.push((await ask({ authorization, 'x-forwarded-for': `203.0.113.${time}`, forwarded: `for=203.0.113.${time}`, 'x-real-ip': `203.0.113.${time}` }, limited.gateway.url)).status);
    await limited.stop();
    expect([statuses[0], statuses.at(-1)]).toEqual([200, 429]);
  });
});
