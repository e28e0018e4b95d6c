import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationContext } from '../execution/operation-context';
import { TOLD } from '../errors/told-errors';

/** Seconds after which a client may try again what a busy or absent part of the clinic did not answer. */
const RETRY_AFTER_SECONDS = '1';
const WORTH_RETRYING: ReadonlySet<unknown> = new Set(['OVERLOADED', TOLD.subgraphUnavailable]);

/** Tells a client when to come back. Health data is not to be kept by anybody on the way. */
export function responseHeaders(): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response }) {
          const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined;
          if (errors?.some((error) => WORTH_RETRYING.has(error.extensions?.['code']))) response.http.headers.set('retry-after', RETRY_AFTER_SECONDS);
        },
      };
    },
  };
}

/**
 * Answers 200 for a refused operation when the client takes `application/json` only, as GraphQL over HTTP (draft,
 * 6.4.1) recommends for old clients, who cannot tell an intermediary's 4xx from the server's. A switch, off by default.
 */
export function statusForOldClients(): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, response }) {
          const accept = request.http?.headers.get('accept') ?? 'application/json';
          const isWellFormed = typeof request.query === 'string' && request.query !== '';
          if (isWellFormed && response.http.status === 400 && !accept.includes('application/graphql-response+json')) response.http.status = 200;
        },
      };
    },
  };
}
