import { createHash, timingSafeEqual } from 'node:crypto';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What this process counts. Labels come from closed lists: names of registered operations, of subgraphs and schemas, codes of refusals. */
export const metrics = new Registry();

const registers = [metrics];
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Stands for every operation that nobody registered: its name could be anything, somebody's name too. */
export const OTHER_OPERATION = 'other';

export const requestSeconds = new Histogram({ name: 'spindle_graphql_request_duration_seconds', help: 'GraphQL requests at the gateway.', labelNames: ['operation', 'outcome'] as const, buckets, registers });
export const refusals = new Counter({ name: 'spindle_refusals_total', help: 'Errors told to clients, by code.', labelNames: ['code'] as const, registers });
export const subgraphCallSeconds = new Histogram({ name: 'spindle_subgraph_call_duration_seconds', help: "The gateway's calls to a subgraph.", labelNames: ['subgraph', 'outcome'] as const, buckets, registers });
export const operationSeconds = new Histogram({ name: 'spindle_subgraph_operation_duration_seconds', help: 'Operations that a subgraph executed.', labelNames: ['subgraph', 'outcome'] as const, buckets, registers });

/** Connections of a pool. */
export interface PoolUse {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
}

/** Events that wait for a subscriber: how many, and for how long the oldest has, in seconds. */
export interface OutboxLag {
  readonly waiting: number;
  readonly oldestSeconds: number;
}

const pools = new Map<object, { readonly schema: string; read(): PoolUse }>();
const outboxes = new Map<object, { readonly schema: string; read(): Promise<OutboxLag> }>();

/** Shows a pool's use from now on. Returns what ends it. */
export function observePool(schema: string, read: () => PoolUse): () => void {
  const observed = { schema, read };
  pools.set(observed, observed);
  return () => void pools.delete(observed);
}

/** Shows an outbox's lag from now on. Returns what ends it. */
export function observeOutbox(schema: string, read: () => Promise<OutboxLag>): () => void {
  const observed = { schema, read };
  outboxes.set(observed, observed);
  return () => void outboxes.delete(observed);
}

new Gauge({
  name: 'spindle_pool_connections', help: 'Connections to the database.', labelNames: ['schema', 'state'] as const, registers,
  collect() {
    this.reset();
    for (const { schema, read } of pools.values()) for (const [state, count] of Object.entries(read())) this.inc({ schema, state }, count as number);
  },
});

/** A gauge over the outboxes; one that cannot be read is left out. */
function outboxGauge(name: string, help: string, pick: (lag: OutboxLag) => number): void {
  new Gauge({
    name, help, labelNames: ['schema'] as const, registers,
    async collect() {
      this.reset();
      for (const { schema, read } of outboxes.values()) {
        const lag = await read().catch(() => null);
        if (lag) this.set({ schema }, pick(lag));
      }
    },
  });
}

outboxGauge('spindle_outbox_waiting', 'Events that a subscriber has not taken.', ({ waiting }) => waiting);
outboxGauge('spindle_outbox_lag_seconds', 'Age of the oldest event that a subscriber has not taken, in seconds.', ({ oldestSeconds }) => oldestSeconds);

/** Whether a request shows the operator's token for metrics (`METRICS_TOKEN`, as a bearer). Without a token nobody sees them. */
export function mayReadMetrics(authorization: string | undefined, token: string | null): boolean {
  if (!token || authorization === undefined) return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}
