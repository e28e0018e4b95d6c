import { newId, onStatement } from '@spindle/database';
import { NOW, SchedulingClinic } from '../testing/scheduling-clinic';
import { SeriesClient, type AskedSeries } from '../testing/series-client';

jest.setTimeout(30_000);

let clinic: SchedulingClinic;
let client: SeriesClient;
beforeAll(async () => {
  clinic = await SchedulingClinic.open({ patients: 90 });
  client = new SeriesClient(clinic);
});
beforeEach(() => void (clinic.now = NOW));
afterAll(() => clinic.close());

const starts = ({ visits }: AskedSeries): string[] => visits.map(({ appointment }) => appointment.localStart);

describe('a change by identity', () => {
  it('moves one visit, which keeps its place in the series, also when it is moved alone', async () => {
    const series = await client.booked();
    const [first, second] = series.visits;
    const to = `${first?.appointment.localStart.slice(0, 10)}T10:00`;
    const { series: moved } = await client.change('moveSeries', { seriesId: series.id, version: 1, ordinal: 1, scope: 'ONE', localStart: to });
    expect(moved).toMatchObject({ version: 2, visits: [{ ordinal: 1, originalLocalStart: first?.originalLocalStart, appointment: { localStart: to } }, second, {}, {}] });
    const at = new Date(Date.parse(second?.appointment.startsAt ?? '') + 3_600_000).toISOString();
    const alone = await clinic.mutate('rescheduleAppointment', { appointmentId: second?.appointment.id, version: 1, startsAt: at });
    expect((await client.read(series.id)).visits[1]?.appointment).toMatchObject({ id: alone.appointment?.id, startsAt: at });
    expect(await clinic.eventsOf(first?.appointment.id ?? '')).toEqual(['AppointmentBooked', 'AppointmentRescheduled']);
  });

  it('moves this and the following by as many days to the same time, also onto each other', async () => {
    const series = await client.booked({ weeklyTimes: [{ weekday: 'MONDAY', time: '11:00' }], visits: 3 });
    const before = starts(series);
    const { series: moved, errors } = await client.change('moveSeries', { seriesId: series.id, version: 1, ordinal: 2, scope: 'THIS_AND_FOLLOWING', localStart: before[2] });
    expect(errors).toEqual([]);
    expect(moved && starts(moved)).toEqual([before[0], before[2], expect.stringMatching(/T11:00$/)]);
    expect(await clinic.overlaps()).toBe(0);
  });

  it('moves all or none, and never what is over', async () => {
    const series = await client.booked({ practitionerId: clinic.rows.okafor, roomId: clinic.rows.gym, weeklyTimes: [{ weekday: 'TUESDAY', time: '09:00' }], visits: 3 });
    const [first, , third] = series.visits;
    await clinic.bookAnd(['cancelAppointment'], { patientId: client.somebody(), startsAt: '2026-03-20T16:00:00Z' });
    clinic.now = new Date(first?.appointment.startsAt ?? '');
    const day = third?.appointment.localStart.slice(0, 10) ?? '';
    await clinic.book({ patientId: client.somebody(), practitionerId: clinic.rows.okafor, roomId: clinic.rows.roomTwo, startsAt: new Date(Date.parse(third?.appointment.startsAt ?? '') + 3_600_000).toISOString() });
    const before = await clinic.everything();
    const refused = await client.change('moveSeries', { seriesId: series.id, version: 1, ordinal: 3, scope: 'ALL', localStart: `${day}T10:00` });
    expect(refused.errors).toMatchObject([{ __typename: 'SeriesConflictError', occurrences: [{ ordinal: 3, conflicts: ['PRACTITIONER_TAKEN'] }] }]);
    expect(await clinic.everything()).toBe(before);
    const { series: moved } = await client.change('moveSeries', { seriesId: series.id, version: 1, ordinal: 3, scope: 'ALL', localStart: `${day}T14:00` });
    expect(moved && starts(moved).map((start) => start.slice(11))).toEqual(['09:00', '14:00', '14:00']);
  });

  it('cancels this and the following, frees their time and tells the house', async () => {
    const series = await client.booked();
    const { series: left } = await client.change('cancelSeries', { seriesId: series.id, version: 1, ordinal: 3, scope: 'THIS_AND_FOLLOWING', reasonCode: 'PATIENT_MOVED_AWAY' });
    expect(left?.visits.map(({ appointment }) => appointment.state)).toEqual(['BOOKED', 'BOOKED', 'CANCELLED', 'CANCELLED']);
    expect(await clinic.eventsOf(series.visits[3]?.appointment.id ?? '')).toEqual(['AppointmentBooked', 'AppointmentCancelled']);
    await expect(clinic.book({ patientId: client.somebody(), startsAt: series.visits[3]?.appointment.startsAt })).resolves.toMatchObject({ state: 'BOOKED' });
    const again = await client.change('cancelSeries', { seriesId: series.id, version: 2, ordinal: 3, scope: 'THIS_AND_FOLLOWING', reasonCode: 'PATIENT_MOVED_AWAY' });
    expect(again.errors).toMatchObject([{ __typename: 'NothingToChangeError' }]);
  });

  it('cancels late what lies inside the notice of its service, whatever the site has', async () => {
    const series = await client.booked();
    await clinic.asAdmin(`UPDATE scheduling.service_type SET cancellation_notice_hours = 240 WHERE code = 'FOLLOW_UP'`);
    clinic.now = new Date(Date.parse(series.visits[1]?.appointment.startsAt ?? '') - 240 * 3_600_000 + 1);
    const { series: left } = await client.change('cancelSeries', { seriesId: series.id, version: 1, ordinal: 1, scope: 'ALL', reasonCode: 'PATIENT_MOVED_AWAY' });
    await clinic.asAdmin(`UPDATE scheduling.service_type SET cancellation_notice_hours = NULL WHERE code = 'FOLLOW_UP'`);
    expect(left?.visits.map(({ appointment }) => appointment.state)).toEqual(['LATE_CANCELLED', 'LATE_CANCELLED', 'CANCELLED', 'CANCELLED']);
  });

  it.each<[string, object, object]>([
    ['an unknown series', { seriesId: newId() }, { __typename: 'SeriesNotFoundError' }],
    ['a visit that it has not', { ordinal: 9 }, { __typename: 'SeriesNotFoundError' }],
    ['another version', { version: 7 }, { __typename: 'StaleVersionError' }],
  ])('refuses %s', async (_name, otherwise, expected) => {
    const series = await client.booked();
    const before = await clinic.everything();
    const base = { seriesId: series.id, version: 1, ordinal: 1, scope: 'ALL', ...otherwise };
    expect((await client.change('cancelSeries', { ...base, reasonCode: 'PATIENT' })).errors).toMatchObject([expected]);
    expect((await client.change('moveSeries', { ...base, localStart: '2027-01-04T10:00' })).errors).toMatchObject([expected]);
    expect((await client.change('moveSeries', { ...base, localStart: 'tomorrow' })).errors).toMatchObject([{ __typename: 'InvalidInputError', field: 'localStart' }]);
    expect(await clinic.everything()).toBe(before);
  });
});

