import { newId } from '@spindle/database';
import { SchedulingClinic, type AppointmentPayload } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open({ patients: 40, poolSize: 25 })));
afterAll(() => clinic.close());

interface Entry { readonly id: string; readonly version: number }
interface Answer { readonly entry: Entry | null; readonly errors: readonly { readonly __typename: string; readonly field?: string; readonly currentVersion?: number }[] }

/** Changes the calendar as the front desk would. */
async function change(name: string, input: object, field = 'closure'): Promise<Answer> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const extras = /reopen|withdraw/.test(name) ? '... on StaleVersionError { currentVersion }' : '... on InvalidInputError { field }';
  const { data, errors } = await clinic.ask<Record<string, { entry: Entry | null; errors: Answer['errors'] }>>(
    `mutation ($input: ${type}Input!) { ${name}(input: $input) { entry: ${field} { id version } errors { __typename ${extras} } } }`, { input: { idempotencyKey: newId(), ...input } });
  const payload = data?.[name];
  if (!payload) throw new Error(JSON.stringify(errors));
  return payload;
}

const close = (day: string, otherwise: object = {}): Promise<Answer> => change('closeLocation', { locationId: clinic.rows.broomfield, kind: 'CLOSURE', name: 'Water damage', localFrom: `${day}T08:00`, localUntil: `${day}T18:00`, ...otherwise });
const book = (day: string, otherwise: object = {}): Promise<AppointmentPayload> => clinic.mutate('bookAppointment', clinic.booking({ startsAt: `${day}T16:00:00Z`, ...otherwise }));
async function toResolve(): Promise<Map<string, string[]>> {
  const { data } = await clinic.ask<{ appointmentsToResolve: { edges: { node: { appointment: { id: string }; reasons: string[] } }[] } }>('{ appointmentsToResolve(first: 100) { edges { node { appointment { id } reasons } } } }');
  return new Map(data.appointmentsToResolve.edges.map(({ node }) => [node.appointment.id, node.reasons]));
}

it('a closure refuses new visits, lists those that are booked, drops none, and can be taken back', async () => {
  const visit = await clinic.book({ startsAt: '2026-05-04T16:00:00Z' });
  const { entry } = await close('2026-05-04');
  expect(await book('2026-05-04', { patientId: clinic.rows.patients[1], practitionerId: clinic.rows.okafor, roomId: null })).toMatchObject({ appointment: null, errors: [{ __typename: 'SlotNotOfferedError', refusals: [{ reason: 'CLOSED' }] }] });
  expect((await toResolve()).get(visit.id)).toEqual(['CLOSED']);
  expect(await clinic.asAdmin('SELECT state FROM scheduling.appointment WHERE id = $1', [visit.id])).toEqual([{ state: 'BOOKED' }]);
  expect(await change('reopenLocation', { closureId: entry?.id, version: 7 })).toMatchObject({ entry: null, errors: [{ __typename: 'StaleVersionError', currentVersion: 1 }] });
  expect(await change('reopenLocation', { closureId: entry?.id, version: 1 })).toMatchObject({ entry: { version: 2 }, errors: [] });
  expect((await toResolve()).has(visit.id)).toBe(false);
});

it('a closure of one site leaves the other open; one of the practice closes all', async () => {
  const there = { locationId: clinic.rows.westminster, roomId: clinic.rows.westRoom };
  await close('2026-05-05');
  expect(await book('2026-05-05', there)).toMatchObject({ appointment: { state: 'BOOKED' } });
  await close('2026-05-06', { locationId: null, kind: 'HOLIDAY', name: 'Holiday' });
  expect(await book('2026-05-06', there)).toMatchObject({ errors: [{ __typename: 'SlotNotOfferedError', refusals: [{ reason: 'HOLIDAY' }] }] });
});

it('a booking at the same time as a closure is before it, and listed, or after it, and refused', async () => {
  for (let round = 0; round < 6; round += 1) {
    const day = `2026-06-${String(round + 1).padStart(2, '0')}`;
    const booking = (quarter: number): Promise<AppointmentPayload> => book(day, { startsAt: new Date(Date.parse(`${day}T15:00:00Z`) + quarter * 1_800_000).toISOString(), patientId: clinic.rows.patients[quarter], practitionerId: quarter % 2 ? clinic.rows.ruiz : clinic.rows.okafor, roomId: quarter % 2 ? clinic.rows.roomOne : clinic.rows.roomTwo });
    const bookings = Array.from({ length: 16 }, (_none, quarter) => booking(quarter));
    const [closed, ...answers] = await Promise.all([close(day), ...bookings]);
    expect(closed.errors).toEqual([]);
    const listed = await toResolve();
    for (const { appointment, errors } of answers) {
      if (appointment) expect(listed.get(appointment.id)).toEqual(['CLOSED']);
      else expect(errors[0]).toMatchObject({ __typename: 'SlotNotOfferedError' });
    }
  }
});

