import { newId } from '@spindle/database';
import { jsonLogger } from '@spindle/subgraph';
import { NOW, SchedulingClinic, type AppointmentPayload } from '../testing/scheduling-clinic';
import { startHoldSweeper } from './hold-sweeper.service';

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open()));
afterAll(() => clinic.close());
beforeEach(() => void (clinic.now = NOW));

const MINUTE = 60_000;
const at = (day: number): string => `2026-04-${String(day).padStart(2, '0')}T16:00:00Z`;
const later = (minutes: number): void => void (clinic.now = new Date(NOW.getTime() + minutes * MINUTE));
const hold = async (day: number, otherwise: object = {}): Promise<{ id: string; version: number; state: string }> => {
  const { appointment, errors } = await clinic.mutate('holdSlot', clinic.booking({ startsAt: at(day), ...otherwise }));
  if (!appointment) throw new Error(JSON.stringify(errors));
  return appointment;
};
const end = (name: 'bookHeldSlot' | 'releaseHold', { id, version }: { id: string; version: number }): Promise<AppointmentPayload> => clinic.mutate(name, { appointmentId: id, version });
const rival = (day: number): Promise<AppointmentPayload> => clinic.mutate('bookAppointment', clinic.booking({ startsAt: at(day), patientId: clinic.rows.patients[1] }));

it('a held time is nobody else\'s, and is booked', async () => {
  const held = await hold(1);
  expect(held.state).toBe('HELD');
  expect(await rival(1)).toMatchObject({ errors: [{ __typename: 'SlotTakenError', taken: ['PRACTITIONER', 'ROOM'] }] });
  expect(await end('bookHeldSlot', held)).toMatchObject({ appointment: { state: 'BOOKED', version: 2 }, errors: [] });
  later(20);
  expect(await rival(1)).toMatchObject({ errors: [{ __typename: 'SlotTakenError' }] });
  expect(await clinic.eventsOf(held.id)).toEqual(['AppointmentBooked']);
});

it('a released time is free at once, and nobody was told of it', async () => {
  const held = await hold(2);
  expect(await end('releaseHold', held)).toMatchObject({ appointment: { state: 'CANCELLED' } });
  expect(await rival(2)).toMatchObject({ appointment: { state: 'BOOKED' } });
  expect(await clinic.eventsOf(held.id)).toEqual([]);
});

it('a hold that ran out is cleared away by the booking that wants its time', async () => {
  const held = await hold(3, { minutes: 5 });
  later(4);
  expect(await rival(3)).toMatchObject({ appointment: null });
  later(5);
  expect(await rival(3)).toMatchObject({ appointment: { state: 'BOOKED' } });
  const [row] = await clinic.asAdmin('SELECT a.state, s.action, s.from_state, s.to_state FROM scheduling.appointment a JOIN scheduling.appointment_step s ON s.appointment_id = a.id WHERE a.id = $1', [held.id]);
  expect(row).toEqual({ state: 'EXPIRED', action: 'EXPIRE', from_state: 'HELD', to_state: 'EXPIRED' });
  expect(await end('bookHeldSlot', { ...held, version: 2 })).toMatchObject({ errors: [{ __typename: 'HoldExpiredError' }] });
});

it('a hold that ran out is not booked although nobody wants its time, and a search offers that time', async () => {
  const held = await hold(4, { minutes: 1 });
  later(2);
  const before = await clinic.everything();
  expect(await end('bookHeldSlot', held)).toMatchObject({ appointment: null, errors: [{ __typename: 'HoldExpiredError' }] });
  expect(await end('releaseHold', held)).toMatchObject({ errors: [{ __typename: 'HoldExpiredError' }] });
  expect(await clinic.everything()).toBe(before);
  const { data } = await clinic.ask<{ availableSlots: { slots: { startsAt: string }[] } }>(`{ availableSlots(serviceTypeCode: "FOLLOW_UP", practitionerId: "${clinic.rows.ruiz}", from: "${at(4)}", first: 1) { slots { startsAt } } }`);
  expect(data.availableSlots.slots[0]?.startsAt).toBe('2026-04-04T16:00:00.000Z');
});

it('the sweeper ends holds that ran out, in every practice, once, and leaves the others', async () => {
  const held = await hold(5, { minutes: 1 });
  const other = await clinic.mutate('holdSlot', { patientId: clinic.otherRows.patients[0], practitionerId: clinic.otherRows.ruiz, locationId: clinic.otherRows.broomfield, serviceTypeCode: 'FOLLOW_UP', startsAt: at(5), minutes: 1 }, clinic.viewer(clinic.otherPractice));
  const kept = await hold(6, { minutes: 60 });
  later(3);
  const sweeper = startHoldSweeper({ place: clinic.test, database: clinic.database, clock: { now: () => clinic.now }, logger: jsonLogger(() => undefined) });
  await sweeper.sweep();
  expect(await sweeper.sweep()).toBe(0);
  await sweeper.stop();
  const states = await clinic.asAdmin<{ id: string; state: string; live: boolean }>('SELECT DISTINCT a.id, a.state, r.live FROM scheduling.appointment a JOIN scheduling.reservation r ON r.holder_id = a.id WHERE a.id = ANY($1)', [[held.id, other.appointment?.id, kept.id]]);
  expect(new Map(states.map(({ id, state, live }) => [id, `${state} ${live}`]))).toEqual(new Map([[held.id, 'EXPIRED false'], [other.appointment?.id, 'EXPIRED false'], [kept.id, 'HELD true']]));
});

it.each([['no time at all', { minutes: 0 }, 'minutes'], ['more than an hour', { minutes: 61 }, 'minutes'], ['a start between minutes', { startsAt: '2026-04-07T16:00:01Z' }, 'startsAt']])('does not hold for %s', async (_name, otherwise, field) => {
  expect(await clinic.mutate('holdSlot', clinic.booking({ startsAt: at(7), ...otherwise }))).toMatchObject({ appointment: null, errors: [{ __typename: 'InvalidInputError', field }] });
});

it('a booked visit is no hold', async () => {
  const visit = await clinic.book({ startsAt: at(8) });
  expect(await end('releaseHold', visit)).toMatchObject({ errors: [{ __typename: 'TransitionNotAllowedError', state: 'BOOKED' }] });
  expect(await end('bookHeldSlot', { id: newId(), version: 1 })).toMatchObject({ errors: [{ __typename: 'AppointmentNotFoundError' }] });
  expect(await end('bookHeldSlot', { ...visit, version: 9 })).toMatchObject({ errors: [{ __typename: 'StaleVersionError' }] });
});

it('one of twenty gets a time whose hold ran out, and two do not book one hold', async () => {
  await hold(9, { minutes: 1 });
  later(2);
  const rivals = await Promise.all(clinic.rows.patients.map((patientId) => clinic.mutate('bookAppointment', clinic.booking({ startsAt: at(9), patientId }))));
  expect(rivals.filter(({ appointment }) => appointment)).toHaveLength(1);
  const held = await hold(10);
  const both = await Promise.all([end('bookHeldSlot', held), end('bookHeldSlot', held), end('releaseHold', held)]);
  expect(both.filter(({ appointment }) => appointment)).toHaveLength(1);
  expect(await clinic.overlaps()).toBe(0);
});
