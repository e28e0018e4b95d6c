import { ok, parseCalendarDay, type Result } from '@spindle/kernel';
import { invalid } from '../texts';
import type { InvalidInputError } from '../visit-flow/reason';

/** A stretch of wall time, "2026-03-09T08:30" to "2026-03-09T17:00". */
export interface WallPeriod {
  readonly localFrom: string;
  readonly localUntil: string;
}

/** A stretch of a weekday, in minutes from midnight. */
export interface DayStretch {
  readonly weekday: number;
  readonly opensMinute: number;
  readonly closesMinute: number;
}

const CLOCK = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;
const LONGEST_DAYS = 366;
const MOST_STRETCHES = 50;

/** Reads a period of wall time: both ends exist on the calendar, the second lies behind the first, at most a year. */
export function parseWallPeriod({ localFrom, localUntil }: WallPeriod): Result<WallPeriod, InvalidInputError> {
  for (const [field, text] of Object.entries({ localFrom, localUntil })) {
    if (!/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/.test(text) || !parseCalendarDay(text.slice(0, 10))) return invalid(field, 'A time is written as the clocks show it: "2026-03-09T08:30".');
  }
  const length = Date.parse(`${localUntil}Z`) - Date.parse(`${localFrom}Z`);
  if (length <= 0) return invalid('localUntil', 'The end must lie behind the beginning.');
  if (length > LONGEST_DAYS * 86_400_000) return invalid('localUntil', 'At most a year at a time.');
  return ok({ localFrom, localUntil });
}

/** Minutes from midnight of "08:30"; null when it is no clock time. */
export function minutesOf(clock: string): number | null {
  const match = CLOCK.exec(clock);
  if (!match) return null;
  return match[1] === undefined ? 1_440 : Number(match[1]) * 60 + Number(match[2]);
}

/** "08:30" of minutes from midnight. */
export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Reads the stretches of a week: none overlaps another of its day. */
export function parseStretches(stretches: readonly { readonly weekday: number; readonly opens: string; readonly closes: string }[]): Result<DayStretch[], InvalidInputError> {
  if (stretches.length > MOST_STRETCHES) return invalid('stretches', `At most ${MOST_STRETCHES} stretches a week.`);
  const read: DayStretch[] = [];
  for (const { weekday, opens, closes } of stretches) {
    const [opensMinute, closesMinute] = [minutesOf(opens), minutesOf(closes)];
    if (weekday < 1 || weekday > 7) return invalid('stretches', 'Weekdays count from 1, Monday, to 7, Sunday.');
    if (opensMinute === null || closesMinute === null || opensMinute >= closesMinute) return invalid('stretches', 'A stretch is written as "08:00" to "17:30", the end behind the beginning.');
    if (read.some((other) => other.weekday === weekday && other.opensMinute < closesMinute && opensMinute < other.closesMinute)) return invalid('stretches', 'Two stretches of a day overlap.');
    read.push({ weekday, opensMinute, closesMinute });
  }
  return ok(read);
}
