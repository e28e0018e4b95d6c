import type { CalendarDay, Clock } from '@spindle/kernel';

/** Where the practice is, when nothing else is said. */
export const PRACTICE_TIME_ZONE = 'America/Denver';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that an instant lies on in an IANA time zone. */
export function dayIn(timeZone: string, instant: Date): CalendarDay {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(instant) as CalendarDay;
}

/** The present day at the practice. */
export function practiceDay(clock: Clock): CalendarDay {
  return dayIn(PRACTICE_TIME_ZONE, clock.now());
}

/** The present day where it is latest (UTC+14): nothing of today is refused as future anywhere. */
export function latestDay(clock: Clock): CalendarDay {
  return new Date(clock.now().getTime() + 14 * 3_600_000).toISOString().slice(0, 10) as CalendarDay;
}
