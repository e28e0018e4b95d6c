import type { Request } from 'express';
import { jsonLogger, type KeyRing, type Logger, type Role, type Viewer } from '@spindle/subgraph';
import { manifestPath } from '@spindle/supergraph';
import type { Identity, Looking } from './identity/identity';
import { LIMITS, type Limits } from './limits/limits';
import type { LiveHub } from './live/live-hub';
import type { SubgraphTransport } from './transports/subgraph-transport';

/** Guards that configuration can switch off, for outside test suites. All are on unless said otherwise. */
export interface Guards {
  /** Limits of requests per person, practice and address. */
  readonly rates: boolean;
  /** Anonymous operations get 401. Off: they run as nobody, who belongs to no practice. */
  readonly authentication: boolean;
  readonly limits: boolean;
  /** A header that a foreign web page cannot send without asking (preflight). */
  readonly csrf: boolean;
  /** Introspection needs the operator's token, in production or wherever one is set. */
  readonly introspection: boolean;
  /** Only registered operations run; on in production unless said otherwise. */
  readonly safelist: boolean;
}

/** What serves `/live`, and takes the subgraphs' deliveries at `/events`. */
export interface LiveParts {
  readonly hub: LiveHub;
  readonly keys: KeyRing;
}

export interface GatewayOptions {
  /** File of the composed supergraph. */
  readonly supergraphPath: string;
  /** File of the composed rights, by which operations are refused before a subgraph is asked. Null: the subgraphs alone refuse. */
  readonly rightsPath?: string | null;
  /** The way to each subgraph by name. They are closed with the gateway. */
  readonly transports: Readonly<Record<string, SubgraphTransport>>;
  /** The way to a subgraph that `transports` lacks; without it such a supergraph is refused. */
  readonly transportFor?: (subgraph: { readonly name: string; readonly url?: string | undefined }) => SubgraphTransport;
  /** Subgraphs without which the gateway counts as ready. */
  readonly optionalSubgraphs?: readonly string[];
  /** Logins, sessions, tokens and limits of requests. It is closed with the gateway. Null: nobody can sign in. */
  readonly identity?: Identity | null;
  /**
   * Establishes for whom a request is made; null without credentials. Throws `CredentialsRefused` for bad ones. Without
   * it, `identity` does.
   */
  readonly authenticate?: (request: Request, looking?: Pick<Looking, 'isActivity'>) => Promise<Viewer | null>;
  /** Tells open screens what happens; its deliveries are signed with one of the keys. Without it there is no `/live`. Closed with the gateway. */
  readonly live?: LiveParts | null;
  /** Proxies in front, by address or network, whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[];
  /** 0 takes any free port. */
  readonly port: number;
  /** How many ports after `port` are tried when it is taken. */
  readonly followingPorts?: number;
  readonly host?: string;
  readonly logger?: Logger;
  readonly production?: boolean;
  readonly limits?: Partial<Limits>;
  readonly guards?: Partial<Guards>;
  /** File of the registered operations (Apollo's manifest of persisted queries). */
  readonly manifestPath?: string;
  /** Roles that may send any operation where else only registered ones run. Nobody unless said otherwise. */
  readonly explorers?: readonly Role[];
  /** Token in `x-introspection-token` by which the operator may introspect in production. */
  readonly introspectionToken?: string | null;
  /** Token by which the operator reads `/metrics`; without one nobody does. */
  readonly metricsToken?: string | null;
  /** Answer 200 to refused operations of clients that take `application/json` only. */
  readonly jsonAlways200?: boolean;
  /** Watch the supergraph file and take it in when it changes. */
  readonly watchSupergraph?: boolean;
  /** Milliseconds between `/ready` saying no and the port closing: the time a load balancer needs to notice. */
  readonly shutdownNoticeMs?: number;
  /** Milliseconds after which requests still running at shutdown are cut off. */
  readonly drainTimeoutMs?: number;
}

/** The options with everything said. */
export type Settings = Required<Omit<GatewayOptions, 'transportFor' | 'limits' | 'guards'>> & Pick<GatewayOptions, 'transportFor'> & {
  readonly limits: Limits;
  readonly guards: Guards;
};

/** The options with defaults for what is absent or undefined. */
export function settingsOf(options: GatewayOptions): Settings {
  const guards = { rates: true, authentication: true, limits: true, csrf: true, introspection: true, safelist: options.production ?? false, ...withoutUndefined(options.guards ?? {}) };
  return {
    rightsPath: null,
    optionalSubgraphs: [],
    live: null,
    identity: null,
    authenticate: async (request, looking) => (await options.identity?.authenticate(request, { ...looking, countsFailures: guards.rates })) ?? null,
    trustedProxies: [],
    followingPorts: 0,
    host: '127.0.0.1',
    production: false,
    manifestPath,
    explorers: [],
    introspectionToken: null,
    metricsToken: null,
    jsonAlways200: false,
    watchSupergraph: false,
    shutdownNoticeMs: 0,
    drainTimeoutMs: 10_000,
    ...withoutUndefined(options),
    logger: options.logger ?? jsonLogger(),
    limits: { ...LIMITS, ...withoutUndefined(options.limits ?? {}) },
    guards,
  };
}

function withoutUndefined<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}
