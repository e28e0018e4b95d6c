declare const brand: unique symbol;

/** A day of the Gregorian calendar as "YYYY-MM-DD": no time, no zone. Compares as text. */
export type CalendarDay = string & { readonly [brand]: 'CalendarDay' };

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysInMonth(year: number, month: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeapYear ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** Reads "YYYY-MM-DD"; null when the text has another form or the day does not exist (2026-02-30). */
export function parseCalendarDay(text: string): CalendarDay | null {
  const match = DAY.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year === 0 || day < 1 || day > daysInMonth(year, month)) return null;
  return text as CalendarDay;
}

/** The day so many days later (or earlier, when negative). Throws a `RangeError` outside the years 1 to 9999. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  const moved = parseCalendarDay(new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10));
  if (moved === null) throw new RangeError('The day lies outside the years 1 to 9999.');
  return moved;
}

/** Whole days from the first to the second day; negative when the second is earlier. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
