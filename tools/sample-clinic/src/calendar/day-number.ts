import { Temporal } from 'temporal-polyfill';
import type { CalendarDay } from '@spindle/kernel';

/** Milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Days since 1970-01-01 of the calendar: no time, no zone. */
export type DayNumber = number;

export function dayNumber(day: CalendarDay): DayNumber {
  return Date.parse(day) / DAY;
}

/** Days that were written out before; a sample has few days and names each often. */
const written = new Map<DayNumber, CalendarDay>();

export function calendarDay(day: DayNumber): CalendarDay {
  const known = written.get(day);
  if (known) return known;
  const text = new Date(day * DAY).toISOString().slice(0, 10) as CalendarDay;
  written.set(day, text);
  return text;
}

/** 0 is Sunday. 1970-01-01 was a Thursday. */
export function weekday(day: DayNumber): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** The day that the calendars in a zone show at an instant (milliseconds since 1970). */
export function dayInZone(instant: number, timeZone: string): DayNumber {
  return dayNumber(Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString() as CalendarDay);
}

/**
 * The instant from which the minutes of a day's clock count, for times after the small hours: twelve hours before
 * noon. On the two days a year when the clocks change this is not midnight, and that is what makes 8:30 come out right.
 */
export function clockOrigin(day: DayNumber, timeZone: string): number {
  const noon = Temporal.PlainDate.from(calendarDay(day)).toZonedDateTime({ timeZone, plainTime: '12:00' });
  return noon.epochMilliseconds - 12 * HOUR;
}
