import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { CalendarDay } from '@spindle/kernel';
import { occurrencesOf, shiftBetween, shiftWall, timeOf, WEEKDAYS, weekdayOf, type WeeklyTime } from './occurrence';

const ZONES = ['America/Denver', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Africa/Casablanca', 'Pacific/Apia'];
const two = (number: number): string => String(number).padStart(2, '0');
const time = fc.record({ hour: fc.nat(23), quarter: fc.nat(3) }).map(({ hour, quarter }) => `${two(hour)}:${two(quarter * 15)}`);
const weeklyTime: fc.Arbitrary<WeeklyTime> = fc.record({ weekday: fc.constantFrom(...WEEKDAYS), time });
const day = fc.integer({ min: 0, max: 1_500 }).map((days) => Temporal.PlainDate.from('2025-01-01').add({ days }).toString() as CalendarDay);
const pattern = fc.record({ firstDay: day, weeklyTimes: fc.uniqueArray(weeklyTime, { minLength: 1, maxLength: 5, selector: (each) => `${each.weekday} ${each.time}` }), visits: fc.integer({ min: 0, max: 20 }) });

it('twice a week for six weeks is twelve visits', () => {
  const visits = occurrencesOf({ firstDay: '2026-03-03' as CalendarDay, weeklyTimes: [{ weekday: 'THURSDAY', time: '16:00' }, { weekday: 'MONDAY', time: '08:30' }], visits: 12 });
  expect(visits.map(({ localStart }) => localStart).slice(0, 4)).toEqual(['2026-03-05T16:00', '2026-03-09T08:30', '2026-03-12T16:00', '2026-03-16T08:30']);
  expect(visits.at(-1)).toEqual({ ordinal: 12, localStart: '2026-04-13T08:30' });
});

it('a series has as many visits as are wanted, in order, each on one of its weekdays at its clock time', () => {
  fc.assert(fc.property(pattern, (wanted) => {
    const visits = occurrencesOf(wanted);
    expect(visits.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: wanted.visits }, (_, place) => place + 1));
    const starts = visits.map(({ localStart }) => localStart);
    expect(starts).toEqual(starts.toSorted());
    expect(new Set(starts).size).toBe(starts.length);
    for (const start of starts) expect(wanted.weeklyTimes).toContainEqual({ weekday: weekdayOf(start.slice(0, 10) as CalendarDay), time: start.slice(11) });
    expect(starts.every((start) => start.slice(0, 10) >= wanted.firstDay)).toBe(true);
  }));
});

it('no week of the pattern is left out', () => {
  fc.assert(fc.property(pattern.filter(({ visits }) => visits > 1), (wanted) => {
    const days = occurrencesOf(wanted).map(({ localStart }) => Temporal.PlainDate.from(localStart.slice(0, 10)));
    days.slice(1).forEach((each, place) => expect((days[place] ?? each).until(each).days).toBeLessThanOrEqual(7));
  }));
});

it.each(ZONES)('in %s the clocks show the time of the series at every visit, or the time does not exist and the one after the gap is named', (zone) => {
  fc.assert(fc.property(pattern, (wanted) => {
    for (const { localStart } of occurrencesOf(wanted)) {
      const { startsAt, shifted } = timeOf(localStart, zone);
      const wall = (instant: Date): string => Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
      if (startsAt) expect([wall(startsAt), shifted]).toEqual([localStart, null]);
      else expect(shifted !== null && wall(shifted) > localStart).toBe(true);
    }
  }), { numRuns: 30 });
});

it.each([['2026-03-08T02:30', 'America/Denver', null, '2026-03-08T09:30:00.000Z'], ['2026-11-01T01:30', 'America/Denver', '2026-11-01T07:30:00.000Z', null], ['2026-10-04T02:15', 'Australia/Lord_Howe', null, '2026-10-03T15:45:00.000Z']])('%s in %s', (local, zone, startsAt, shifted) => {
  const found = timeOf(local, zone);
  expect([found.startsAt?.toISOString() ?? null, found.shifted?.toISOString() ?? null]).toEqual([startsAt, shifted]);
});

it('a shift leads to the wall time it was taken from, and keeps the time of day where only the day changes', () => {
  const wall = fc.record({ date: day, at: time }).map(({ date, at }) => `${date}T${at}`);
  fc.assert(fc.property(wall, wall, (from, to) => {
    const shift = shiftBetween(from, to);
    expect(shiftWall(from, shift)).toBe(to);
    expect(shift.time === null).toBe(from.slice(11) === to.slice(11));
  }));
});
