import type { Server } from 'node:http';
import { keyRing, type KeyRing } from './identity/key-ring';
import { weakSecrets } from './identity/production-secrets';
import { jsonLogger, type Logger } from './logger';
import { serveSubgraph } from './serve';
import type { Subgraph } from './subgraph';
import { startTracing } from './telemetry/tracing';

/** What a subgraph's process is told by its environment. */
export interface SubgraphSurroundings {
  /** `DATABASE_URL`, `SPINDLE_SECRET` and the keys of sealed values. */
  readonly place: { readonly url: string; readonly secret: string; readonly encryptionKeys: KeyRing };
  /** Sign what goes to other subgraphs, check what comes. */
  readonly keys: KeyRing;
  readonly sealing: Sealing;
  readonly logger: Logger;
}

/** How audit trails are sealed: `SPINDLE_AUDIT_KEYS`, and `SPINDLE_AUDIT_FOLDER` for what is kept outside the database. */
export interface Sealing {
  readonly keys: KeyRing;
  readonly anchorFolder: string | null;
}

/** Reads how a process seals. Throws a `RangeError` for keys of a wrong form. */
export function sealingOf(secret: string, environment: Readonly<Record<string, string | undefined>>): Sealing {
  return { keys: keyRing('audit heads', { secret, environment }), anchorFolder: environment['SPINDLE_AUDIT_FOLDER'] || null };
}

/** A started subgraph, and what works beside it: delivers its events, seals its audit trail, does what nobody asks for. */
export interface StartedSubgraph {
  readonly subgraph: Subgraph;
  readonly workers: readonly { stop(): Promise<void> }[];
}

/** How long requests under way may take to end when the process is told to. */
const DRAIN_MS = 10_000;

/**
 * Runs one subgraph as a process of its own: `DATABASE_URL`, `SPINDLE_SECRET`, `PORT`, `HOST` and the lists of keys from the
 * environment, signed HTTP, a clean end on SIGTERM, on SIGINT and when the process that forked it is gone. Where it cannot start it says why in one line and exits with 1.
 */
export async function runSubgraph(defaults: { port: number }, start: (surroundings: SubgraphSurroundings) => Promise<StartedSubgraph>): Promise<void> {
  const logger = jsonLogger();
  try {
    const { PORT: port, HOST: host } = process.env;
    const surroundings = { ...surroundingsFrom(process.env), logger };
    const started = await start(surroundings);
    const { subgraph } = started;
    const tracing = startTracing(subgraph.name, process.env);
    const server = await serveSubgraph(subgraph, { ...surroundings, metricsToken: process.env['METRICS_TOKEN'] || null, port: port ? Number(port) : defaults.port, host: host ?? '127.0.0.1' });
    logger.info('subgraph started', { subgraph: subgraph.name, address: server.address() });
    const end = (): void => void stop({ ...started, server }).then(() => tracing.stop()).then(() => process.exit(0), () => process.exit(1));
    process.once('SIGTERM', end).once('SIGINT', end).once('disconnect', end);
  } catch (cause) {
    process.stderr.write(`The subgraph cannot start: ${cause instanceof Error ? cause.message : String(cause)}\n`);
    process.exit(1);
  }
}

/** Throws a sentence where the environment lacks something or, in production, holds a secret that could be guessed. */
function surroundingsFrom(environment: NodeJS.ProcessEnv): Omit<SubgraphSurroundings, 'logger'> {
  const { DATABASE_URL: url, SPINDLE_SECRET: secret, NODE_ENV: mode } = environment;
  if (!url || !secret) throw new Error('DATABASE_URL and SPINDLE_SECRET must be set.');
  const [weak] = mode === 'production' ? weakSecrets(environment) : [];
  if (weak) throw new Error(weak);
  return {
    place: { url, secret, encryptionKeys: keyRing('encryption', { secret, environment }) },
    keys: keyRing('subgraph requests', { secret, environment }),
    sealing: sealingOf(secret, environment),
  };
}

async function stop({ server, workers, subgraph }: StartedSubgraph & { server: Server }): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(cut);
  await Promise.all(workers.map((worker) => worker.stop()));
  await subgraph.close();
}
