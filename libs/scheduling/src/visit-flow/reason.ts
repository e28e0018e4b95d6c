import { err, ok, type Result } from '@spindle/kernel';

export interface InvalidInputError {
  readonly kind: 'InvalidInputError';
  readonly message: string;
  /** The value's path in the input. */
  readonly field: string;
}

/** Reads the reason for a step: 3 to 500 characters once trimmed, no control characters. */
export function parseReason(text: string): Result<string, InvalidInputError> {
  const reason = text.trim();
  if (reason.length >= 3 && reason.length <= 500 && !/\p{Cc}/u.test(reason)) return ok(reason);
  return err({ kind: 'InvalidInputError', message: 'Say why, in 3 to 500 characters on one line.', field: 'reason' });
}
