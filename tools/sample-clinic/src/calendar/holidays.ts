import { calendarDay, weekday, type DayNumber } from './day-number';

const FIXED = new Set(['01-01', '07-04', '12-24', '12-25']);

/** Whether the sample's practices are closed for a holiday of the United States. */
export function isHoliday(day: DayNumber): boolean {
  const date = calendarDay(day).slice(5);
  const [month, dayOfMonth] = [Number(date.slice(0, 2)), Number(date.slice(3))];
  const isMonday = weekday(day) === 1;
  if (FIXED.has(date)) return true;
  if (month === 5) return isMonday && dayOfMonth > 24;
  if (month === 9) return isMonday && dayOfMonth <= 7;
  return month === 11 && weekday(day) === 4 && dayOfMonth >= 22 && dayOfMonth <= 28;
}
