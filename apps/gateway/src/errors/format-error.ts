import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '@spindle/subgraph';
import { TOLD } from './told-errors';

/** Codes whose message is meant for the client. Everything else is a bug or an outage of ours and is masked. */
const PASSED: ReadonlySet<unknown> = new Set([
  'BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'OVERLOADED', 'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED', TOLD.subgraphUnavailable, TOLD.badRequest, TOLD.tooCostly, TOLD.introspectionDisabled, TOLD.operationResolution, TOLD.notRegistered, TOLD.getNotAllowed,
  TOLD.rateLimited, TOLD.csrfRefused, TOLD.issuerUnavailable,
]);

const MASKED_MESSAGE = 'Something went wrong on our side. Quote the reference when you ask for help.';
const REFERENCE = /^[0-9a-f-]{36}$/;

/**
 * Makes what a client sees of an error: message, path in the client's own operation, `extensions.code` and, for a
 * fault, a reference by which the operator finds the cause in the log. Nothing else leaves: no address, no stack.
 */
export function errorFormatter(logger: Logger): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const code = ownCode(error) ?? formatted.extensions?.['code'];
    const place = { ...(formatted.locations ? { locations: formatted.locations } : {}), ...placeOf(formatted.path) };
    if (PASSED.has(code)) return { message: formatted.message, ...place, extensions: { code, ...refusedFields(code, formatted.extensions) } };
    const given = formatted.extensions?.['reference'];
    if (typeof given === 'string' && REFERENCE.test(given)) return masked(given, place);
    const reference = randomUUID();
    logger.error('fault', { reference, code, subgraph: formatted.extensions?.['serviceName'], cause: unwrapResolverError(error) });
    return masked(reference, place);
  };
}

/** Of a refusal by rights: which fields it is for. */
function refusedFields(code: unknown, extensions: GraphQLFormattedError['extensions']): { fields?: readonly string[] } {
  const fields = code === 'FORBIDDEN' ? extensions?.['fields'] : undefined;
  return Array.isArray(fields) ? { fields: fields.filter((field): field is string => typeof field === 'string') } : {};
}

function masked(reference: string, place: object): GraphQLFormattedError {
  return { message: MASKED_MESSAGE, ...place, extensions: { code: TOLD.internal, reference } };
}

/** The server wraps what a validation rule reports and puts its own code on top; ours lies beneath. */
function ownCode(error: unknown): unknown {
  const original = error instanceof GraphQLError ? error.originalError : undefined;
  return original instanceof GraphQLError && original.extensions['code'] === TOLD.tooCostly ? TOLD.tooCostly : undefined;
}

/** A path ends where it leaves the client's operation: `@` and `_entities` belong to the plan. */
export function placeOf(path: readonly (string | number)[] | undefined): { path?: readonly (string | number)[] } {
  if (!path) return {};
  const end = path.findIndex((step) => step === '@' || step === '_entities');
  const clientPath = end < 0 ? path : path.slice(0, end);
  return clientPath.length > 0 ? { path: clientPath } : {};
}
