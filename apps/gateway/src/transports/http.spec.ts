import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ReplayGuard, verifyRequest } from '@spindle/subgraph';
import { TEST_KEYS, TEST_VIEWER } from '../testing/fixture-gateway';
import { httpTransport } from './http';
import type { SubgraphOperation, SubgraphTransport, UnavailableReason } from './subgraph-transport';

type Behaviour = (response: ServerResponse, attempt: number) => void;
const GOOD = '{"data":{"a":1}}';
const query: SubgraphOperation = { query: '{ a }', variables: {}, isMutation: false };
const mutation: SubgraphOperation = { query: 'mutation { a }', variables: {}, isMutation: true };
const request = { viewer: TEST_VIEWER, requestId: 'r-1' };

describe('a subgraph over HTTP', () => {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  let behave: Behaviour = (response) => response.end(GOOD);
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      received.push({ headers: incoming.headers, body: Buffer.concat(chunks).toString() });
      behave(response, received.length);
    });
  });
  let transport: SubgraphTransport;

  beforeAll((done) => { server.listen(0, '127.0.0.1', done); });
  beforeEach(() => {
    received.length = 0;
    transport = httpTransport({ name: 'billing', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, keys: TEST_KEYS, timeoutMs: 1_000, mutationTimeoutMs: 1_000 });
  });
  afterEach(() => transport.close());
  afterAll((done) => { server.close(done); server.closeAllConnections(); });

  const refusalOf = (sent: Promise<unknown>): Promise<UnavailableReason> => sent.then(() => { throw new Error('answered'); }, (cause: { code: UnavailableReason }) => cause.code);

  it('gets each request signed for it, and of the client nothing but the viewer and the request id', async () => {
    behave = (response) => response.end(GOOD);
    expect(await transport.send(query, request)).toEqual({ data: { a: 1 } });
    const [first] = received;
    const token = first?.headers.authorization?.replace('Bearer ', '');
    expect(await verifyRequest(TEST_KEYS, { audience: 'billing', body: first?.body ?? '', token, operation: () => query.query }, new ReplayGuard())).toMatchObject(request);
    await expect(verifyRequest(TEST_KEYS, { audience: 'patient', body: first?.body ?? '', token, operation: () => query.query }, new ReplayGuard())).rejects.toThrow();
    expect(Object.keys(first?.headers ?? {}).sort()).toEqual(['accept', 'authorization', 'connection', 'content-length', 'content-type', 'host', 'x-request-id']);
  });

  it.each<[string, Behaviour, UnavailableReason]>([
    ['answers 503', (response) => response.writeHead(503).end('busy'), 'OVERLOADED'],
    ['refuses the signature', (response) => response.writeHead(401).end('{"errors":[{"message":"no"}]}'), 'REFUSED'],
    ['answers a page', (response) => response.end('<html>'), 'RUBBISH'],
    ['answers nothing', (response) => response.end(''), 'RUBBISH'],
    ['answers a list', (response) => response.end('[]'), 'RUBBISH'],
    ['answers data of no form', (response) => response.end('{"data":7}'), 'RUBBISH'],
    ['answers errors of no form', (response) => response.end('{"errors":["x"]}'), 'RUBBISH'],
    ['breaks the connection', (response) => response.destroy(), 'UNREACHABLE'],
    ['stops in the middle', (response) => { response.writeHead(200, { 'content-length': 100 }).write('{"da'); response.destroy(); }, 'UNREACHABLE'],
    ['never answers', () => {}, 'TIMED_OUT'],
    ['never finishes', (response) => { response.writeHead(200).write('{"da'); }, 'TIMED_OUT'],
  ])('that %s counts as unavailable', async (_what, behaviour, reason) => {
    behave = behaviour;
    expect(await refusalOf(transport.send(query, request))).toBe(reason);
  });

  it.each<[string, Behaviour]>([['busy', (response) => response.writeHead(503).end()], ['cut off', (response) => response.destroy()]])('is asked once more when a query was %s', async (_what, fail) => {
    behave = (response, attempt) => (attempt === 1 ? fail(response, attempt) : response.end(GOOD));
    expect(await transport.send(query, request)).toEqual({ data: { a: 1 } });
    expect(received).toHaveLength(2);
    expect(new Set(received.map(({ headers }) => headers.authorization)).size).toBe(2);
  });

  it('is asked once more at most', async () => {
    behave = (response) => response.destroy();
    await refusalOf(transport.send(query, request));
    expect(received).toHaveLength(2);
  });

  it.each<[string, Behaviour]>([['busy', (response) => response.writeHead(503).end()], ['cut off', (response) => response.destroy()], ['silent', () => {}], ['answering rubbish', (response) => response.end('?')]])('never gets a mutation twice, though %s', async (_what, fail) => {
    behave = fail;
    await refusalOf(transport.send(mutation, request));
    expect(received).toHaveLength(1);
  });

  it('is left alone after failing in a row, and asked again after a pause', async () => {
    behave = (response) => response.end('?');
    for (let attempt = 0; attempt < 5; attempt += 1) await refusalOf(transport.send(query, request));
    expect(await refusalOf(transport.send(query, request))).toBe('CIRCUIT_OPEN');
    expect(received).toHaveLength(5);
    behave = (response) => response.end(GOOD);
    await new Promise((resolve) => { setTimeout(resolve, 1_050); });
    expect(await transport.send(query, request)).toEqual({ data: { a: 1 } });
  });

  it('is ready unless it says otherwise or does not answer', async () => {
    behave = (response) => response.end('{}');
    await expect(transport.ready()).resolves.toBeUndefined();
    behave = (response) => response.writeHead(503).end('{}');
    await expect(transport.ready()).rejects.toThrow();
    behave = () => {};
    await expect(transport.ready()).rejects.toThrow();
  });
});
