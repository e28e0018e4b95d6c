import type { CalendarDay } from './calendar-day';
import type { Clock } from './clock';

/** Where the practice is, when nothing else is said. */
export const PRACTICE_TIME_ZONE = 'America/Denver';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day on which an instant lies in an IANA time zone. */
export function dayIn(timeZone: string, instant: Date): CalendarDay {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(instant) as CalendarDay;
}

/** The present day in an IANA time zone. */
export function todayIn(timeZone: string, clock: Clock): CalendarDay {
  return dayIn(timeZone, clock.now());
}
