import { err, ok, type Result } from '@spindle/kernel';
import type { InvalidInputError } from '../visit-flow/reason';

/** Minutes for which a time can be held. */
const HOLD_MINUTES = { least: 1, most: 60 } as const;

export interface HoldExpiredError {
  readonly kind: 'HoldExpiredError';
  readonly message: string;
  /** ISO 8601, UTC. */
  readonly expiredAt: string;
}

export function checkHoldMinutes(minutes: number): Result<number, InvalidInputError> {
  if (Number.isInteger(minutes) && minutes >= HOLD_MINUTES.least && minutes <= HOLD_MINUTES.most) return ok(minutes);
  return err({ kind: 'InvalidInputError', message: `A time is held for ${HOLD_MINUTES.least} to ${HOLD_MINUTES.most} minutes.`, field: 'minutes' });
}

export function expiredError(expiredAt: Date): HoldExpiredError {
  return { kind: 'HoldExpiredError', message: 'The time is held no longer. Look whether it is still free and book it anew.', expiredAt: expiredAt.toISOString() };
}
