import type { Statement } from '@spindle/database';
import { APPOINTMENT_FOR_CHANGE, APPOINTMENTS, APPOINTMENTS_REPLACING, NEWEST_OF_PATIENTS, NEXT_OF_PATIENTS, OLDEST_OF_PATIENTS } from './appointments/appointment.repository';
import { PERSON, RESERVATIONS } from './availability/availability.repository';
import { HELD_RESOURCES, KEEP_TIME, RELEASE_TIME, REMOVE_RESERVATIONS, TAKE_TIMES } from './booking/reservation.repository';
import { VISITS_OF_DAY } from './day-sheets/day-sheet.repository';
import { LOCK_EXPIRED, LOCK_EXPIRED_IN_THE_WAY } from './holds/expired-hold.repository';
import { nodesOf, plansOf } from './testing/plans';
import { SchedulingClinic } from './testing/scheduling-clinic';
import { STEP_FACTS } from './visit-flow/visit-flow.repository';

/** As many visits as are on a site's books in a year, one after the other, each of another patient. */
const VISITS = 15_000;

let clinic: SchedulingClinic;
beforeAll(async () => {
  clinic = await SchedulingClinic.open({ patients: 300 });
  const { rows, practice } = clinic;
  await clinic.asAdmin(`INSERT INTO scheduling.appointment (practice_id, id, version, state, state_changed_at, source, patient_id, practitioner_id, location_id, room_id, service_type_code, starts_at, ends_at, local_start, time_zone)
    SELECT $1, gen_random_uuid(), 1, 'BOOKED', now(), 'RECORDED', ($6::uuid[])[1 + n % 300], $2, CASE n % 2 WHEN 0 THEN $3::uuid ELSE $4::uuid END, $5, 'FOLLOW_UP', t, t + interval '30 minutes', t AT TIME ZONE 'America/Denver', 'America/Denver'
    FROM generate_series(1, ${VISITS}) n, LATERAL (SELECT '2026-03-10T00:00:00Z'::timestamptz + n * interval '30 minutes' AS t) time`, [practice, rows.ruiz, rows.broomfield, rows.westminster, rows.roomOne, rows.patients]);
  await clinic.asAdmin(`INSERT INTO scheduling.reservation (practice_id, holder_id, appointment_id, resource_id, location_id, lanes, during, starts_at, ends_at, live)
    SELECT a.practice_id, a.id, a.id, r.id, a.location_id, '[0,1)', tstzrange(a.starts_at, a.ends_at), a.starts_at, a.ends_at, true
    FROM scheduling.appointment a CROSS JOIN LATERAL unnest(ARRAY[a.practitioner_id, a.patient_id]) AS r(id)`);
  await clinic.asAdmin('ANALYZE');
}, 60_000);
afterAll(() => clinic.close());

const A_DAY = [new Date('2026-06-01T10:00:00Z'), new Date('2026-06-03T12:00:00Z')];
const statements = (): [string, Statement, unknown[], string][] => {
  const { practice, rows: { broomfield, ruiz, roomOne, patients } } = clinic;
  const some = patients.slice(0, 20);
  const wanted = [ruiz, patients[0]].map((resource_id) => ({ holder_id: ruiz, is_session: false, resource_id, location_id: broomfield, starts_at: A_DAY[0], ends_at: A_DAY[1], lanes: 'ALL', expires_at: null, minutes_before: 0, minutes_after: 0, travels: true }));
  return [
    ['the day sheet', VISITS_OF_DAY, [practice, broomfield, ...A_DAY, '2026-06-02', 1001], 'appointment_of_day'],
    ['appointments by id', APPOINTMENTS, [practice, some], 'appointment_pkey'],
    ['appointments by what they replace', APPOINTMENTS_REPLACING, [practice, some], 'appointment_replaces_once'],
    ['an appointment to change', APPOINTMENT_FOR_CHANGE, [practice, ruiz], 'appointment_pkey'],
    ["patients' newest visits", NEWEST_OF_PATIENTS, [practice, some, 21, null, null], 'appointment_of_patient'],
    ["patients' oldest visits", OLDEST_OF_PATIENTS, [practice, some, 21, A_DAY[0], ruiz], 'appointment_of_patient'],
    ["patients' next visit", NEXT_OF_PATIENTS, [practice, some, A_DAY[0]], 'appointment_of_patient'],
    ['taking time', TAKE_TIMES, [practice, JSON.stringify(wanted)], 'reservation_of_resource'],
    ['what is reserved', RESERVATIONS, [practice, [ruiz, patients[0]], ...A_DAY, A_DAY[0], [], [broomfield]], 'reservation_of_resource'],
    ['a person who may be returning', PERSON, [practice, patients[0]], 'appointment_of_patient'],
    ['holds in the way', LOCK_EXPIRED_IN_THE_WAY, [practice, [ruiz, patients[0]], ...A_DAY, A_DAY[0]], 'appointment_held'],
    ['holds that ran out', LOCK_EXPIRED, [practice, A_DAY[0], [ruiz]], 'appointment_held'],
    ['giving time back', RELEASE_TIME, [practice, [ruiz]], 'reservation_pkey'],
    ['keeping time', KEEP_TIME, [practice, ruiz], 'reservation_pkey'],
    ['what somebody has', HELD_RESOURCES, [practice, [ruiz]], 'reservation_pkey'],
    ['removing reservations', REMOVE_RESERVATIONS, [practice, ruiz, [ruiz]], 'reservation_pkey'],
    ['what a step is decided on', STEP_FACTS, [practice, ruiz, roomOne, broomfield, ...A_DAY], 'appointment_of_day'],
  ];
};

it('no hot statement reads a whole table: each goes by its index', async () => {
  for (const [name, text, values, index] of statements()) {
    for (const plan of await plansOf(clinic, text, values)) {
      const nodes = nodesOf(plan);
      const scans = nodes.filter((node) => /^Seq Scan|^Bitmap Heap/.test(node['Node Type']) && /^(appointment|reservation)$/.test(node['Relation Name'] ?? ''));
      expect({ name, scans }).toEqual({ name, scans: [] });
      expect({ name, indexes: nodes.map((node) => node['Index Name']) }).toEqual({ name, indexes: expect.arrayContaining([index]) });
    }
  }
});

it('the day sheet is one range of the index by site and start, in which the day is checked', async () => {
  const [, text, values] = statements()[0] ?? [];
  if (!text || !values) throw new Error('There is no first statement.');
  for (const plan of await plansOf(clinic, text, values)) {
    const scan = nodesOf(plan).find((node) => node['Index Name'] === 'appointment_of_day');
    expect(scan?.['Index Cond']).toMatch(/practice_id.*location_id.*starts_at >=.*starts_at <.*local_start >=.*local_start </);
  }
});
