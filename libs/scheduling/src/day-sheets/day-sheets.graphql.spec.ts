import { newId, onStatement } from '@spindle/database';
import { SchedulingClinic } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open()));
afterAll(() => clinic.close());

const QUERY = `query ($locationId: ID!, $date: Date!) { daySheet(locationId: $locationId, date: $date) { date timeZone truncated location { name }
  appointments { id localStart state patient { id } practitioner { name { display } } serviceType { name } room { name } location { name } } } }`;
interface Sheet { daySheet: { truncated: boolean; timeZone: string; appointments: { id: string; localStart: string; state: string }[] } | null }

async function sheet(date: string, locationId: string = clinic.rows.broomfield): Promise<NonNullable<Sheet['daySheet']>> {
  const { data, errors } = await clinic.ask<Sheet>(QUERY, { locationId, date });
  if (!data?.daySheet) throw new Error(JSON.stringify(errors));
  return data.daySheet;
}

it("holds the site's day, from its midnight to the next, by start", async () => {
  const { patients: [, second], okafor, roomTwo, westminster, westRoom } = clinic.rows;
  for (const startsAt of ['2026-03-11T05:59:00Z', '2026-03-11T06:00:00Z', '2026-03-12T05:30:00Z', '2026-03-12T06:00:00Z']) await clinic.book({ startsAt, durationMinutes: 30, roomId: startsAt.startsWith('2026-03-11T06') ? roomTwo : clinic.rows.roomOne, ...(startsAt.startsWith('2026-03-11T06') ? { patientId: second, practitionerId: okafor } : {}) });
  await clinic.book({ startsAt: '2026-03-11T16:00:00Z', locationId: westminster, roomId: westRoom });
  await clinic.bookAnd(['cancelAppointment'], { startsAt: '2026-03-11T20:00:00Z' });
  const { appointments, timeZone, truncated } = await sheet('2026-03-11');
  expect(appointments.map(({ localStart }) => localStart)).toEqual(['2026-03-11T00:00', '2026-03-11T14:00', '2026-03-11T23:30']);
  expect(appointments[1]?.state).toBe('CANCELLED');
  expect({ timeZone, truncated }).toEqual({ timeZone: 'America/Denver', truncated: false });
  expect((await sheet('2026-03-10')).appointments).toHaveLength(1);
  expect((await sheet('2026-03-11', westminster)).appointments).toHaveLength(1);
});

it('holds all 25 hours of the day on which the clocks go back', async () => {
  const visits: string[] = [];
  for (const startsAt of ['2026-11-01T06:00:00Z', '2026-11-01T07:30:00Z', '2026-11-01T08:30:00Z', '2026-11-02T06:30:00Z']) visits.push((await clinic.book({ startsAt })).id);
  const { appointments } = await sheet('2026-11-01');
  expect(appointments.map(({ id }) => id)).toEqual(visits);
  expect(appointments.map(({ localStart }) => localStart.slice(11))).toEqual(['00:00', '01:30', '01:30', '23:30']);
});

it('is empty on a day without visits, at the ends of the calendar too', async () => {
  for (const date of ['0001-01-01', '2030-01-01', '9999-12-31']) expect((await sheet(date)).appointments).toEqual([]);
});

it("answers another practice's site like one that does not exist", async () => {
  const variables = { date: '2026-03-11', locationId: clinic.rows.broomfield };
  const other = await clinic.ask<Sheet>(QUERY, variables, clinic.viewer(clinic.otherPractice));
  expect(other).toEqual({ data: { daySheet: null }, errors: [] });
  expect(await clinic.ask<Sheet>(QUERY, { ...variables, locationId: newId() })).toEqual(other);
});

it.each([[{ date: '2026-02-30' }], [{ date: 'today' }], [{ locationId: 'here' }]])('refuses %j', async (otherwise) => {
  const { errors } = await clinic.ask(QUERY, { date: '2026-03-11', locationId: newId(), ...otherwise });
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
});

it('takes one statement, and says when the day is cut', async () => {
  const { rows } = clinic;
  await clinic.asAdmin(`INSERT INTO scheduling.appointment (practice_id, id, version, state, state_changed_at, source, patient_id, practitioner_id, location_id, room_id, service_type_code, starts_at, ends_at, local_start, time_zone)
    SELECT $1, gen_random_uuid(), 1, 'COMPLETED', now(), 'RECORDED', $2, $3, $4, $5, 'FOLLOW_UP', t, t + interval '30 minutes', t AT TIME ZONE 'America/Denver', 'America/Denver'
    FROM generate_series('2026-04-01T14:00:00Z'::timestamptz, '2026-04-01T14:00:00Z'::timestamptz + interval '1000 seconds', '1 second') t`, [clinic.practice, rows.patients[0], rows.ruiz, rows.westminster, rows.westRoom]);
  let count = 0;
  const stop = onStatement(({ purpose }) => void (count += purpose === 'DOMAIN' ? 1 : 0));
  const full = await sheet('2026-04-01', rows.westminster);
  stop();
  expect({ count, length: full.appointments.length, truncated: full.truncated }).toEqual({ count: 1, length: 1000, truncated: true });
  expect(full.appointments.map(({ localStart }) => localStart)).toEqual(full.appointments.map(({ localStart }) => localStart).toSorted());
});
