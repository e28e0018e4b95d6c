import type { Server } from 'node:http';
import { deriveKey } from './identity/derive-key';
import { jsonLogger, type Logger } from './logger';
import { serveSubgraph } from './serve';
import type { Subgraph } from './subgraph';

/** What a subgraph's process is told by its environment. */
export interface SubgraphSurroundings {
  /** `DATABASE_URL` and `SPINDLE_SECRET`. */
  readonly place: { readonly url: string; readonly secret: string };
  /** Signs what goes to other subgraphs, checks what comes. */
  readonly key: Uint8Array;
  readonly logger: Logger;
}

/** A started subgraph and the relay that delivers its events. */
export interface StartedSubgraph {
  readonly subgraph: Subgraph;
  readonly relay: { stop(): Promise<void> };
}

/** How long requests under way may take to end when the process is told to. */
const DRAIN_MS = 10_000;

/**
 * Runs one subgraph as a process of its own: `DATABASE_URL`, `SPINDLE_SECRET`, `PORT` and `HOST` from the environment,
 * signed HTTP, a clean end on SIGTERM, on SIGINT and when the process that forked it is gone. Where it cannot start it says why in one line and exits with 1.
 */
export async function runSubgraph(defaults: { port: number }, start: (surroundings: SubgraphSurroundings) => Promise<StartedSubgraph>): Promise<void> {
  const logger = jsonLogger();
  try {
    const { DATABASE_URL: url, SPINDLE_SECRET: secret, PORT: port, HOST: host } = process.env;
    if (!url || !secret) throw new Error('DATABASE_URL and SPINDLE_SECRET must be set.');
    const key = deriveKey(secret, 'subgraph requests');
    const { subgraph, relay } = await start({ place: { url, secret }, key, logger });
    const server = await serveSubgraph(subgraph, { port: port ? Number(port) : defaults.port, host: host ?? '127.0.0.1', key, logger });
    logger.info('subgraph started', { subgraph: subgraph.name, address: server.address() });
    const end = (): void => void stop({ server, relay, subgraph }).then(() => process.exit(0), () => process.exit(1));
    process.once('SIGTERM', end).once('SIGINT', end).once('disconnect', end);
  } catch (cause) {
    process.stderr.write(`The subgraph cannot start: ${cause instanceof Error ? cause.message : String(cause)}\n`);
    process.exit(1);
  }
}

async function stop({ server, relay, subgraph }: StartedSubgraph & { server: Server }): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(cut);
  await relay.stop();
  await subgraph.close();
}
