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

/** How far the clocks at the site are from UTC at the instant: "-06:00". */
export function utcOffsetOf(instant: Date, timeZone: string): string {
  return zoned(instant, timeZone).offset;
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

/** A stretch of instants, in epoch milliseconds, in which the clocks keep the same distance from UTC. */
export interface OffsetSpan {
  readonly startsAt: number;
  readonly endsAt: number;
  /** Wall time minus UTC, in milliseconds. */
  readonly offsetMs: number;
}

/**
 * The clocks of one zone over a stretch of time, for work that asks a thousand times: the zone's rules are read once,
 * the rest is addition. Wall times are milliseconds as if the wall showed UTC.
 */
export class ZoneClock {
  readonly spans: readonly OffsetSpan[];

  /** Right between the two instants, in epoch milliseconds; beyond them the first and last offset go on. */
  constructor(timeZone: string, between: { readonly startsAt: number; readonly endsAt: number }) {
    const spans: OffsetSpan[] = [];
    let startsAt = -Infinity;
    let at = zoned(new Date(between.startsAt), timeZone);
    for (;;) {
      const next = at.getTimeZoneTransition('next');
      const endsAt = next && next.epochMilliseconds < between.endsAt ? next.epochMilliseconds : Infinity;
      spans.push({ startsAt, endsAt, offsetMs: at.offsetNanoseconds / 1e6 });
      if (!next || endsAt === Infinity) break;
      startsAt = endsAt;
      at = next;
    }
    this.spans = spans;
  }

  /** The instant of a wall time; of an hour that comes twice the earlier, of one left out the time after the gap, as far behind it. */
  instantOf(wall: number): number {
    let beforeGap = wall;
    for (const { startsAt, endsAt, offsetMs } of this.spans) {
      const instant = wall - offsetMs;
      if (instant < startsAt) return beforeGap;
      if (instant < endsAt) return instant;
      beforeGap = instant;
    }
    return beforeGap;
  }

  /** The calendar day on which the instant lies. */
  dayOf(instant: number): CalendarDay {
    return new Date(this.wallOf(instant)).toISOString().slice(0, 10) as CalendarDay;
  }

  /** What the clocks show. */
  wallOf(instant: number): number {
    const span = this.spans.find(({ endsAt }) => instant < endsAt);
    return instant + (span?.offsetMs ?? 0);
  }
}

/** The same day of the month so many months later, or that month's last. */
export function monthsAfter(day: CalendarDay, months: number): CalendarDay {
  return Temporal.PlainDate.from(day).add({ months }).toString() as CalendarDay;
}

/** How many days the second day is behind the first. */
export function daysBetween(first: CalendarDay, second: CalendarDay): number {
  return Temporal.PlainDate.from(first).until(second).days;
}
