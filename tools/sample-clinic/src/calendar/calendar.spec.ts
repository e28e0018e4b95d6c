import type { CalendarDay } from '@spindle/kernel';
import { openDayFrom } from '../clinic/sizes';
import { calendarDay, clockOrigin, dayInZone, dayNumber, MINUTE, weekday } from './day-number';
import { isHoliday } from './holidays';

const day = (text: string): number => dayNumber(text as CalendarDay);

describe('days', () => {
  it('convert to numbers and back', () => {
    expect(calendarDay(day('2028-02-29'))).toBe('2028-02-29');
    expect(weekday(day('2026-11-23'))).toBe(1);
    expect(weekday(day('1969-12-28'))).toBe(0);
  });

  it.each([['2026-03-07', '15:30'], ['2026-03-08', '14:30'], ['2026-10-31', '14:30'], ['2026-11-01', '15:30']])('have half past eight of %s in Denver at %s UTC', (text, utc) => {
    expect(new Date(clockOrigin(day(text), 'America/Denver') + 510 * MINUTE).toISOString()).toBe(`${text}T${utc}:00.000Z`);
  });

  it('begin at midnight of the zone', () => {
    expect(calendarDay(dayInZone(Date.parse('2026-11-23T06:59:00Z'), 'America/Denver'))).toBe('2026-11-22');
  });

  it.each(['2026-01-01', '2026-05-25', '2026-07-04', '2026-09-07', '2026-11-26', '2026-12-25'])('know the holiday %s', (text) => expect(isHoliday(day(text))).toBe(true));
  it.each(['2026-05-18', '2026-09-14', '2026-11-19', '2026-11-23'])('know that %s is none', (text) => expect(isHoliday(day(text))).toBe(false));

  it('lead to the next one on which patients are seen', () => {
    expect(openDayFrom(day('2026-11-25'))).toBe('2026-11-25');
    expect(openDayFrom(day('2026-11-26'))).toBe('2026-11-27');
    expect(openDayFrom(day('2026-11-28'))).toBe('2026-11-30');
  });
});
