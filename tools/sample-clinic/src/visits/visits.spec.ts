import { SAMPLE_PRACTICES } from '../sample-practices';
import { PRESENT, SeededClinic, TODAY } from '../testing/seeded-clinic';

const OCCUPYING = `('HELD', 'BOOKED', 'CONFIRMED', 'ARRIVED', 'IN_ROOM', 'IN_TREATMENT', 'COMPLETED')`;

/** The steps of the visit flow (domain.md), as "action: from > to". */
const STEPS = [
  'EXPIRE: HELD > EXPIRED', 'CONFIRM: BOOKED > CONFIRMED', 'CHECK_IN: BOOKED > ARRIVED', 'CHECK_IN: CONFIRMED > ARRIVED', 'ROOM: ARRIVED > IN_ROOM', 'START: IN_ROOM > IN_TREATMENT',
  'COMPLETE: IN_TREATMENT > COMPLETED', 'CANCEL: BOOKED > CANCELLED', 'CANCEL: CONFIRMED > CANCELLED', 'CANCEL: BOOKED > LATE_CANCELLED', 'CANCEL: CONFIRMED > LATE_CANCELLED',
  'RECORD_NO_SHOW: BOOKED > NO_SHOW', 'RECORD_NO_SHOW: CONFIRMED > NO_SHOW', 'RESCHEDULE: BOOKED > RESCHEDULED', 'RESCHEDULE: CONFIRMED > RESCHEDULED',
  'ENTER_IN_ERROR: BOOKED > ENTERED_IN_ERROR', 'ENTER_IN_ERROR: CONFIRMED > ENTERED_IN_ERROR',
];

let clinic: SeededClinic;
beforeAll(async () => {
  clinic = await SeededClinic.make();
}, 60_000);
afterAll(() => clinic.drop());

async function statesWhere(condition: string): Promise<string[]> {
  return (await clinic.rows<{ state: string }>(`SELECT DISTINCT state FROM scheduling.appointment WHERE ${condition} ORDER BY state`)).map(({ state }) => state);
}

