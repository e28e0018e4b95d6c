import { todayIn, PRACTICE_TIME_ZONE, type CalendarDay, type Clock } from '@spindle/kernel';

/** The present day at the practice. */
export function practiceDay(clock: Clock): CalendarDay {
  return todayIn(PRACTICE_TIME_ZONE, clock);
}

/** The present day where it is latest (UTC+14): nothing of today is refused as future anywhere. */
export function latestDay(clock: Clock): CalendarDay {
  return new Date(clock.now().getTime() + 14 * 3_600_000).toISOString().slice(0, 10) as CalendarDay;
}
