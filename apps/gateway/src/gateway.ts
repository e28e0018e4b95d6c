import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { readManifest } from '@spindle/supergraph';
import { startGeneration, type TransportFor } from './execution/generation';
import { findGraphiql } from './graphiql/graphiql-files';
import { createApp } from './http/app';
import { listen } from './http/listen';
import { drain } from './http/shutdown';
import { Generations } from './reload/generations';
import { watchForChange } from './reload/watch-file';
import { Safelist } from './safelist/safelist';
import { settingsOf, type GatewayOptions, type Settings } from './settings';
import type { SubgraphTransport } from './transports/subgraph-transport';

export { CredentialsRefused } from './identity/credentials';
export { startIdentity, type Identity, type IdentityOptions } from './identity/identity';
export type { IssuerSettings } from './identity/issuer/issuer-settings';
export { LIMITS, type Limits } from './limits/limits';
export { LiveHub } from './live/live-hub';
export type { GatewayOptions, Guards, LiveParts } from './settings';
export { httpTransport, type HttpTransportOptions } from './transports/http';
export { inProcessTransport, type InProcessOptions } from './transports/in-process';
export { SUBGRAPH_TIMEOUT_MS, SubgraphUnavailable, type SubgraphOperation, type SubgraphTransport } from './transports/subgraph-transport';

export interface RunningGateway {
  readonly url: string;
  /** The port it got, which is a later one than asked for when that was taken. */
  readonly port: number;
  /** Resolves when a supergraph is loaded and each subgraph that is not optional answers; rejects otherwise. */
  ready(): Promise<void>;
  /** Takes in the supergraph file again. Rejects, and goes on with the old one, when the file is no supergraph. */
  reload(): Promise<void>;
  /** Says not ready, lets running requests end, closes the port and the transports. */
  close(): Promise<void>;
}

/** Starts the gateway: loads the supergraph file, opens the port. Rejects when either cannot be done. */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const gateway = new Gateway(settingsOf(options));
  return gateway.start();
}

class Gateway {
  /** The ways to the subgraphs of the supergraph of the moment. */
  #transports: ReadonlyMap<string, SubgraphTransport> = new Map();
  /** All that were ever opened, to be closed in the end. */
  readonly #opened: Set<SubgraphTransport>;
  readonly #generations = new Generations();
  readonly #safelist: Safelist;
  #lastReload: Promise<void> = Promise.resolve();
  #closing: Promise<void> | null = null;

  constructor(private readonly settings: Settings) {
    this.#opened = new Set(Object.values(settings.transports));
    this.#safelist = new Safelist(readManifest(settings.manifestPath), settings.limits.tokens);
  }

  async start(): Promise<RunningGateway> {
    try {
      await this.#load();
      return await this.#serve();
    } catch (cause) {
      await this.#release();
      throw cause;
    }
  }

  async #serve(): Promise<RunningGateway> {
    const { settings } = this;
    const app = createApp({
      settings,
      safelist: this.#safelist,
      withGeneration: (run) => this.#generations.run(run),
      ready: () => this.#ready(),
      isDraining: () => this.#closing !== null,
      graphiql: settings.production ? null : findGraphiql(),
    });
    const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 }, app);
    const port = await listen(server, settings);
    const unwatch = settings.watchSupergraph ? watchForChange(settings.supergraphPath, () => void this.#reload().catch(() => {})) : () => {};
    return {
      url: `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`,
      port,
      ready: () => this.#ready(),
      reload: () => this.#reload(),
      close: () => (this.#closing ??= this.#close(() => drain(server, settings), unwatch)),
    };
  }

  /** One reload after another; one that fails leaves the old supergraph and is logged. */
  #reload(): Promise<void> {
    const reload = this.#lastReload.then(() => this.#load());
    this.#lastReload = reload.catch((cause: unknown) => this.settings.logger.error('supergraph refused', { cause }));
    return reload;
  }

  async #load(): Promise<void> {
    const { supergraphPath, rightsPath } = this.settings;
    const [supergraphSdl, rights] = await Promise.all([readFile(supergraphPath, 'utf8'), rightsPath === null ? null : readFile(rightsPath, 'utf8')]);
    const transports = new Map<string, SubgraphTransport>();
    const transportFor: TransportFor = (subgraph) => {
      const transport = this.#open(subgraph);
      transports.set(subgraph.name, transport);
      return transport;
    };
    this.#generations.swap(await startGeneration({ supergraphSdl, rights }, this.settings, { transportFor, safelist: this.#safelist }));
    this.#transports = transports;
    this.settings.logger.info('supergraph loaded');
  }

  #open(subgraph: Parameters<TransportFor>[0]): SubgraphTransport {
    const transport = this.settings.transports[subgraph.name] ?? this.settings.transportFor?.(subgraph);
    if (!transport) throw new Error(`The supergraph names a subgraph to which no way is configured: ${subgraph.name}.`);
    this.#opened.add(transport);
    return transport;
  }

  async #ready(): Promise<void> {
    if (this.#closing) throw new Error('The gateway is closing.');
    const required = [...this.#transports].filter(([name]) => !this.settings.optionalSubgraphs.includes(name));
    await Promise.all(required.map(([, transport]) => transport.ready()));
  }

  async #close(drained: () => Promise<void>, unwatch: () => void): Promise<void> {
    unwatch();
    await this.settings.live?.hub.stop();
    await drained();
    await this.#lastReload;
    await this.#release();
  }

  async #release(): Promise<void> {
    await this.#generations.stop();
    await Promise.all([...this.#opened].map((transport) => transport.close()));
    await this.settings.identity?.close();
  }
}
