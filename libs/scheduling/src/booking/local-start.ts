import { err, ok, parseCalendarDay, type Result } from '@spindle/kernel';
import type { InvalidInputError } from '../visit-flow/reason';
import { instantOf, utcOffsetOf, wallTimeOf } from '../wall-time';

const invalid = (message: string): Result<never, InvalidInputError> => err({ kind: 'InvalidInputError', message, field: 'localStart' });

/** Reads a wall time, "2026-03-09T08:30". */
export function parseLocalStart(text: string): Result<string, InvalidInputError> {
  if (/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/.test(text) && parseCalendarDay(text.slice(0, 10)) && text.slice(0, 4) < '9990') return ok(text);
  return invalid('A start is written as the clocks show it: "2026-03-09T08:30".');
}

/**
 * Whether the clocks at the site show this time at the instant; null asks nothing. Of an hour that comes twice the instant
 * says which is meant; a time that the clocks leave out is never shown.
 */
export function checkLocalStart(localStart: string | null, startsAt: Date, timeZone: string): Result<null, InvalidInputError> {
  if (localStart === null || localStart === wallTimeOf(startsAt, timeZone)) return ok(null);
  const wanted = parseLocalStart(localStart);
  if (!wanted.ok) return wanted;
  const first = instantOf(wanted.value, timeZone, 'REFUSE');
  const later = instantOf(wanted.value, timeZone, 'SHIFT_FORWARD');
  if (first === null && later) return invalid(`The clocks at the site leave ${wanted.value} out: they go forward over it. Choose another time, such as ${wallTimeOf(later, timeZone)} (${later.toISOString()}).`);
  return invalid(`At the instant of \`startsAt\` the clocks at the site show ${wallTimeOf(startsAt, timeZone)} (UTC${utcOffsetOf(startsAt, timeZone)}), not ${wanted.value}: mend one of the two.`);
}
