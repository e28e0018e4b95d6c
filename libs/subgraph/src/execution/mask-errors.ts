import { randomUUID } from 'node:crypto';
import { GraphQLError, type ExecutionResult } from 'graphql';

/** Codes whose message is meant for the client. Everything else is a bug or an outage and is masked. */
const TOLD: ReadonlySet<unknown> = new Set(['BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'OVERLOADED']);

export interface MaskedFault {
  readonly reference: string;
  readonly cause: unknown;
}

/**
 * Replaces what a client must not see. A fault becomes `INTERNAL_SERVER_ERROR` with a reference; `report` is told the
 * reference and the cause, so that an operator finds one by the other.
 */
export function maskErrors(result: ExecutionResult, report: (fault: MaskedFault) => void): ExecutionResult {
  if (!result.errors) return result;
  return { ...result, errors: result.errors.map((error) => maskError(error, report)) };
}

/**
 * What is answered when the audit trail could not be written: nothing of the answer. A change that came before it was
 * recorded with its own transaction and stands, so the text does not say that nothing was changed.
 */
export function withholdAnswer(cause: unknown, report: (fault: MaskedFault) => void): ExecutionResult {
  if (cause instanceof GraphQLError && TOLD.has(cause.extensions['code'])) return { errors: [restate(cause, cause.message, { code: cause.extensions['code'] })] };
  const reference = randomUUID();
  report({ reference, cause });
  return { errors: [new GraphQLError('The answer could not be entered in the audit trail, so it is not given. Try again; quote the reference when you ask for help.', { extensions: { code: 'INTERNAL_SERVER_ERROR', reference } })] };
}

function maskError(error: GraphQLError, report: (fault: MaskedFault) => void): GraphQLError {
  const cause = error.originalError;
  // The compiled executor's errors have no `extensions` unless their cause had some, whatever the type says.
  const code = (error.extensions as Partial<GraphQLError['extensions']> | undefined)?.['code'] ?? (cause instanceof GraphQLError ? cause.extensions['code'] : undefined);
  if (TOLD.has(code)) return restate(error, error.message, code === 'FORBIDDEN' ? { code, ...fieldsOf(error) } : { code });
  // Before execution there is no path: the operation or its variables are wrong. An error with a path that is not told
  // comes from our own code, and its message may quote a value.
  const isBeforeExecution = error.path === undefined;
  if (isBeforeExecution && (cause === undefined || cause === null || cause instanceof GraphQLError)) return restate(error, error.message, { code: 'BAD_USER_INPUT' });
  const reference = randomUUID();
  report({ reference, cause: cause ?? error });
  return restate(error, 'Something went wrong on our side. Nothing was changed by this step. Quote the reference when you ask for help.', { code: 'INTERNAL_SERVER_ERROR', reference });
}

/** Which fields were refused: names of the schema, not values. */
function fieldsOf({ extensions }: GraphQLError): { fields?: unknown } {
  const { fields } = extensions as Partial<GraphQLError['extensions']> | undefined ?? {};
  return fields === undefined ? {} : { fields };
}

function restate(error: GraphQLError, message: string, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(message, { path: error.path ?? null, extensions });
}
