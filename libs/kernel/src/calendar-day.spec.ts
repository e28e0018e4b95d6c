import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { addDays, daysBetween, parseCalendarDay, type CalendarDay } from './calendar-day';

// The second opinion is Temporal, which counts days by another way than milliseconds.
const FIRST = Temporal.PlainDate.from('0001-01-01');
const LAST = Temporal.PlainDate.from('9999-12-31');
const SPAN = FIRST.until(LAST, { largestUnit: 'days' }).days;
const day = fc.integer({ min: 0, max: SPAN }).map((days) => FIRST.add({ days }).toString() as CalendarDay);
const two = (number: number): string => String(number).padStart(2, '0');

function exists(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

describe('a calendar day', () => {
  it('is every day that Temporal knows', () => { fc.assert(fc.property(day, (text) => { expect(parseCalendarDay(text)).toBe(text); })); });

  it('is no day that does not exist', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 33 }), (year, month, date) => {
      const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
      expect(parseCalendarDay(text) !== null).toBe(exists(text));
    }));
  });

  it.each(['2026-02-29', '2100-02-29', '1900-02-29', '2026-04-31', '2026-00-10', '2026-13-01', '2026-01-00', '2026-01-32', '0000-01-01'])('does not exist: %s', (text) => { expect(parseCalendarDay(text)).toBeNull(); });
  it.each(['2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01', '9999-12-31'])('exists: %s', (text) => { expect(parseCalendarDay(text)).toBe(text); });
  it.each(['', '2026-1-1', '20260101', '2026/01/01', '01-01-2026', '2026-01-01T00:00:00Z', '+002026-01-01', '-2026-01-01', ' 2026-01-01', '2026-01-01\n', '٢٠٢٦-٠١-٠١'])('is not written as %j', (text) => { expect(parseCalendarDay(text)).toBeNull(); });

  it('moves by days as Temporal does', () => {
    fc.assert(fc.property(day, fc.integer({ min: 0, max: SPAN }), (from, position) => {
      const to = FIRST.add({ days: position });
      const days = Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
      expect(addDays(from, days)).toBe(to.toString());
      expect(daysBetween(from, to.toString() as CalendarDay)).toBe(days);
    }));
  });

  it('keeps its order as text', () => {
    fc.assert(fc.property(day, day, (one, other) => { expect(one < other).toBe(daysBetween(one, other) > 0); }));
  });

  it.each([['9999-12-31', 1], ['0001-01-01', -1], ['2026-01-01', Number.MAX_SAFE_INTEGER], ['2026-01-01', Number.NaN]] as const)('does not leave its years: %s and %d days', (from, days) => {
    expect(() => addDays(from as unknown as CalendarDay, days)).toThrow(RangeError);
  });
});
