import { GraphQLError } from 'graphql';

/** SQLSTATE lock_not_available: the wait for a lock was cut off by `lock_timeout`. */
const LOCK_NOT_AVAILABLE = '55P03';

/** What is told when too much is going on: nothing was changed, and the same can be asked again. */
export function overloaded(message = 'Too many requests are waiting. Try again in a few seconds.'): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'OVERLOADED' } });
}

/** A wait for somebody else's change that was cut off is no fault of ours: it is told as OVERLOADED. Every other error stays as it is. */
export function toldWhenLocked(error: unknown): unknown {
  const isLocked = error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE;
  return isLocked ? overloaded('Somebody is changing the same just now. Nothing was changed by this step: try again in a few seconds.') : error;
}
