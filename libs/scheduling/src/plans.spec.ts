import type { Statement } from '@spindle/database';
import { APPOINTMENT_FOR_CHANGE, APPOINTMENTS, APPOINTMENTS_REPLACING, NEWEST_OF_PATIENTS, NEXT_OF_PATIENTS, OLDEST_OF_PATIENTS } from './appointments/appointment.repository';
import { PERSON, RESERVATIONS } from './availability/availability.repository';
import { HELD_RESOURCES, KEEP_TIME, RELEASE_TIME, REMOVE_RESERVATIONS, TAKE_TIMES } from './booking/reservation.repository';
import { VISITS_OF_DAY } from './day-sheets/day-sheet.repository';
import { LOCK_EXPIRED, LOCK_EXPIRED_IN_THE_WAY } from './holds/expired-hold.repository';
import { nodesOf, plansOf } from './testing/plans';
import { SchedulingClinic } from './testing/scheduling-clinic';
import { STEP_FACTS } from './visit-flow/visit-flow.repository';

/** As many visits as are on a site's books in a year, one after the other, each of another patient and with the next practitioner. */
const VISITS = 15_000;
/** Valid NPIs of nobody, for the practitioners beside the clinic's own. */
const NPIS = ['1555000003', '1555000011', '1555000029', '1555000037', '1555000045', '1555000052', '1555000060'];

let clinic: SchedulingClinic;
beforeAll(async () => {
  clinic = await SchedulingClinic.open({ patients: 300 });
  const { rows, practice } = clinic;
  await clinic.asAdmin(`INSERT INTO scheduling.practitioner SELECT (jsonb_populate_record(p, jsonb_build_object('id', uuidv7(), 'npi', other.npi))).* FROM scheduling.practitioner p, unnest($3::text[]) AS other (npi) WHERE p.practice_id = $1 AND p.id = $2`, [practice, rows.ruiz, NPIS]);
  await clinic.asAdmin(`INSERT INTO scheduling.resource SELECT practice_id, id, 'PRACTITIONER', 1 FROM scheduling.practitioner WHERE practice_id = $1 ON CONFLICT DO NOTHING`, [practice]);
  await clinic.asAdmin(`INSERT INTO scheduling.appointment (practice_id, id, version, state, state_changed_at, source, patient_id, practitioner_id, location_id, room_id, service_type_code, starts_at, ends_at, local_start, time_zone)
    SELECT $1, gen_random_uuid(), 1, 'BOOKED', now(), 'RECORDED', ($5::uuid[])[1 + n % 300], practitioners.ids[1 + n / 2 % ${NPIS.length + 1}], CASE n % 2 WHEN 0 THEN $2::uuid ELSE $3::uuid END, $4, 'FOLLOW_UP', t, t + interval '30 minutes', t AT TIME ZONE 'America/Denver', 'America/Denver'
    FROM generate_series(1, ${VISITS}) n, LATERAL (SELECT '2026-03-10T00:00:00Z'::timestamptz + n * interval '30 minutes' AS t) time,
      (SELECT array_agg(id) AS ids FROM scheduling.practitioner WHERE practice_id = $1 AND id <> $6) practitioners`, [practice, rows.broomfield, rows.westminster, rows.roomOne, rows.patients, rows.okafor]);
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
    ['a person who may be returning', PERSON, [practice, patients[0], 'FOLLOW_UP'], 'appointment_of_patient'],
    ['holds in the way', LOCK_EXPIRED_IN_THE_WAY, [practice, [ruiz, patients[0]], ...A_DAY, A_DAY[0]], 'appointment_held'],
    ['holds that ran out', LOCK_EXPIRED, [practice, A_DAY[0], [ruiz]], 'appointment_held'],
    ['giving time back', RELEASE_TIME, [practice, [ruiz]], 'reservation_pkey'],
    ['keeping time', KEEP_TIME, [practice, ruiz], 'reservation_pkey'],
    ['what somebody has', HELD_RESOURCES, [practice, [ruiz]], 'reservation_pkey'],
    ['removing reservations', REMOVE_RESERVATIONS, [practice, ruiz, [ruiz]], 'reservation_pkey'],
    ['what a step is decided on', STEP_FACTS, [practice, ruiz, roomOne, broomfield, ...A_DAY, null], 'appointment_of_day'],
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

it('the day sheet is one range of the index by site and start', async () => {
  const [, text, values] = statements()[0] ?? [];
  if (!text || !values) throw new Error('There is no first statement.');
  for (const plan of await plansOf(clinic, text, values)) {
    const scan = nodesOf(plan).find((node) => node['Index Name'] === 'appointment_of_day');
    expect(scan?.['Index Cond']).toMatch(/practice_id.*location_id.*starts_at >=.*starts_at </);
  }
});
