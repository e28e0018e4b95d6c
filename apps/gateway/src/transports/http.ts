import type { ExecutionResult } from 'graphql';
import { sendSigned, type KeyRing, type VerifiedRequest } from '@spindle/subgraph';
import { Pool } from 'undici';
import { CircuitBreaker } from './circuit-breaker';
import { readAnswer } from './subgraph-answer';
import { MUTATION_TIMEOUT_MS, SUBGRAPH_TIMEOUT_MS, SubgraphUnavailable, type SubgraphOperation, type SubgraphTransport, type UnavailableReason } from './subgraph-transport';

export interface HttpTransportOptions {
  readonly name: string;
  /** Where the subgraph is served; without a path, `/graphql` is asked. */
  readonly url: string;
  /** Keys of the signatures (`keyRing('subgraph requests', …)`). */
  readonly keys: KeyRing;
  readonly timeoutMs?: number;
  /** The same for a mutation. */
  readonly mutationTimeoutMs?: number;
  /** Connections kept open to the subgraph, at most. */
  readonly connections?: number;
}

const CONNECTIONS = 64;
/** The largest answer read from a subgraph, in bytes. */
const ANSWER_LIMIT_BYTES = 32 * 1024 * 1024;

interface Attempt { readonly body: string; readonly operation: string; readonly request: VerifiedRequest; readonly signal: AbortSignal }

/** Reaches a subgraph over HTTP: connections kept alive, each request signed, with a time-out and a circuit breaker. */
class HttpTransport implements SubgraphTransport {
  readonly #pool: Pool;
  readonly #path: string;
  readonly #circuit = new CircuitBreaker();
  readonly #timeoutMs: number;

  constructor(private readonly options: HttpTransportOptions) {
    const { origin, pathname, search } = new URL(options.url);
    this.#timeoutMs = options.timeoutMs ?? SUBGRAPH_TIMEOUT_MS;
    this.#path = (pathname === '/' ? '/graphql' : pathname) + search;
    this.#pool = new Pool(origin, { connections: options.connections ?? CONNECTIONS, keepAliveTimeout: 30_000, maxResponseSize: ANSWER_LIMIT_BYTES, connect: { timeout: this.#timeoutMs } });
  }

  async send({ query, variables, isMutation }: SubgraphOperation, request: VerifiedRequest): Promise<ExecutionResult> {
    if (!this.#circuit.admits()) throw this.#unavailable('CIRCUIT_OPEN');
    const attempt = { body: JSON.stringify({ query, variables }), operation: query, request, signal: AbortSignal.timeout(isMutation ? (this.options.mutationTimeoutMs ?? MUTATION_TIMEOUT_MS) : this.#timeoutMs) };
    try {
      const answer = await this.#post(attempt).catch((cause: unknown) => {
        if (isMutation || !isWorthRepeating(cause)) throw cause;
        return this.#post(attempt);
      });
      this.#circuit.succeeded();
      return answer;
    } catch (cause) {
      this.#circuit.failed();
      throw cause;
    }
  }

  async ready(): Promise<void> {
    const { statusCode, body } = await this.#pool.request({ method: 'GET', path: '/ready', signal: AbortSignal.timeout(this.#timeoutMs) });
    await body.dump();
    if (statusCode >= 500) throw this.#unavailable('OVERLOADED');
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  /** One signed request. A signature serves once, hence a repetition is signed anew. */
  async #post({ body, operation, request, signal }: Attempt): Promise<ExecutionResult> {
    const { name, keys } = this.options;
    const { status, text } = await sendSigned(keys, { audience: name, body, operation, request }, (token) => {
      const headers = { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}`, 'x-request-id': request.requestId };
      return this.#exchange({ body, headers, signal });
    });
    if (status >= 500) throw this.#unavailable('OVERLOADED');
    if (status === 401 || status === 403) throw this.#unavailable('REFUSED');
    const answer = readAnswer(text);
    if (!answer) throw this.#unavailable('RUBBISH');
    return answer;
  }

  async #exchange({ body, headers, signal }: { body: string; headers: Record<string, string>; signal: AbortSignal }): Promise<{ status: number; text: string }> {
    try {
      const response = await this.#pool.request({ method: 'POST', path: this.#path, body, headers, signal });
      return { status: response.statusCode, text: await response.body.text() };
    } catch (cause) {
      throw this.#unavailable(signal.aborted ? 'TIMED_OUT' : 'UNREACHABLE', cause);
    }
  }

  #unavailable(reason: UnavailableReason, cause?: unknown): SubgraphUnavailable {
    return new SubgraphUnavailable(this.options.name, reason, { cause });
  }
}

/** A connection that broke or a subgraph in trouble may be better the second time; a time-out has used up the time. */
function isWorthRepeating(cause: unknown): boolean {
  return cause instanceof SubgraphUnavailable && (cause.code === 'UNREACHABLE' || cause.code === 'OVERLOADED');
}

export function httpTransport(options: HttpTransportOptions): SubgraphTransport {
  return new HttpTransport(options);
}
