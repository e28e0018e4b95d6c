import { randomUUID } from 'node:crypto';
import { SchedulingClinic } from '../testing/scheduling-clinic';

jest.setTimeout(60_000);

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open({ patients: 24, poolSize: 20 })));
afterAll(() => clinic.close());

it('series that want the same times at once never overlap and never wait for each other in a circle; nobody is refused without a reason', async () => {
  const { rows } = clinic;
  const deadlocks = await clinic.deadlocks();
  const ask = (patientId: string, place: number): Promise<{ bookSeries: { series: { id: string } | null; errors: { __typename: string }[] } }> => {
    const reversed = place % 2 === 1;
    const weeklyTimes = [{ weekday: 'TUESDAY', time: '10:00' }, { weekday: 'FRIDAY', time: '10:00' }];
    const request = { patientId, serviceTypeCode: 'FOLLOW_UP', locationId: rows.broomfield, practitionerId: reversed ? rows.ruiz : rows.okafor, roomId: place % 3 === 0 ? null : rows.gym, firstDay: '2026-03-10', weeklyTimes: reversed ? weeklyTimes.toReversed() : weeklyTimes, visits: 12 };
    return clinic.ask<{ bookSeries: { series: { id: string } | null; errors: { __typename: string }[] } }>('mutation ($input: BookSeriesInput!) { bookSeries(input: $input) { series { id } errors { __typename } } }', { input: { idempotencyKey: randomUUID(), request, policy: place % 4 === 0 ? 'WHAT_FITS' : 'ALL_OR_NOTHING' } }).then(({ data, errors }) => {
      expect(errors).toEqual([]);
      return data;
    });
  };
  const answers = await Promise.all(rows.patients.map(ask));
  const won = answers.filter(({ bookSeries }) => bookSeries.series !== null);
  expect(won).toHaveLength(2);
  expect(answers.filter(({ bookSeries }) => !bookSeries.series).every(({ bookSeries }) => bookSeries.errors[0]?.__typename === 'SeriesConflictError')).toBe(true);
  expect(await clinic.overlaps()).toBe(0);
  expect(await clinic.deadlocks()).toBe(deadlocks);
  expect(await clinic.asAdmin('SELECT FROM scheduling.reservation WHERE live')).toHaveLength(2 * 12 * 3);
});

it('single bookings between the visits of a series leave either whole', async () => {
  const { rows } = clinic;
  const deadlocks = await clinic.deadlocks();
  const request = { patientId: rows.patients[0], serviceTypeCode: 'FOLLOW_UP', locationId: rows.broomfield, practitionerId: rows.ruiz, roomId: rows.roomOne, firstDay: '2026-06-02', weeklyTimes: [{ weekday: 'TUESDAY', time: '10:00' }], visits: 8 };
  const series = clinic.ask<{ bookSeries: { series: { visits: object[] } | null } }>('mutation ($input: BookSeriesInput!) { bookSeries(input: $input) { series { visits { ordinal } } } }', { input: { idempotencyKey: randomUUID(), request, policy: 'WHAT_FITS' } });
  const singles = rows.patients.slice(1, 9).map((patientId, week) => clinic.mutate('bookAppointment', clinic.booking({ patientId, startsAt: new Date(Date.parse('2026-06-02T16:00:00Z') + week * 7 * 86_400_000).toISOString() })));
  const [{ data }, ...answers] = await Promise.all([series, ...singles]);
  const taken = answers.filter(({ appointment }) => appointment !== null).length;
  expect((data.bookSeries.series?.visits.length ?? 0) + taken).toBe(8);
  expect(await clinic.overlaps()).toBe(0);
  expect(await clinic.deadlocks()).toBe(deadlocks);
});
