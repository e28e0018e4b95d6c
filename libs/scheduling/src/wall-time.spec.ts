import fc from 'fast-check';
import type { CalendarDay } from '@spindle/kernel';
import { dayOf, dayRange, instantOf, isTimeZone, wallTimeOf } from './wall-time';

const DENVER = 'America/Denver';
const at = (text: string): Date => new Date(text);

it.each([
  ['2026-03-09T14:30:00Z', DENVER, '2026-03-09T08:30'], ['2026-01-09T14:30:00Z', DENVER, '2026-01-09T07:30'],
  ['2026-03-09T05:30:00Z', DENVER, '2026-03-08T23:30'], ['2026-03-09T14:30:00Z', 'Asia/Kathmandu', '2026-03-09T20:15'],
])('%s in %s is %s on the wall', (instant, zone, wall) => {
  expect(wallTimeOf(at(instant), zone)).toBe(wall);
  expect(dayOf(at(instant), zone)).toBe(wall.slice(0, 10));
});

it.each([['2026-03-08', 23], ['2026-03-09', 24], ['2026-11-01', 25]])('%s has %d hours in Denver', (day, hours) => {
  const { startsAt, endsAt } = dayRange(day as CalendarDay, DENVER);
  expect((endsAt.getTime() - startsAt.getTime()) / 3_600_000).toBe(hours);
  expect(wallTimeOf(startsAt, DENVER)).toBe(`${day}T00:00`);
});

it('a day that does not begin at midnight begins when the clocks have it', () => {
  expect(dayRange('2018-11-04' as CalendarDay, 'America/Sao_Paulo').startsAt).toEqual(at('2018-11-04T03:00:00Z'));
});

it('moves a time that the clocks leave out forward in a template and refuses it in a booking', () => {
  expect(instantOf('2026-03-08T02:30', DENVER, 'SHIFT_FORWARD')).toEqual(at('2026-03-08T09:30:00Z'));
  expect(instantOf('2026-03-08T02:30', DENVER, 'REFUSE')).toBeNull();
});

it.each(['SHIFT_FORWARD', 'REFUSE'] as const)('takes the earlier of an hour that comes twice (%s)', (missing) => {
  expect(instantOf('2026-11-01T01:30', DENVER, missing)).toEqual(at('2026-11-01T07:30:00Z'));
});

it.each([[DENVER, true], ['Europe/Vienna', true], ['UTC', true], ['Mars/Olympus', false], ['', false], ['+01:00', false]])('knows the zone "%s": %s', (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
});

it('finds every instant within the range of its day', () => {
  const zones = fc.constantFrom(DENVER, 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Pacific/Apia', 'Pacific/Kiritimati', 'Africa/Casablanca');
  fc.assert(fc.property(fc.date({ min: at('2005-01-01'), max: at('2035-01-01'), noInvalidDate: true }), zones, (instant, zone) => {
    const { startsAt, endsAt } = dayRange(dayOf(instant, zone), zone);
    expect(startsAt <= instant && instant < endsAt).toBe(true);
  }), { numRuns: 300 });
});
