import type { Subgraph } from '@spindle/subgraph';
import { MUTATION_TIMEOUT_MS, SUBGRAPH_TIMEOUT_MS, SubgraphUnavailable, type SubgraphTransport } from './subgraph-transport';

export interface InProcessOptions {
  /** Milliseconds after which the client gets its answer without this subgraph's part. */
  readonly timeoutMs?: number;
  /** The same for a mutation. */
  readonly mutationTimeoutMs?: number;
}

/**
 * Calls a subgraph that runs in this process. The identity that the gateway verified is handed over as it is: there
 * is no port, hence no other way in. The caller keeps the subgraph and closes it.
 */
export function inProcessTransport(subgraph: Subgraph, { timeoutMs = SUBGRAPH_TIMEOUT_MS, mutationTimeoutMs = MUTATION_TIMEOUT_MS }: InProcessOptions = {}): SubgraphTransport {
  return {
    send: (operation, request) => withinTime(subgraph.name, operation.isMutation ? mutationTimeoutMs : timeoutMs, subgraph.execute(operation, request)),
    ready: () => withinTime(subgraph.name, timeoutMs, subgraph.ready()),
    close: async () => {},
  };
}

function withinTime<T>(subgraph: string, timeoutMs: number, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new SubgraphUnavailable(subgraph, 'TIMED_OUT')), timeoutMs);
    answer.then(resolve, (cause: unknown) => reject(new SubgraphUnavailable(subgraph, 'REFUSED', { cause }))).finally(() => clearTimeout(timer));
  });
}
