import { addDays, type CalendarDay } from '@spindle/kernel';
import { instantOf } from '../wall-time';

export const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A time of the week as the clocks at the site show it: Monday, "08:30". */
export interface WeeklyTime {
  readonly weekday: Weekday;
  readonly time: string;
}

/** "Twice a week, Monday and Thursday at 08:30, twelve times, from the 9th on." */
export interface SeriesPattern {
  readonly firstDay: CalendarDay;
  readonly weeklyTimes: readonly WeeklyTime[];
  readonly visits: number;
}

/** One visit of a series by its place in the pattern; `ordinal` counts from 1 and never changes. */
export interface Occurrence {
  readonly ordinal: number;
  /** Wall time at the site, "2026-03-09T08:30". */
  readonly localStart: string;
}

/** The weekday of a calendar day, Monday first. */
export function weekdayOf(day: CalendarDay): Weekday {
  return WEEKDAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'MONDAY';
}

/** The visits of a pattern, in order, on the wall line: the same clock time in every week, also across a change of the clocks. */
export function occurrencesOf({ firstDay, weeklyTimes, visits }: SeriesPattern): Occurrence[] {
  const found: Occurrence[] = [];
  if (weeklyTimes.length === 0) return found;
  for (let day = firstDay; found.length < visits; day = addDays(day, 1)) {
    const times = weeklyTimes.filter(({ weekday }) => weekday === weekdayOf(day)).map(({ time }) => time).sort();
    for (const time of times) if (found.length < visits) found.push({ ordinal: found.length + 1, localStart: `${day}T${time}` });
  }
  return found;
}

/** A visit's time on the instant line; `startsAt` null when the clocks leave the wall time out, and then `shifted` is the time after the gap. */
export interface OccurrenceTime {
  readonly startsAt: Date | null;
  readonly shifted: Date | null;
}

/** When a wall time is. An hour that comes twice means the earlier one. */
export function timeOf(localStart: string, timeZone: string): OccurrenceTime {
  const startsAt = instantOf(localStart, timeZone, 'REFUSE');
  return { startsAt, shifted: startsAt ? null : instantOf(localStart, timeZone, 'SHIFT_FORWARD') };
}

/** By how much a series is moved: whole days on the calendar, and to another time of day. */
export interface WallShift {
  readonly days: number;
  /** "08:30"; null: each visit keeps its time of day. */
  readonly time: string | null;
}

/** The shift that leads from one wall time to another. */
export function shiftBetween(from: string, to: string): WallShift {
  const days = Math.round((Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / 86_400_000);
  return { days, time: from.slice(11) === to.slice(11) ? null : to.slice(11) };
}

/** The wall time after the shift. */
export function shiftWall(localStart: string, { days, time }: WallShift): string {
  return `${addDays(localStart.slice(0, 10) as CalendarDay, days)}T${time ?? localStart.slice(11)}`;
}