it('takes as many statements for 24 visits as for 3', async () => {
  const counted = async (work: () => Promise<unknown>): Promise<number> => {
    let count = 0;
    const stop = onStatement(({ purpose }) => void (count += purpose === 'DOMAIN' ? 1 : 0));
    await work();
    stop();
    return count;
  };
  const weeklyTimes = ['MONDAY', 'WEDNESDAY', 'FRIDAY'].map((weekday) => ({ weekday, time: '12:00' }));
  const counts: number[][] = [];
  for (const [visits, firstDay] of [[3, '2028-01-03'], [24, '2028-03-06']] as const) {
    await clinic.book({ patientId: client.somebody(), startsAt: `${firstDay}T19:00:00Z` });
    const wanted = { firstDay, visits, weeklyTimes, practitionerId: null, roomId: null };
    let series: AskedSeries | undefined;
    const [proposing, booking] = [await counted(() => client.propose(wanted)), await counted(async () => void (series = await client.booked(wanted)))];
    const base = { seriesId: series?.id, ordinal: 1, scope: 'ALL' };
    const moving = await counted(() => client.change('moveSeries', { ...base, version: 1, localStart: `${firstDay}T13:00` }));
    counts.push([proposing, booking, moving, await counted(() => client.change('cancelSeries', { ...base, version: 2, reasonCode: 'PATIENT' }))]);
  }
  expect(counts[1]).toEqual(counts[0]);
});
