import { setTimeout as pause } from 'node:timers/promises';
import { NOW, SchedulingClinic } from '../testing/scheduling-clinic';
import { SeriesClient } from '../testing/series-client';

jest.setTimeout(60_000);

let clinic: SchedulingClinic;
let client: SeriesClient;
beforeAll(async () => {
  clinic = await SchedulingClinic.open({ patients: 30 });
  client = new SeriesClient(clinic);
});
afterAll(() => clinic.close());
beforeEach(() => void (clinic.now = NOW));
afterEach(async () => expect(await clinic.overlaps()).toBe(0));

const MINUTE = 60_000;
const TUESDAYS = { weeklyTimes: [{ weekday: 'TUESDAY', time: '10:00' }], visits: 3 };
const later = (minutes: number): void => void (clinic.now = new Date(NOW.getTime() + minutes * MINUTE));
const hold = async (startsAt: string, minutes = 1): Promise<string> => {
  const { appointment, errors } = await clinic.mutate('holdSlot', clinic.booking({ patientId: client.somebody(), startsAt, minutes }));
  if (!appointment) throw new Error(JSON.stringify(errors));
  return appointment.id;
};
const statesOf = async (id: string): Promise<object[]> => clinic.asAdmin('SELECT DISTINCT a.state, r.live FROM scheduling.appointment a JOIN scheduling.reservation r ON r.holder_id = a.id WHERE a.id = $1', [id]);
const ENDED = [{ state: 'EXPIRED', live: false }];

it('a hold that ran out keeps no series from being booked', async () => {
  const held = await hold('2026-06-09T16:00:00Z');
  expect((await client.book({ ...TUESDAYS, firstDay: '2026-06-02' })).errors).toMatchObject([{ __typename: 'SeriesConflictError' }]);
  later(2);
  expect((await client.booked({ ...TUESDAYS, firstDay: '2026-06-02' })).visits).toHaveLength(3);
  expect(await statesOf(held)).toEqual(ENDED);
});

it('a hold that ran out keeps no series from being moved', async () => {
  const series = await client.booked({ ...TUESDAYS, firstDay: '2026-08-04' });
  const held = await hold('2026-08-11T18:00:00Z');
  const move = { seriesId: series.id, version: 1, ordinal: 1, scope: 'ALL', localStart: '2026-08-04T12:00' };
  expect((await client.change('moveSeries', move)).errors).toMatchObject([{ __typename: 'SeriesConflictError' }]);
  later(2);
  expect(await client.change('moveSeries', move)).toMatchObject({ series: { version: 2 }, errors: [] });
  expect(await statesOf(held)).toEqual(ENDED);
});

/** Keeps the practitioner locked until the request waits for it, and lets the clock go on by two minutes meanwhile. */
async function whileWaiting<T>(ask: () => Promise<T>): Promise<T> {
  const other = await clinic.administrator.connect();
  await other.query('BEGIN');
  await other.query('SELECT FROM scheduling.resource WHERE id = $1 FOR UPDATE', [clinic.rows.ruiz]);
  const answer = ask();
  while ((await clinic.asAdmin(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length === 0) await pause(20);
  later(2);
  await other.query('COMMIT');
  other.release();
  return answer;
}

it('a hold that runs out while a booking waits for its locks is in nobody\'s way', async () => {
  const held = await hold('2026-04-14T16:00:00Z');
  const booking = clinic.booking({ patientId: client.somebody(), startsAt: '2026-04-14T16:00:00Z', override: { reason: 'an emergency' } });
  const { appointment } = await whileWaiting(() => clinic.mutate('bookAppointment', booking, clinic.admin));
  expect(appointment?.state).toBe('BOOKED');
  expect(await clinic.asAdmin('SELECT FROM scheduling.appointment_override WHERE appointment_id = $1', [appointment?.id])).toEqual([]);
  expect(await statesOf(held)).toEqual(ENDED);
});

it('nor in the way of a series', async () => {
  const held = await hold('2026-10-13T16:00:00Z');
  const { series } = await whileWaiting(() => client.book({ ...TUESDAYS, firstDay: '2026-10-06' }));
  expect(series?.visits).toHaveLength(3);
  expect(await statesOf(held)).toEqual(ENDED);
});

it('nor in the way of a cancelled visit that comes back, also where only its buffer is', async () => {
  await clinic.asAdmin(`UPDATE scheduling.service_type SET practitioner_minutes_after = 10 WHERE practice_id = $1 AND code = 'FOLLOW_UP'`, [clinic.practice]);
  const visit = await clinic.book({ patientId: client.somebody(), startsAt: '2026-04-21T16:00:00Z' });
  const { appointment: cancelled } = await clinic.mutate('cancelAppointment', { appointmentId: visit.id, version: 1, reasonCode: 'PATIENT' });
  const held = await hold('2026-04-21T16:30:00Z');
  const back = { appointmentId: visit.id, version: cancelled?.version, reason: 'a test' };
  expect((await clinic.mutate('revertAppointment', back)).errors).toMatchObject([{ __typename: 'SlotTakenError' }]);
  expect((await whileWaiting(() => clinic.mutate('revertAppointment', back))).appointment?.state).toBe('BOOKED');
  expect(await statesOf(held)).toEqual(ENDED);
  await clinic.asAdmin(`UPDATE scheduling.service_type SET practitioner_minutes_after = 0 WHERE practice_id = $1 AND code = 'FOLLOW_UP'`, [clinic.practice]);
});

it('times of holds that ran out reach the waitlist and open screens', async () => {
  const held = await hold('2026-05-12T16:00:00Z');
  later(2);
  await clinic.book({ patientId: client.somebody(), startsAt: '2026-05-12T16:10:00Z' });
  expect(await clinic.asAdmin('SELECT appointment_id FROM scheduling.freed_slot WHERE appointment_id = $1', [held])).toHaveLength(1);
  expect(await clinic.asAdmin(`SELECT payload->>'version' AS version FROM scheduling.outbox_event WHERE aggregate_id = $1 AND type = 'AppointmentChanged' ORDER BY id DESC LIMIT 1`, [held])).toEqual([{ version: '2' }]);
});
