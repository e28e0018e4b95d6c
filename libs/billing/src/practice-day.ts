import type { CalendarDay, Clock } from '@spindle/kernel';

/** Where the practice is, when nothing else is said. */
export const PRACTICE_TIME_ZONE = 'America/Denver';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The present day in an IANA time zone. */
export function todayIn(timeZone: string, clock: Clock): CalendarDay {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(clock.now()) as CalendarDay;
}
