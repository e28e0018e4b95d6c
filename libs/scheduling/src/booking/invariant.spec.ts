import fc from 'fast-check';
import { APPOINTMENT_STATES } from '../appointments/appointment';
import { SchedulingClinic } from '../testing/scheduling-clinic';

jest.setTimeout(60_000);

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open({ patients: 6 })));
afterAll(() => clinic.close());

/** The transitions of the domain, whatever the action; what a step writes must be one of them. */
const LEADS_TO: Readonly<Record<string, readonly string[]>> = {
  BOOKED: ['CONFIRMED', 'ARRIVED', 'CANCELLED', 'LATE_CANCELLED', 'RESCHEDULED', 'NO_SHOW', 'ENTERED_IN_ERROR'],
  CONFIRMED: ['BOOKED', 'ARRIVED', 'CANCELLED', 'LATE_CANCELLED', 'RESCHEDULED', 'NO_SHOW', 'ENTERED_IN_ERROR'],
  ARRIVED: ['IN_ROOM', 'IN_TREATMENT', 'CANCELLED', 'BOOKED', 'ENTERED_IN_ERROR'],
  IN_ROOM: ['IN_TREATMENT', 'ARRIVED', 'ENTERED_IN_ERROR'],
  IN_TREATMENT: ['COMPLETED', 'IN_ROOM', 'ENTERED_IN_ERROR'],
  COMPLETED: ['IN_TREATMENT', 'ENTERED_IN_ERROR'],
  CANCELLED: ['BOOKED', 'CONFIRMED', 'ARRIVED'], LATE_CANCELLED: ['BOOKED', 'CONFIRMED', 'ARRIVED'], NO_SHOW: ['BOOKED', 'CONFIRMED', 'ARRIVED'],
};
const STEPS = ['confirmAppointment', 'checkInPatient', 'roomPatient', 'startTreatment', 'completeVisit', 'cancelAppointment', 'recordNoShow', 'revertAppointment', 'enterAppointmentInError', 'rescheduleAppointment'];
const OCCUPYING = APPOINTMENT_STATES.slice(0, 7).map((state) => `'${state}'`).join(', ');

const slot = fc.record({ quarter: fc.integer({ min: 0, max: 9 }), patient: fc.nat(5), practitioner: fc.boolean(), room: fc.nat(2) });
const command = fc.oneof({ weight: 2, arbitrary: fc.record({ name: fc.constant('bookAppointment'), slot, visit: fc.nat() }) }, { weight: 3, arbitrary: fc.record({ name: fc.constantFrom(...STEPS), slot, visit: fc.nat() }) });
interface Command { readonly name: string; readonly slot: { readonly quarter: number; readonly patient: number; readonly practitioner: boolean; readonly room: number }; readonly visit: number }

async function run({ name, slot: { quarter, patient, practitioner, room }, visit }: Command, base: Date): Promise<void> {
  const { patients, ruiz, okafor, roomOne, roomTwo, gym } = clinic.rows;
  const place = { startsAt: new Date(base.getTime() + quarter * 900_000).toISOString(), practitionerId: practitioner ? ruiz : okafor, roomId: [roomOne, roomTwo, gym][room] };
  if (name === 'bookAppointment') return void (await clinic.mutate(name, clinic.booking({ ...place, patientId: patients[patient] })));
  const known = await clinic.asAdmin<{ id: string; version: number }>('SELECT id, version FROM scheduling.appointment WHERE starts_at >= $1 ORDER BY id', [base]);
  const chosen = known[visit % Math.max(known.length, 1)];
  if (!chosen) return;
  const details = name === 'rescheduleAppointment' ? place : /revert|Error/.test(name) ? { reason: 'a test' } : /cancel|NoShow/.test(name) ? { reasonCode: 'PATIENT' } : {};
  await clinic.mutate(name, { appointmentId: chosen.id, version: chosen.version, ...details }, clinic.admin);
}

async function expectSound(): Promise<void> {
  expect(await clinic.overlaps()).toBe(0);
  const steps = await clinic.asAdmin<{ from_state: string; to_state: string }>('SELECT DISTINCT from_state, to_state FROM scheduling.appointment_step');
  expect(steps.filter(({ from_state: from, to_state: to }) => !LEADS_TO[from]?.includes(to))).toEqual([]);
  const wrong = await clinic.asAdmin(`SELECT a.id, a.state, count(r.*) FROM scheduling.appointment a LEFT JOIN scheduling.reservation r ON r.appointment_id = a.id AND r.live AND r.starts_at = a.starts_at AND r.ends_at = a.ends_at
    GROUP BY a.practice_id, a.id HAVING count(r.*) <> CASE WHEN a.state IN (${OCCUPYING}) THEN 3 ELSE 0 END`);
  expect(wrong).toEqual([]);
  const uncounted = await clinic.asAdmin('SELECT a.id FROM scheduling.appointment a WHERE a.version <> 1 + (SELECT count(*) FROM scheduling.appointment_step s WHERE s.appointment_id = a.id)');
  expect(uncounted).toEqual([]);
}

it('whatever is done, alone or at the same time, nothing overlaps and no state comes about but by the table', async () => {
  let day = 0;
  await fc.assert(fc.asyncProperty(fc.array(fc.array(command, { minLength: 1, maxLength: 6 }), { minLength: 6, maxLength: 10 }), async (rounds) => {
    const base = new Date(Date.UTC(2026, 2, 10 + (day += 1), 15));
    clinic.now = new Date(base.getTime() + 900_000);
    for (const together of rounds) await Promise.all(together.map((each) => run(each, base)));
    await expectSound();
  }), { numRuns: 25, endOnFailure: true, seed: 20_260_309 });
  const reached = await clinic.asAdmin<{ state: string }>('SELECT DISTINCT state FROM scheduling.appointment');
  expect(reached.length).toBeGreaterThan(5);
});
