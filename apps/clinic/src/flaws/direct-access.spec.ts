import { randomUUID } from 'node:crypto';
import { Server } from 'node:net';
import { jsonLogger, keyRing, signRequest, type VerifiedRequest } from '@spindle/subgraph';
import type { TestDatabase } from '@spindle/database/testing';
import { SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { subgraphs } from '@spindle/supergraph';
import { startSplitClinic, type SplitClinic } from '../split-clinic';
import { seededDatabase, TestClinic } from '../testing/test-clinic';

const SDL = '{ _service { sdl } }';
const INTROSPECTION = '{ __schema { types { name fields { name } } } }';
const EVENT = JSON.stringify({ id: randomUUID(), type: 'PatientRegistered', version: 1, practiceId: SAMPLE_PRACTICES.spindle.id, source: 'patient', aggregateId: randomUUID(), sequence: 1, occurredAt: '2026-03-09T08:30:00Z', payload: { patientId: randomUUID() } });
/** Words of the schema, of rows and of our own code. */
const TOLD = /type |sdl|Patient|Query|appointment|claim|stack|node_modules|127\.0\.0\.1/i;
const REFUSED = { errors: [{ message: 'This service answers signed requests only.', extensions: { code: 'UNAUTHENTICATED' } }] };

const request: VerifiedRequest = { requestId: 'r1', viewer: { personId: '0193a6f0-0000-7000-8000-000000000001', practiceId: SAMPLE_PRACTICES.spindle.id, roles: ['PRACTICE_ADMIN'], siteIds: null } };

describe('a subgraph reached directly, each as a process of its own', () => {
  let database: TestDatabase;
  let clinic: SplitClinic;
  beforeAll(async () => {
    database = await seededDatabase();
    clinic = await startSplitClinic({ place: database, port: 0, logger: jsonLogger(() => undefined) });
  }, 120_000);
  afterAll(async () => {
    await clinic.stop();
    await database.drop();
  }, 60_000);

  interface Sent { readonly path?: string; readonly method?: string; readonly body?: string; readonly token?: string }

  async function send(name: string, { path = '/graphql', method = 'POST', body = JSON.stringify({ query: SDL }), token }: Sent): Promise<{ status: number; text: string }> {
    const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    const response = await fetch(clinic.subgraphUrl(name) + path, { method, headers, body: method === 'GET' ? null : body });
    return { status: response.status, text: await response.text() };
  }

  const sign = (audience: string, { query = SDL, body = JSON.stringify({ query }) } = {}) => signRequest(keyRing('subgraph requests', { secret: database.secret }), { audience, body, operation: query, request });

  it.each(subgraphs.map(({ name }) => name))('%s gives an unsigned request 401, and not a byte of schema or rows, whatever it asks', async (name) => {
    const asked: Sent[] = [
      {}, { body: JSON.stringify({ query: INTROSPECTION }) }, { body: JSON.stringify({ query: '{ __typename }' }) }, { body: '' }, { body: 'not json' }, { body: EVENT, path: '/events' },
      { method: 'GET', path: `/graphql?query=${encodeURIComponent(SDL)}` }, { method: 'GET', path: '/' }, { method: 'GET', path: '/sdl' }, { method: 'GET', path: '/events' }, { method: 'GET', path: '/metrics' },
      { method: 'PUT' }, { method: 'DELETE', path: '/events' }, { path: '/graphql/' }, { path: '//graphql' }, { path: '/health' }, { path: '/ready' },
    ];
    for (const each of asked) {
      const { status, text } = await send(name, each);
      expect({ ...each, status }).toEqual({ ...each, status: 401 });
      expect(JSON.parse(text)).toEqual(REFUSED);
      expect(text).not.toMatch(TOLD);
    }
  });

  it.each(subgraphs.map(({ name }) => name))('%s answers what is signed for it, once, and only as it was signed', async (name) => {
    const body = JSON.stringify({ query: SDL });
    const token = await sign(name);
    expect((await send(name, { token, body })).text).toContain('type Query');
    const another = name === 'billing' ? 'patient' : 'billing';
    const misused: [string, Sent][] = [
      ['replayed', { token, body }],
      ['signed for another subgraph', { token: await sign(another), body }],
      ['with its body swapped', { token: await sign(name), body: JSON.stringify({ query: INTROSPECTION }) }],
      ['with variables added', { token: await sign(name), body: JSON.stringify({ query: SDL, variables: { a: 1 } }) }],
      ['signed over another operation', { token: await sign(name, { query: '{ __typename }', body }), body }],
      ['as an event', { token: await sign(name), body: EVENT, path: '/events' }],
    ];
    for (const [how, sent] of misused) expect([how, await send(name, sent)]).toEqual([how, { status: 401, text: JSON.stringify(REFUSED) }]);
  });
});

describe('the clinic in one process', () => {
  it('opens one port, the gateway\'s: there is no way to a subgraph', async () => {
    const listen = jest.spyOn(Server.prototype, 'listen');
    const clinic = await TestClinic.start();
    const opened = listen.mock.calls.length;
    listen.mockRestore();
    const { port } = new URL(clinic.front.url);
    await clinic.stop();
    expect({ opened, port: Number(port) > 0 }).toEqual({ opened: 1, port: true });
  });
});
