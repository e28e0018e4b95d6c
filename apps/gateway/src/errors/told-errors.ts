import { GraphQLError } from 'graphql';

/** Codes in `extensions.code` that the gateway itself gives. They are stable: clients may decide by them. */
export const TOLD = {
  unauthenticated: 'UNAUTHENTICATED',
  subgraphUnavailable: 'SUBGRAPH_UNAVAILABLE',
  badRequest: 'BAD_REQUEST',
  tooCostly: 'OPERATION_TOO_COSTLY',
  introspectionDisabled: 'INTROSPECTION_DISABLED',
  operationResolution: 'OPERATION_RESOLUTION_FAILURE',
  notRegistered: 'OPERATION_NOT_REGISTERED',
  getNotAllowed: 'GET_NOT_ALLOWED',
  rateLimited: 'RATE_LIMITED',
  csrfRefused: 'CSRF_REFUSED',
  issuerUnavailable: 'ISSUER_UNAVAILABLE',
  internal: 'INTERNAL_SERVER_ERROR',
} as const;

function withStatus(message: string, code: string, http: { status: number; headers?: Map<string, string> }): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http } });
}

/** No credentials, or credentials that do not hold: HTTP 401 (RFC 9110, 15.5.2) with a challenge (RFC 6750). */
export function unauthenticated(message = 'Sign in first: send a bearer token in the Authorization header.'): GraphQLError {
  return withStatus(message, TOLD.unauthenticated, { status: 401, headers: new Map([['www-authenticate', 'Bearer']]) });
}

/** The request cannot be served in this form: HTTP 400. */
export function badRequest(message: string, code: string = TOLD.badRequest): GraphQLError {
  return withStatus(message, code, { status: 400 });
}

/** A part of the clinic does not answer. Of a mutation nobody knows whether it was carried out. */
export function subgraphUnavailable(isMutation: boolean): GraphQLError {
  const message = isMutation
    ? 'A part of the clinic does not answer. The change may or may not have been made: repeat it with the same idempotency key.'
    : 'A part of the clinic does not answer at the moment. What is shown without it is complete otherwise; try again shortly.';
  return new GraphQLError(message, { extensions: { code: TOLD.subgraphUnavailable } });
}
