import { err, type Result } from '@spindle/kernel';
import type { InvalidInputError } from './visit-flow/reason';

export function invalid(field: string, message: string): Result<never, InvalidInputError> {
  return err({ kind: 'InvalidInputError', message, field });
}

/** Whether a text is at most so many characters long and has no control characters, line breaks among them. */
export function isLine(text: string, most: number): boolean {
  return text.length <= most && !/\p{Cc}/u.test(text);
}

/** Whether a text names something: a line of 1 to 200 characters. */
export function isName(text: string): boolean {
  return text.length >= 1 && isLine(text, 200);
}
