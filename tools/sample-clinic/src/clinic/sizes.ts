import type { CalendarDay } from '@spindle/kernel';
import { calendarDay, weekday, type DayNumber } from '../calendar/day-number';
import { isHoliday } from '../calendar/holidays';

/** How much the sample makes. */
export const SAMPLE_SIZES = ['S', 'M', 'L'] as const;
export type SampleSize = (typeof SAMPLE_SIZES)[number];

/** How much one practice has, and over which time. */
export interface Extent {
  readonly patients: number;
  readonly visits: number;
  /** Working days before and after today. */
  readonly pastDays: number;
  readonly futureDays: number;
  /** Patients in care on the first day. */
  readonly inCareAtStart: number;
}

/** L is the history of some sixteen years, so that its day sheets are those of M: two sites of 60 visits a day. */
export const EXTENTS: Readonly<Record<SampleSize, Extent>> = {
  S: { patients: 400, visits: 3_400, pastDays: 43, futureDays: 42, inCareAtStart: 210 },
  M: { patients: 2_000, visits: 28_600, pastDays: 210, futureDays: 42, inCareAtStart: 560 },
  L: { patients: 50_000, visits: 500_000, pastDays: 4_140, futureDays: 42, inCareAtStart: 560 },
};

/** The second practice is of one size, whatever the first is. */
export const TINY: Extent = { patients: 12, visits: 120, pastDays: 43, futureDays: 20, inCareAtStart: 6 };

export function isWorkingDay(day: DayNumber): boolean {
  return ![0, 6].includes(weekday(day)) && !isHoliday(day);
}

/** The working days around today, today among them when it is one. */
export function workingDays(today: DayNumber, { pastDays, futureDays }: Extent): DayNumber[] {
  const past: DayNumber[] = [];
  for (let day = today - 1; past.length < pastDays; day -= 1) if (isWorkingDay(day)) past.push(day);
  const coming: DayNumber[] = isWorkingDay(today) ? [today] : [];
  for (let day = today + 1; coming.length < futureDays; day += 1) if (isWorkingDay(day)) coming.push(day);
  return [...past.reverse(), ...coming];
}

/** The next day on which the sample practices see patients: today, if they do. */
export function openDayFrom(today: DayNumber): CalendarDay {
  return isWorkingDay(today) ? calendarDay(today) : openDayFrom(today + 1);
}