it('an absence refuses and lists; extra hours let in what the week does not', async () => {
  const { okafor, broomfield, roomTwo, patients } = clinic.rows;
  const visit = await clinic.book({ practitionerId: okafor, roomId: roomTwo, startsAt: '2026-07-06T16:00:00Z' });
  const absent = await change('addAvailabilityException', { practitionerId: okafor, kind: 'ABSENCE', localFrom: '2026-07-06T00:00', localUntil: '2026-07-07T00:00' }, 'exception');
  expect((await toResolve()).get(visit.id)).toEqual(['ABSENT']);
  const other = { practitionerId: okafor, roomId: roomTwo, patientId: patients[2] };
  expect(await book('2026-07-06', { ...other, startsAt: '2026-07-06T18:00:00Z' })).toMatchObject({ errors: [{ refusals: [{ reason: 'ABSENT' }] }] });
  expect(await change('withdrawAvailabilityException', { exceptionId: absent.entry?.id, version: 1 }, 'exception')).toMatchObject({ entry: { version: 2 } });
  await change('setWeeklyHours', { practitionerId: okafor, locationId: broomfield, validFrom: '2026-08-01', stretches: [{ weekday: 1, opens: '09:00', closes: '12:00' }] }, 'weeklyHours');
  expect(await book('2026-08-03', { ...other, startsAt: '2026-08-03T15:00:00Z' })).toMatchObject({ appointment: { state: 'BOOKED' } });
  expect(await book('2026-08-03', { ...other, startsAt: '2026-08-03T17:45:00Z' })).toMatchObject({ errors: [{ refusals: [{ reason: 'OUTSIDE_HOURS' }] }] });
  await change('addAvailabilityException', { practitionerId: okafor, locationId: broomfield, kind: 'EXTRA_HOURS', localFrom: '2026-08-03T12:00', localUntil: '2026-08-03T13:00' }, 'exception');
  expect(await book('2026-08-03', { ...other, startsAt: '2026-08-03T17:45:00Z' })).toMatchObject({ appointment: { state: 'BOOKED' } });
  expect(await book('2026-07-13', other)).toMatchObject({ appointment: { state: 'BOOKED' } });
});

it.each<[string, string, object, string]>([
  ['an end before its beginning', 'closeLocation', { kind: 'CLOSURE', name: 'x', localFrom: '2026-05-05T10:00', localUntil: '2026-05-05T09:00' }, 'localUntil'],
  ['a day that does not exist', 'closeLocation', { kind: 'CLOSURE', name: 'x', localFrom: '2026-02-30T10:00', localUntil: '2026-03-05T09:00' }, 'localFrom'],
  ['no name', 'closeLocation', { kind: 'CLOSURE', name: ' ', localFrom: '2026-05-05T10:00', localUntil: '2026-05-05T11:00' }, 'name'],
  ['an unknown site', 'closeLocation', { locationId: '0193a6f0-0000-7000-8000-00000000ffff', kind: 'CLOSURE', name: 'x', localFrom: '2026-05-05T10:00', localUntil: '2026-05-05T11:00' }, 'locationId'],
])('refuses a closure with %s, and changes nothing', async (_name, mutation, input, field) => {
  const before = await clinic.everything();
  expect(await change(mutation, input)).toMatchObject({ entry: null, errors: [{ __typename: 'InvalidInputError', field }] });
  expect(await clinic.everything()).toBe(before);
});

it.each<[string, object, string]>([
  ['stretches that overlap', { stretches: [{ weekday: 1, opens: '09:00', closes: '12:00' }, { weekday: 1, opens: '11:00', closes: '13:00' }] }, 'stretches'],
  ['a stretch that ends before it begins', { stretches: [{ weekday: 1, opens: '12:00', closes: '09:00' }] }, 'stretches'],
  ['an eighth weekday', { stretches: [{ weekday: 8, opens: '09:00', closes: '12:00' }] }, 'stretches'],
  ['a time of 25 hours', { stretches: [{ weekday: 1, opens: '09:00', closes: '25:00' }] }, 'stretches'],
  ['a last day before the first', { validTo: '2026-07-31' }, 'validTo'],
  ['an unknown service', { serviceTypeCode: 'MASSAGE' }, 'serviceTypeCode'],
])('refuses a week with %s, and changes nothing', async (_name, otherwise, field) => {
  const before = await clinic.everything();
  const { okafor, broomfield } = clinic.rows;
  expect(await change('setWeeklyHours', { practitionerId: okafor, locationId: broomfield, validFrom: '2026-08-01', stretches: [], ...otherwise }, 'weeklyHours')).toMatchObject({ entry: null, errors: [{ __typename: 'InvalidInputError', field }] });
  expect(await clinic.everything()).toBe(before);
});

it("another practice's closure is one that does not exist", async () => {
  const { entry } = await close('2026-09-01');
  const query = 'mutation ($input: ReopenLocationInput!) { reopenLocation(input: $input) { closure { id } errors { __typename } } }';
  const { data } = await clinic.ask(query, { input: { idempotencyKey: newId(), closureId: entry?.id, version: 1 } }, clinic.viewer(clinic.otherPractice));
  expect(data).toEqual({ reopenLocation: { closure: null, errors: [{ __typename: 'CalendarEntryNotFoundError' }] } });
});
