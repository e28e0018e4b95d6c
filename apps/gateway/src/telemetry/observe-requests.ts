import type { ApolloServerPlugin } from '@apollo/server';
import { OTHER_OPERATION, refusals, requestSeconds, type Logger } from '@spindle/subgraph';
import type { OperationContext } from '../execution/operation-context';

/** Counts each GraphQL request under the name of its registered operation, counts what was refused by its code, and writes a line to the log. */
export function observeRequests(logger: Logger): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart({ contextValue: { registered, requestId } }) {
      const began = performance.now();
      const operation = registered?.name ?? OTHER_OPERATION;
      return {
        async willSendResponse({ response: { body } }) {
          const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
          const hasData = body.kind === 'single' && body.singleResult.data !== null && body.singleResult.data !== undefined;
          const outcome = errors.length === 0 ? 'OK' : hasData ? 'PARTIAL' : 'REFUSED';
          for (const { extensions } of errors) refusals.inc({ code: codeOf(extensions?.['code']) });
          requestSeconds.observe({ operation, outcome }, (performance.now() - began) / 1000);
          logger.info('request', { requestId, operation, outcome, durationMs: Math.round(performance.now() - began) });
        },
      };
    },
  };
}

/** Codes are ours and in capitals; anything else is counted as one. */
function codeOf(code: unknown): string {
  return typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code) ? code : 'UNKNOWN';
}
