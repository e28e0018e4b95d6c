import { once } from 'node:events';
import { connect } from 'node:net';
import type { Server } from 'node:http';
import { soleKey } from './identity/key-ring';
import { signRequest } from './identity/signed-request';
import type { VerifiedRequest } from './identity/viewer';
import { jsonLogger } from './logger';
import { serveSubgraph } from './serve';
import { requestAs, ROW_TEXT, sampleSubgraph, type Sample } from './testing/sample-subgraph';

const KEYS = soleKey(new Uint8Array(32).fill(7));
const SDL = '{"query":"{ _service { sdl } day(value: \\"2026-03-09\\") }"}';
const EVENT = { id: 'e1', type: 'PatientRegistered', version: 1, practiceId: 'p1', source: 'patient', aggregateId: 'a1', sequence: 1, occurredAt: '2026-03-09T08:30:00Z', payload: { patientId: 'x' } };

let sample: Sample;
let server: Server;
let url: string;
const lines: string[] = [];
const health = { ready: async (): Promise<void> => undefined };

beforeAll(async () => {
  sample = sampleSubgraph({ ready: () => health.ready(), receive: async (event) => { if (event.aggregateId === 'broken') throw new Error(ROW_TEXT); return 'APPLIED'; } });
  server = await serveSubgraph(sample.subgraph, { port: 0, keys: KEYS, logger: jsonLogger((line) => lines.push(line)) });
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

interface Answer { readonly status: number; readonly text: string }

async function send(path: string, body: string | null, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url + path, body === null ? { headers } : { method: 'POST', body, headers });
  return { status: response.status, text: await response.text() };
}

/** The operation or the type of the event in a body; nothing in what is neither. */
function askedBy(body: string): string {
  const [, , text = ''] = /^\{(.*,)?"(?:query|type)":("(?:[^"\\]|\\.)*")/.exec(body) ?? [];
  return text === '' ? '' : (JSON.parse(text) as string);
}

async function sign(body: string, request: VerifiedRequest = requestAs(), audience = 'sample'): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await signRequest(KEYS, { audience, body, operation: askedBy(body), request })}` };
}

const signed = async (path: string, body: string, request = requestAs()): Promise<Answer> => send(path, body, await sign(body, request));

describe('a subgraph over HTTP', () => {
  it('answers a signed request', async () => {
    const { status, text } = await signed('/graphql', SDL);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ data: { day: '2026-03-09', _service: { sdl: expect.stringContaining('type Visit') } } });
  });

  it.each<[string, () => Promise<Record<string, string>>]>([
    ['unsigned', async () => ({})],
    ['garbage', async () => ({ authorization: 'Bearer garbage' })],
    ['another scheme', async () => ({ authorization: 'Basic dXNlcjpwYXNz' })],
    ['another key', async () => ({ authorization: `Bearer ${await signRequest(soleKey(new Uint8Array(32).fill(9)), { audience: 'sample', body: SDL, operation: askedBy(SDL), request: requestAs() })}` })],
    ['another subgraph', () => sign(SDL, requestAs(), 'billing')],
    ['another body', () => sign('{"query":"{ day }"}')],
    ['another operation', async () => ({ authorization: `Bearer ${await signRequest(KEYS, { audience: 'sample', body: SDL, operation: '{ day }', request: requestAs() })}` })],
  ])('gives not a byte of schema or data to %s', async (_what, headers) => {
    for (const path of ['/graphql', '/events', '/nowhere', '/']) {
      const { status, text } = await send(path, SDL, await headers());
      expect(status).toBe(401);
      expect(JSON.parse(text)).toEqual({ errors: [{ message: 'This service answers signed requests only.', extensions: { code: 'UNAUTHENTICATED' } }] });
    }
  });

  it('gives nothing to a replay', async () => {
    const headers = await sign(SDL);
    expect((await send('/graphql', SDL, headers)).status).toBe(200);
    const again = await send('/graphql', SDL, headers);
    expect(again.status).toBe(401);
    expect(again.text).not.toContain('Visit');
  });

  it('gives nothing by GET', async () => {
    for (const path of ['/graphql?query={_service{sdl}}', '/graphql', '/', '/health/../graphql']) expect((await send(path, null)).status).toBe(401);
  });

  it('refuses a patient, the schema included', async () => {
    const { status, text } = await signed('/graphql', SDL, requestAs('PATIENT'));
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN', fields: ['Query._service', 'Query.day'] } }] });
  });

  it('knows no other path', async () => { expect((await signed('/nowhere', SDL)).status).toBe(404); });

  it.each(['', '{', 'null', '[]', '"text"', '42', '{}', '{"query":1}', '{"query":null}', '{"query":"{ day }","variables":[]}', '{"query":"{ day }","variables":"x"}', '{"query":"{ day }","operationName":1}'])('answers 400 to the body %j', async (body) => {
    const { status, text } = await signed('/graphql', body);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it.each(['{ day(', '{ nothing }', 'subscription { day }'])('answers the operation %j with its error, never a 5xx', async (query) => {
    const { status, text } = await signed('/graphql', JSON.stringify({ query }));
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it.each([5, 40])('answers 413 to %d MiB, signed or not', async (mebibytes) => {
    const body = 'x'.repeat(mebibytes * 1024 * 1024);
    for (const headers of [{}, await sign(body)]) {
      const { status, text } = await send('/graphql', body, headers);
      expect(status).toBe(413);
      expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }] });
    }
  });

  it('survives a caller who leaves in the middle', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST /graphql HTTP/1.1\r\nHost: sample\r\nContent-Length: 1000\r\n\r\n{"query"');
    socket.destroy();
    expect((await send('/health', null)).status).toBe(200);
  });
});

describe('events over HTTP', () => {
  it('are received when signed', async () => { expect(await signed('/events', JSON.stringify(EVENT))).toEqual({ status: 200, text: '{"receipt":"APPLIED"}' }); });

  it.each(['', 'null', '[]', '{}', JSON.stringify({ ...EVENT, sequence: '1' }), JSON.stringify({ ...EVENT, payload: null }), JSON.stringify({ ...EVENT, type: 7 })])('answer 400 to %j', async (body) => { expect((await signed('/events', body)).status).toBe(400); });

  it('answer 500 to a fault, and say nothing of it', async () => {
    const { status, text } = await signed('/events', JSON.stringify({ ...EVENT, aggregateId: 'broken' }));
    expect(status).toBe(500);
    for (const said of [text, lines.join()]) expect(said).not.toContain('Maria');
  });
});

describe('the operator', () => {
  it('sees that the process is alive', async () => { expect(await send('/health', null)).toEqual({ status: 200, text: '{"status":"alive"}' }); });

  it('sees whether the database answers, and no reason', async () => {
    expect(await send('/ready', null)).toEqual({ status: 200, text: '{"status":"ready"}' });
    health.ready = () => Promise.reject(new Error(ROW_TEXT));
    expect(await send('/ready', null)).toEqual({ status: 503, text: '{"status":"not ready"}' });
    health.ready = async () => undefined;
  });
});
