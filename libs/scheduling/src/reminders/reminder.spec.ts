import { addDays, type CalendarDay } from '@spindle/kernel';
import fc from 'fast-check';
import { instantOf, wallTimeOf } from '../wall-time';
import { isQuiet, noticeOf, remindersOf, scheduleFor, USUAL_SCHEDULE, type RemindedVisit, type ReminderOffset, type ReminderSchedule } from './reminder';

const LONG_AGO = new Date('2020-01-01T00:00:00Z');
const visit = (localStart: string, timeZone = 'America/Denver'): RemindedVisit => {
  const startsAt = instantOf(localStart, timeZone, 'SHIFT_FORWARD') ?? LONG_AGO;
  return { id: 'visit', serviceTypeCode: 'FOLLOW_UP', startsAt, localStart: wallTimeOf(startsAt, timeZone), timeZone };
};
const schedule = (offsets: readonly ReminderOffset[], quiet: Partial<ReminderSchedule> = {}): ReminderSchedule => ({ ...USUAL_SCHEDULE, offsets, ...quiet });
const times = (of: RemindedVisit, by: ReminderSchedule, now = LONG_AGO): string[] => remindersOf(of, by, now).map((at) => wallTimeOf(at, of.timeZone));

it.each<[string, string, ReminderOffset, string]>([
  ['a day before at the time of the visit', '2026-03-10T10:00', { daysBefore: 1, localTime: null }, '2026-03-09T10:00'],
  ['at the same clock time across the change of the clocks in spring', '2026-03-08T10:00', { daysBefore: 1, localTime: null }, '2026-03-07T10:00'],
  ['at the same clock time across the change in autumn', '2026-11-02T10:00', { daysBefore: 2, localTime: null }, '2026-10-31T10:00'],
  ['at a time that is named', '2026-03-10T10:00', { daysBefore: 3, localTime: '17:30' }, '2026-03-07T17:30'],
  ['after the night, instead of at ten in the evening', '2026-03-10T10:00', { daysBefore: 1, localTime: '22:00' }, '2026-03-10T08:00'],
  ['after the night, instead of early in the morning', '2026-03-10T10:00', { daysBefore: 0, localTime: '06:00' }, '2026-03-10T08:00'],
  ['before the night, where the visit has begun behind it', '2026-03-10T07:30', { daysBefore: 0, localTime: '06:00' }, '2026-03-09T20:59'],
])('a reminder goes out %s', (_when, localStart, offset, expected) => {
  expect(times(visit(localStart), schedule([offset]))).toEqual([expected]);
});

it('goes out before the quiet hours where the clocks leave out the only time after them', () => {
  expect(times(visit('2026-03-09T02:01'), schedule([{ daysBefore: 2, localTime: null }], { quietFrom: '02:01', quietUntil: '02:00' }))).toEqual(['2026-03-07T02:00']);
});

it('names each time once, in order, and none that is over or lies behind the start', () => {
  const offsets = [{ daysBefore: 1, localTime: '09:00' }, { daysBefore: 3, localTime: '09:00' }, { daysBefore: 1, localTime: '09:00' }, { daysBefore: 0, localTime: '15:00' }];
  expect(times(visit('2026-03-10T10:00'), schedule(offsets))).toEqual(['2026-03-07T09:00', '2026-03-09T09:00']);
  expect(times(visit('2026-03-10T10:00'), schedule(offsets), new Date('2026-03-08T12:00:00Z'))).toEqual(['2026-03-09T09:00']);
});

it('a service with a schedule of its own does not follow the practice\'s', () => {
  const [own, general] = [{ ...schedule([]), serviceTypeCode: 'FOLLOW_UP' }, schedule([{ daysBefore: 2, localTime: null }])];
  expect([scheduleFor('FOLLOW_UP', [general, own]), scheduleFor('OTHER', [general, own]), scheduleFor('OTHER', [])]).toEqual([own, general, USUAL_SCHEDULE]);
});

it.each([['2026-03-09T12:00', '2026-03-09T12:00'], ['2026-03-09T23:00', '2026-03-10T08:00'], ['2026-03-10T06:00', '2026-03-10T08:00']])('news at %s are told at %s', (now, told) => {
  const of = visit('2026-03-10T10:00');
  expect(wallTimeOf(noticeOf(of, USUAL_SCHEDULE, instantOf(now, of.timeZone, 'REFUSE') ?? LONG_AGO), of.timeZone)).toBe(told);
});

it('news of a visit that begins in the quiet hours are told at once', () => {
  const now = new Date('2026-03-10T12:00:00Z');
  expect(noticeOf(visit('2026-03-10T07:00'), USUAL_SCHEDULE, now)).toEqual(now);
});

const clock = fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
/** Days around the changes of the clocks, in zones that change by an hour, by half an hour and at midnight. */
const days = fc.constantFrom<[CalendarDay, string]>(['2026-03-08' as CalendarDay, 'America/Denver'], ['2026-11-01' as CalendarDay, 'America/Denver'], ['2026-10-04' as CalendarDay, 'Australia/Lord_Howe'], ['2026-04-05' as CalendarDay, 'Australia/Lord_Howe'], ['2026-09-06' as CalendarDay, 'America/Santiago'], ['2026-03-29' as CalendarDay, 'Europe/Berlin']);

it('whatever the clocks do, nobody is reminded in the quiet hours or after the start, and outside of them at the wall time that the schedule names', () => {
  fc.assert(fc.property(days, fc.integer({ min: -1, max: 3 }), clock, fc.record({ daysBefore: fc.nat(3), localTime: fc.option(clock) }), fc.tuple(clock, clock), ([day, zone], ahead, time, offset, [quietFrom, quietUntil]) => {
    const of = visit(`${addDays(day, ahead)}T${time}`, zone);
    const quiet = { quietFrom, quietUntil };
    const [at] = remindersOf(of, schedule([offset], quiet), LONG_AGO);
    const wall = `${addDays(of.localStart.slice(0, 10) as CalendarDay, -offset.daysBefore)}T${offset.localTime ?? of.localStart.slice(11)}`;
    const planned = instantOf(wall, zone, 'REFUSE');
    if (at) {
      expect(isQuiet(wallTimeOf(at, zone).slice(11), quiet)).toBe(false);
      expect(at < of.startsAt).toBe(true);
    }
    if (planned && planned < of.startsAt && !isQuiet(wall.slice(11), quiet)) expect(at && wallTimeOf(at, zone)).toBe(wall);
  }), { numRuns: 500 });
});
