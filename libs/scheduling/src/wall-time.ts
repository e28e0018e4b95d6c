import { Temporal } from 'temporal-polyfill';
import type { CalendarDay } from '@spindle/kernel';

/** The one place where clock time at a site becomes an instant, and back. Zones are IANA names; unknown ones throw. */

/** An instant and the first one after, as a half-open range. */
export interface InstantRange {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

function zoned(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}

/** What the clocks at the site show, to the minute: "2026-03-09T08:30". */
export function wallTimeOf(instant: Date, timeZone: string): string {
  return zoned(instant, timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The site's calendar day on which the instant lies. */
export function dayOf(instant: Date, timeZone: string): CalendarDay {
  return zoned(instant, timeZone).toPlainDate().toString() as CalendarDay;
}

/** From the first instant of the day at the site up to the first of the next: 23, 24 or 25 hours, as the zone has it. */
export function dayRange(day: CalendarDay, timeZone: string): InstantRange {
  const date = Temporal.PlainDate.from(day);
  return { startsAt: startOf(date, timeZone), endsAt: startOf(date.add({ days: 1 }), timeZone) };
}

function startOf(date: Temporal.PlainDate, timeZone: string): Date {
  return new Date(date.toZonedDateTime(timeZone).epochMilliseconds);
}

/**
 * The instant at which the clocks at the site show a wall time ("2026-03-09T08:30"). An hour that comes twice means
 * the earlier one. A time that the clocks leave out is moved forward by the gap in a template ('SHIFT_FORWARD') and is
 * null in a booking ('REFUSE').
 */
export function instantOf(wallTime: string, timeZone: string, missing: 'SHIFT_FORWARD' | 'REFUSE'): Date | null {
  const wanted = Temporal.PlainDateTime.from(wallTime);
  const found = wanted.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  if (missing === 'REFUSE' && !found.toPlainDateTime().equals(wanted)) return null;
  return new Date(found.epochMilliseconds);
}

/** Whether the runtime's zone data knows the name. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

/** What the zone's offset is at `from`, in seconds ahead of UTC, and each change of it up to `until`. */
export function offsetChanges(timeZone: string, from: Date, until: Date): { at: Date; offsetSeconds: number }[] {
  let at: Temporal.ZonedDateTime | null = zoned(from, timeZone);
  const changes: { at: Date; offsetSeconds: number }[] = [];
  for (; at && at.epochMilliseconds <= until.getTime(); at = at.getTimeZoneTransition('next')) {
    const offsetSeconds = at.offsetNanoseconds / 1e9;
    if (changes.at(-1)?.offsetSeconds !== offsetSeconds) changes.push({ at: new Date(at.epochMilliseconds), offsetSeconds });
  }
  return changes;
}
