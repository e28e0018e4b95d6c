import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { DomainEvent } from './events/domain-event';
import type { OperationRequest } from './execution/executor';
import type { KeyRing } from './identity/key-ring';
import { ReplayGuard, SignatureRefused, verifyRequest } from './identity/signed-request';
import type { VerifiedRequest } from './identity/viewer';
import type { Logger } from './logger';
import type { Subgraph } from './subgraph';
import { mayReadMetrics, metrics } from './telemetry/metrics';

/** The largest body a subgraph reads, in bytes. */
const BODY_LIMIT_BYTES = 4 * 1024 * 1024;

export interface ServeOptions {
  readonly port: number;
  readonly host?: string;
  /** The live keys of signed requests. */
  readonly keys: KeyRing;
  /** Who shows it sees the metrics; without one nobody does. */
  readonly metricsToken?: string | null;
  readonly logger: Logger;
}

/**
 * Serves a subgraph over HTTP: `POST /graphql` and `POST /events`, both only with a signed request (401 otherwise,
 * the schema included), `GET /health` and `GET /ready` for the operator, and `GET /metrics` with the operator's token.
 */
export async function serveSubgraph(subgraph: Subgraph, options: ServeOptions): Promise<Server> {
  const replays = new ReplayGuard();
  const server = createServer((request, response) => {
    answer(subgraph, { ...options, replays, request }).then(
      ({ status, body }) => send(response, status, body),
      (cause: unknown) => {
        options.logger.error('request failed', { subgraph: subgraph.name, cause });
        send(response, 500, { errors: [{ message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
      },
    );
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host ?? '127.0.0.1', resolve);
  });
  return server;
}

interface Answer { readonly status: number; readonly body: unknown }
interface Received extends ServeOptions { readonly replays: ReplayGuard; readonly request: IncomingMessage }

async function answer(subgraph: Subgraph, received: Received): Promise<Answer> {
  const { request } = received;
  const route = `${request.method} ${request.url}`;
  if (route === 'GET /health') return { status: 200, body: { status: 'alive' } };
  if (route === 'GET /ready') return subgraph.ready().then(() => ({ status: 200, body: { status: 'ready' } }), () => ({ status: 503, body: { status: 'not ready' } }));
  if (route === 'GET /metrics' && mayReadMetrics(request.headers.authorization, received.metricsToken ?? null)) return { status: 200, body: await metrics.metrics() };
  const body = await readBody(request);
  if (body === null) return refusal(413, 'PAYLOAD_TOO_LARGE', 'The request is larger than 4 MiB.');
  const verified = await verify(subgraph.name, body, received);
  if (!verified) return refusal(401, 'UNAUTHENTICATED', 'This service answers signed requests only.');
  received.logger.info('request', { subgraph: subgraph.name, requestId: verified.requestId, path: route.startsWith('POST /events') ? '/events' : '/graphql' });
  if (route === 'POST /graphql') return answerWith(toOperation(body), (operation) => subgraph.execute(operation, verified));
  if (route === 'POST /events') return answerWith(toEvent(body), async (event) => ({ receipt: await subgraph.receive(event) }));
  return refusal(404, 'NOT_FOUND', 'There is nothing here.');
}

async function answerWith<T>(message: T | null, work: (message: T) => Promise<unknown>): Promise<Answer> {
  if (message === null) return refusal(400, 'BAD_USER_INPUT', 'The body is not what is sent here.');
  return { status: 200, body: await work(message) };
}

/** The operation's text, or the event's type; nothing where the body is neither. */
function whatIsAsked(body: string): string {
  const { query, type } = toObject(body) ?? {};
  return [query, type].find((text) => typeof text === 'string') ?? '';
}

/** Reads a body as a GraphQL request; null when it is none. */
function toOperation(body: string): OperationRequest | null {
  const { query, operationName = null, variables = null } = toObject(body) ?? {};
  const isOperation = typeof query === 'string' && (operationName === null || typeof operationName === 'string') && (variables === null || isObject(variables));
  return isOperation ? { query, operationName, variables } : null;
}

/** Reads a body as an event; null when it lacks what each event has. */
function toEvent(body: string): DomainEvent | null {
  const event = toObject(body);
  const texts = [event?.['id'], event?.['type'], event?.['practiceId'], event?.['source'], event?.['aggregateId'], event?.['occurredAt']];
  const isEvent = texts.every((text) => typeof text === 'string') && Number.isInteger(event?.['sequence']) && isObject(event?.['payload']);
  return isEvent ? (event as unknown as DomainEvent) : null;
}

function toObject(body: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function verify(audience: string, body: string, { request, keys, replays, logger }: Received): Promise<VerifiedRequest | null> {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  try {
    return await verifyRequest(keys, { audience, body, token, operation: () => whatIsAsked(body) }, replays);
  } catch (cause) {
    if (!(cause instanceof SignatureRefused)) throw cause;
    logger.warn('request refused', { subgraph: audience, reason: cause.message });
    return null;
  }
}

function refusal(status: number, code: string, message: string): Answer {
  return { status, body: { errors: [{ message, extensions: { code } }] } };
}

/** Null for a body beyond the limit. It is read to its end all the same, and dropped: a sender that is cut off while it sends never reads why. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= BODY_LIMIT_BYTES) chunks.push(chunk);
    else chunks = [];
  }
  return size > BODY_LIMIT_BYTES ? null : Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const isText = typeof body === 'string';
  const text = isText ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': isText ? metrics.contentType : 'application/json', 'content-length': Buffer.byteLength(text), ...(status === 413 ? { connection: 'close' } : {}) });
  response.end(text);
}