describe('the visits', () => {
  it('are in every state there is', async () => {
    expect(await statesWhere('true')).toEqual(['ARRIVED', 'BOOKED', 'CANCELLED', 'COMPLETED', 'CONFIRMED', 'ENTERED_IN_ERROR', 'EXPIRED', 'HELD', 'IN_ROOM', 'IN_TREATMENT', 'LATE_CANCELLED', 'NO_SHOW', 'RESCHEDULED']);
  });

  it('are over before today', async () => {
    expect(await statesWhere(`local_start < '${TODAY}'`)).toEqual(['CANCELLED', 'COMPLETED', 'ENTERED_IN_ERROR', 'EXPIRED', 'LATE_CANCELLED', 'NO_SHOW', 'RESCHEDULED']);
  });

  it('are under way today as the clock says', async () => {
    expect(await statesWhere(`local_start::date = '${TODAY}'`)).toEqual(expect.arrayContaining(['ARRIVED', 'BOOKED', 'COMPLETED', 'CONFIRMED', 'IN_ROOM', 'IN_TREATMENT']));
    expect(await clinic.count(`SELECT FROM scheduling.appointment WHERE local_start::date = '${TODAY}' AND starts_at > '${PRESENT.toISOString()}'::timestamptz + interval '30 minutes' AND state IN ('ARRIVED', 'IN_ROOM', 'IN_TREATMENT', 'COMPLETED', 'NO_SHOW')`)).toBe(0);
  });

  it('have not begun after today', async () => {
    const states = await statesWhere(`local_start >= '${TODAY}'::date + 1`);
    expect(states).toEqual(expect.arrayContaining(['BOOKED', 'CONFIRMED', 'HELD']));
    expect(states).not.toEqual(expect.arrayContaining(['ARRIVED']));
    expect(states.filter((state) => ['IN_ROOM', 'IN_TREATMENT', 'COMPLETED', 'NO_SHOW'].includes(state))).toEqual([]);
  });

  it('show the wall time of the site, before and after the clocks change', async () => {
    expect(await clinic.count(`SELECT FROM scheduling.appointment WHERE local_start <> starts_at AT TIME ZONE time_zone`)).toBe(0);
    expect(await clinic.rows<{ hours: string }>(`SELECT DISTINCT (extract(epoch FROM (starts_at AT TIME ZONE 'UTC') - local_start) / 3600)::int::text AS hours FROM scheduling.appointment ORDER BY 1`)).toEqual([{ hours: '6' }, { hours: '7' }]);
  });

  it('lie on working days between seven and seven', async () => {
    expect(await clinic.count(`SELECT FROM scheduling.appointment WHERE extract(isodow FROM local_start) > 5 OR local_start::time < '7:00' OR local_start + (ends_at - starts_at) > local_start::date + time '19:00'`)).toBe(0);
    expect(await clinic.count(`SELECT FROM scheduling.appointment WHERE local_start::date IN ('2026-11-26', '2026-12-25', '2027-01-01')`)).toBe(0);
  });

  it('never overlap for a practitioner, a room or a patient', async () => {
    expect(await clinic.count(`SELECT FROM scheduling.reservation a JOIN scheduling.reservation b ON a.practice_id = b.practice_id AND a.resource_id = b.resource_id AND a.holder_id < b.holder_id AND a.during && b.during AND a.lanes && b.lanes AND a.live AND b.live`)).toBe(0);
  });

  it('have three reservations, live while the visit takes the time', async () => {
    expect(await clinic.count(`SELECT FROM scheduling.appointment a JOIN scheduling.reservation r ON r.practice_id = a.practice_id AND r.appointment_id = a.id
      WHERE a.session_id IS NULL GROUP BY a.practice_id, a.id HAVING array_agg(r.resource_id ORDER BY r.resource_id) <> (SELECT array_agg(id ORDER BY id) FROM unnest(ARRAY[a.practitioner_id, a.room_id, a.patient_id]) AS id)
        OR bool_and(r.live) <> (a.state IN ${OCCUPYING}) OR bool_or(r.live) <> (a.state IN ${OCCUPYING}) OR min(r.starts_at) <> a.starts_at OR max(r.ends_at) <> a.ends_at`)).toBe(0);
    expect(await clinic.count(`SELECT FROM scheduling.appointment a WHERE NOT EXISTS (SELECT FROM scheduling.reservation r WHERE r.appointment_id = a.id)`)).toBe(0);
  });

  it('are seats of the classes to come too, each in a lane of its own', async () => {
    expect(await clinic.count(`SELECT FROM scheduling.group_session WHERE starts_at > '${PRESENT.toISOString()}'`)).toBeGreaterThanOrEqual(6);
    expect(await clinic.count(`SELECT FROM scheduling.group_session g WHERE 4 <> (SELECT count(*) FROM scheduling.appointment a WHERE a.practice_id = g.practice_id AND a.session_id = g.id)
      OR '[0,1) [1,2) [2,3) [3,4)' <> (SELECT string_agg(r.lanes::text, ' ' ORDER BY r.lanes) FROM scheduling.reservation r WHERE r.practice_id = g.practice_id AND r.resource_id = g.id AND r.live)
      OR 2 <> (SELECT count(*) FROM scheduling.reservation r WHERE r.practice_id = g.practice_id AND r.session_id = g.id)`)).toBe(0);
  });

  it('are waited for by some, and sites have what several practitioners share', async () => {
    expect(await clinic.count(`SELECT FROM scheduling.waitlist_entry WHERE practice_id = '${SAMPLE_PRACTICES.spindle.id}' AND state = 'WAITING'`)).toBe(8);
    expect(await clinic.count(`SELECT FROM scheduling.equipment e JOIN scheduling.resource r ON r.practice_id = e.practice_id AND r.id = e.id AND r.kind = 'EQUIPMENT'`)).toBe(6);
    expect(await clinic.count(`SELECT FROM scheduling.treatment_plan`)).toBeGreaterThan(0);
  });

  it('are given by practitioners of the site, in its rooms, who may give the service on that day', async () => {
    expect(await clinic.count(`SELECT FROM scheduling.appointment a LEFT JOIN scheduling.practitioner_location l USING (practice_id, location_id, practitioner_id) LEFT JOIN scheduling.room r ON r.practice_id = a.practice_id AND r.id = a.room_id
      WHERE l.location_id IS NULL OR r.location_id IS DISTINCT FROM a.location_id`)).toBe(0);
    expect(await clinic.count(`SELECT FROM scheduling.appointment a JOIN scheduling.service_type s ON s.practice_id = a.practice_id AND s.code = a.service_type_code
      WHERE a.state IN ${OCCUPYING} AND NOT EXISTS (SELECT FROM scheduling.credential c WHERE c.practice_id = a.practice_id AND c.practitioner_id = a.practitioner_id AND c.kind = s.required_credential AND a.local_start::date BETWEEN c.valid_from AND coalesce(c.valid_to, 'infinity'))`)).toBe(0);
  });

  it('took only steps that the visit flow has, in time, and as many as their version says', async () => {
    const steps = await clinic.rows<{ step: string }>(`SELECT DISTINCT action || ': ' || from_state || ' > ' || to_state AS step FROM scheduling.appointment_step`);
    expect(STEPS).toEqual(expect.arrayContaining(steps.map(({ step }) => step)));
    expect(await clinic.count(`SELECT FROM (SELECT *, lag(to_state) OVER way AS before, lag(taken_at) OVER way AS earlier FROM scheduling.appointment_step WINDOW way AS (PARTITION BY practice_id, appointment_id ORDER BY version)) s
      WHERE before IS DISTINCT FROM CASE WHEN version = 2 THEN NULL ELSE from_state END OR taken_at < earlier OR taken_at > '${PRESENT.toISOString()}'`)).toBe(0);
    expect(await clinic.count(`SELECT FROM scheduling.appointment a LEFT JOIN LATERAL (SELECT * FROM scheduling.appointment_step s WHERE s.practice_id = a.practice_id AND s.appointment_id = a.id ORDER BY version DESC LIMIT 1) last ON true
      WHERE a.version <> coalesce(last.version, 1) OR a.state <> coalesce(last.to_state, a.state) OR a.state_before IS DISTINCT FROM last.from_state OR a.state_changed_at <> coalesce(last.taken_at, a.state_changed_at) OR a.state_changed_at > '${PRESENT.toISOString()}'`)).toBe(0);
  });

  it('count as cancelled late inside the site\'s notice', async () => {
    expect(await clinic.count(`SELECT FROM scheduling.appointment a JOIN scheduling.location l ON l.practice_id = a.practice_id AND l.id = a.location_id WHERE a.state IN ('CANCELLED', 'LATE_CANCELLED')
      AND ((a.state = 'LATE_CANCELLED') <> (a.state_changed_at > a.starts_at - make_interval(hours => l.cancellation_notice_hours)) OR a.cancellation_reason IS NULL OR a.cancellation_code IS NULL)`)).toBe(0);
  });

  it('that were moved have a successor of the same patient; some were moved twice', async () => {
    expect(await clinic.count(`SELECT FROM scheduling.appointment old FULL JOIN (SELECT * FROM scheduling.appointment WHERE replaces_id IS NOT NULL) new ON new.practice_id = old.practice_id AND new.replaces_id = old.id
      WHERE (old.state = 'RESCHEDULED') IS DISTINCT FROM (new.id IS NOT NULL) OR (new.id IS NOT NULL AND new.patient_id <> old.patient_id)`)).toBe(0);
    expect(await clinic.count(`SELECT FROM scheduling.appointment WHERE state = 'RESCHEDULED' AND replaces_id IS NOT NULL`)).toBeGreaterThan(0);
  });

  it('have an encounter once the patient has arrived', async () => {
    expect(await clinic.count(`SELECT FROM scheduling.appointment a FULL JOIN patient.encounter e ON e.practice_id = a.practice_id AND e.appointment_id = a.id
      WHERE (a.arrived_at IS NOT NULL) IS DISTINCT FROM (e.id IS NOT NULL) OR (e.id IS NOT NULL AND (e.period_start <> a.arrived_at OR e.period_end IS DISTINCT FROM a.completed_at
        OR e.patient_id <> a.patient_id OR e.status <> CASE WHEN a.state = 'COMPLETED' THEN 'FINISHED' ELSE 'IN_PROGRESS' END))`)).toBe(0);
  });

  it('begin with one free consultation at most', async () => {
    expect(await clinic.count(`SELECT FROM scheduling.appointment WHERE practice_id = '${SAMPLE_PRACTICES.spindle.id}' AND service_type_code = 'CONSULT' AND state = 'COMPLETED'`)).toBeGreaterThan(10);
    expect(await clinic.count(`SELECT patient_id FROM scheduling.appointment WHERE service_type_code = 'CONSULT' AND state = 'COMPLETED' GROUP BY practice_id, patient_id HAVING count(*) > 1`)).toBe(0);
  });
});
