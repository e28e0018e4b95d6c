import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled, ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { readRights, type Logger } from '@spindle/subgraph';
import { SubgraphDataSource } from '../datasource/subgraph-data-source';
import { errorFormatter } from '../errors/format-error';
import { responseHeaders, statusForOldClients } from '../http/response-status';
import { limitRule, tellOnce } from '../limits/limit-rule';
import { operationGate } from '../limits/operation-gate';
import { earlyRefusal } from '../rights/early-refusal';
import { persistedTexts } from '../safelist/persisted-texts';
import type { Safelist } from '../safelist/safelist';
import type { Settings } from '../settings';
import { observeRequests } from '../telemetry/observe-requests';
import type { SubgraphTransport } from '../transports/subgraph-transport';
import type { OperationContext } from './operation-context';

export type TransportFor = (subgraph: { readonly name: string; readonly url?: string | undefined }) => SubgraphTransport;

/** The server made from one supergraph. A changed supergraph makes the next generation; requests end where they began. */
export interface Generation {
  readonly server: ApolloServer<OperationContext>;
  stop(): Promise<void>;
}

/** What a generation is made from: the supergraph's SDL, and the rights that were composed with it, if any. */
export interface Composed {
  readonly supergraphSdl: string;
  readonly rights: string | null;
}

export interface GenerationParts {
  readonly transportFor: TransportFor;
  readonly safelist: Safelist;
}

/** Builds the server for a supergraph. Throws when the SDL is no supergraph or a subgraph has no transport. */
export async function startGeneration({ supergraphSdl, rights }: Composed, settings: Settings, { transportFor, safelist }: GenerationParts): Promise<Generation> {
  // The vendor's gateway reads this while it is built, and else reports this machine to the vendor every hour.
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  const { logger, limits, guards } = settings;
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: vendorLogger(logger),
    buildService: (subgraph) => new SubgraphDataSource({ name: subgraph.name, transport: transportFor(subgraph), logger }),
    __exposeQueryPlanExperimental: false,
  });
  const server = new ApolloServer<OperationContext>({
    gateway,
    apollo: {},
    plugins: [...pluginsFor(settings), ...(rights === null ? [] : [earlyRefusal(readRights(rights), settings.identity?.denials ?? null)])],
    logger: vendorLogger(logger),
    introspection: true,
    formatError: errorFormatter(logger),
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: settings.production,
    allowBatchedHttpRequests: false,
    persistedQueries: { cache: persistedTexts(safelist) },
    csrfPrevention: guards.csrf,
    stopOnTerminationSignals: false,
    nodeEnv: settings.production ? 'production' : 'development',
    validationRules: guards.limits ? [limitRule(limits)] : [],
    validationOptions: { maxErrors: limits.errors },
    parseOptions: guards.limits ? { maxTokens: limits.tokens } : {},
    stringifyResult: (result) => JSON.stringify(result),
  });
  await server.start();
  return { server, stop: () => server.stop() };
}

function pluginsFor({ logger, guards, production, introspectionToken, jsonAlways200, identity }: Settings): ApolloServerPlugin<OperationContext>[] {
  return [
    ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginSchemaReportingDisabled(), ApolloServerPluginUsageReportingDisabled(),
    operationGate({ authentication: guards.authentication, introspectionNeedsToken: guards.introspection && (production || introspectionToken !== null), denials: identity?.denials ?? null }),
    responseHeaders(),
    observeRequests(logger),
    tellOnce(),
    ...(jsonAlways200 ? [statusForOldClients()] : []),
  ];
}

/** The vendor's messages can quote a request or an address: of a fault only that it happened is kept. */
function vendorLogger(logger: Logger) {
  const quiet = (): void => {};
  return { debug: quiet, info: quiet, warn: () => logger.warn('gateway warning'), error: () => logger.error('gateway error') };
}
