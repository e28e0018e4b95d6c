import { soleKey, type Viewer } from '@spindle/subgraph';
import { inProcessTransport, startGateway, type GatewayOptions, type RunningGateway } from '../gateway';
import { FIXTURE_NAMES, fixtureId, type FixtureName } from './fixture-sdl';
import { fixtureSubgraph, type FixtureSubgraph } from './fixture-subgraph';
import { supergraphFile } from './fixture-supergraph';
import { fixtureAuthentication, fixtureToken } from './fixture-tokens';
import { memoryLogger, type LogLine } from './memory-logger';

export const TEST_KEY = new TextEncoder().encode('a key of the gateway tests, 32 bytes or more');

/** The same, for signed requests. */
export const TEST_KEYS = soleKey(TEST_KEY);

export const TEST_VIEWER: Viewer = { personId: fixtureId(901), practiceId: fixtureId(902), roles: ['BILLER'], siteIds: [fixtureId(903)] };

export interface FixtureGateway extends RunningGateway {
  readonly subgraphs: Readonly<Record<FixtureName, FixtureSubgraph>>;
  readonly log: readonly LogLine[];
  readonly token: string;
  /** Posts an operation as the test's viewer; `init` overrides the request. */
  post(query: string, init?: { variables?: Record<string, unknown>; headers?: Record<string, string> }): Promise<FixtureAnswer>;
}

export interface FixtureError { readonly message: string; readonly path?: readonly (string | number)[]; readonly extensions: Readonly<Record<string, unknown>> }

export interface FixtureAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: { readonly data?: Record<string, unknown> | null; readonly errors?: readonly FixtureError[] };
}

/** A gateway on a free port over the fixtures, in this process unless the options say otherwise. */
export async function fixtureGateway(options: Partial<GatewayOptions> = {}): Promise<FixtureGateway> {
  const log: LogLine[] = [];
  const logger = memoryLogger(log);
  const subgraphs = Object.fromEntries(FIXTURE_NAMES.map((name) => [name, fixtureSubgraph(name, logger)])) as Record<FixtureName, FixtureSubgraph>;
  const gateway = await startGateway({
    supergraphPath: options.supergraphPath ?? supergraphFile(),
    transports: Object.fromEntries(FIXTURE_NAMES.map((name) => [name, inProcessTransport(subgraphs[name])])),
    authenticate: fixtureAuthentication,
    port: 0,
    logger,
    ...options,
    guards: { safelist: false, ...options.guards },
  });
  const token = fixtureToken(TEST_VIEWER);
  return {
    ...gateway, subgraphs, log, token,
    post: (query, { variables, headers } = {}) => send(`${gateway.url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers }, body: JSON.stringify({ query, variables }),
    }),
  };
}

/** Sends any request and reads its answer as GraphQL. */
export async function send(url: string, init: RequestInit): Promise<FixtureAnswer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: readBody(text) };
}

function readBody(text: string): FixtureAnswer['body'] {
  try {
    return JSON.parse(text) as FixtureAnswer['body'];
  } catch {
    return {};
  }
}
