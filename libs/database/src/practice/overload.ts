import { GraphQLError } from 'graphql';

/** By SQLSTATE what is told of a statement that PostgreSQL cut off: 55P03 lock_not_available by `lock_timeout`, 57014 query_canceled by `statement_timeout`. */
const CUT_OFF: Readonly<Record<string, string>> = {
  '55P03': 'Somebody is changing the same just now. Nothing was changed by this step: try again in a few seconds.',
  57014: 'This took too long and was stopped. Nothing was changed by this step: try again in a few seconds, or ask for less at a time.',
};

/** What is told when too much is going on: nothing was changed, and the same can be asked again. */
export function overloaded(message = 'Too many requests are waiting. Try again in a few seconds.'): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'OVERLOADED' } });
}

/** A statement, or a wait for somebody else's change, that was cut off is no fault of ours: it is told as OVERLOADED. Every other error stays as it is. */
export function toldWhenCutOff(error: unknown): unknown {
  const message = error instanceof Error && 'code' in error ? CUT_OFF[String(error.code)] : undefined;
  return message === undefined ? error : overloaded(message);
}
