import { newId } from '@spindle/database';
import { NOW, SchedulingClinic } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
let hour = 0;
beforeAll(async () => void (clinic = await SchedulingClinic.open()));
beforeEach(() => void (clinic.now = NOW));
afterAll(() => clinic.close());

const REASONED = ['revertAppointment', 'enterAppointmentInError'];
const ENDING = ['cancelAppointment', 'recordNoShow'];
const MUTATIONS = ['confirmAppointment', 'checkInPatient', 'roomPatient', 'startTreatment', 'completeVisit', ...ENDING, ...REASONED];

/** Each visit has an hour of its own on later days; `today` lies on the day of the tests. */
const later = (): string => new Date(NOW.getTime() + (24 * 7 + (hour += 1)) * 3_600_000).toISOString();
const today = (): string => new Date(NOW.getTime() + (hour += 1) % 8 * 3_600_000).toISOString();
const step = (visit: { id: string; version: number }, otherwise: object = {}): object => ({ appointmentId: visit.id, version: visit.version, ...otherwise });
const inputOf = (mutation: string, visit: { id: string; version: number }): object => step(visit, REASONED.includes(mutation) ? { reason: 'a test' } : ENDING.includes(mutation) ? { reasonCode: 'PATIENT' } : {});

async function refusalOf(name: string, input: object, viewer = clinic.viewer()): Promise<object> {
  const before = await clinic.everything();
  const { appointment, errors } = await clinic.mutate(name, input, viewer);
  expect(appointment).toBeNull();
  expect(await clinic.everything()).toBe(before);
  return errors[0] ?? {};
}

it('leads a visit through the clinic, and tells the house', async () => {
  const visit = await clinic.bookAnd(['confirmAppointment', 'checkInPatient', 'roomPatient', 'startTreatment', 'completeVisit'], { startsAt: later() });
  expect(visit).toMatchObject({ state: 'COMPLETED', version: 6 });
  expect(await clinic.eventsOf(visit.id)).toEqual(['AppointmentBooked', 'AppointmentConfirmed', 'AppointmentArrived', 'AppointmentCompleted']);
  const { data } = await clinic.ask(`{ appointment(id: "${visit.id}") { arrivedAt roomedAt treatmentStartedAt completedAt } }`);
  const at = clinic.now.toISOString();
  expect(data).toEqual({ appointment: { arrivedAt: at, roomedAt: at, treatmentStartedAt: at, completedAt: at } });
  expect(await clinic.asAdmin(`SELECT version, action, from_state, to_state FROM scheduling.appointment_step WHERE appointment_id = $1 ORDER BY version DESC LIMIT 1`, [visit.id]))
    .toEqual([{ version: 6, action: 'COMPLETE', from_state: 'IN_TREATMENT', to_state: 'COMPLETED' }]);
});

it('takes steps back to the booking', async () => {
  let visit: { id: string; version: number; state: string } = await clinic.bookAnd(['checkInPatient', 'roomPatient', 'startTreatment', 'completeVisit'], { startsAt: today() });
  for (const state of ['IN_TREATMENT', 'IN_ROOM', 'ARRIVED', 'BOOKED']) {
    const { appointment } = await clinic.mutate('revertAppointment', step(visit, { reason: 'wrong patient' }));
    expect(appointment).toMatchObject({ state, version: visit.version + 1 });
    visit = appointment ?? visit;
  }
  const { data } = await clinic.ask(`{ appointment(id: "${visit.id}") { arrivedAt completedAt } }`);
  expect(data).toEqual({ appointment: { arrivedAt: null, completedAt: null } });
  expect((await clinic.eventsOf(visit.id)).slice(-4)).toEqual(Array.from({ length: 4 }, () => 'AppointmentReverted'));
});

describe('cancelAppointment', () => {
  it.each([[23, 'LATE_CANCELLED', 'AppointmentLateCancelled'], [25, 'CANCELLED', 'AppointmentCancelled']])('%d hours before the start makes it %s and frees the time', async (hours, state, event) => {
    const startsAt = later();
    const visit = await clinic.book({ startsAt });
    clinic.now = new Date(Date.parse(startsAt) - hours * 3_600_000);
    const { appointment } = await clinic.mutate('cancelAppointment', step(visit, { reasonCode: 'PATIENT', reason: ' Away today ' }));
    expect(appointment).toMatchObject({ state });
    expect((await clinic.ask(`{ appointment(id: "${visit.id}") { cancellationCode cancellationReason } }`)).data).toEqual({ appointment: { cancellationCode: 'PATIENT', cancellationReason: 'Away today' } });
    expect(await clinic.eventsOf(visit.id)).toEqual(['AppointmentBooked', event]);
    await expect(clinic.book({ startsAt })).resolves.toMatchObject({ state: 'BOOKED' });
  });

  it.each([[48, 47, 'LATE_CANCELLED'], [48, 49, 'CANCELLED'], [0, 1, 'CANCELLED']])('of a service with %d hours of notice, %d hours before the start, makes it %s, whatever the site has', async (notice, hours, state) => {
    await clinic.asAdmin(`UPDATE scheduling.service_type SET cancellation_notice_hours = $1 WHERE code = 'DRY_NEEDLING'`, [notice]);
    const startsAt = later();
    const visit = await clinic.book({ startsAt, serviceTypeCode: 'DRY_NEEDLING' });
    clinic.now = new Date(Date.parse(startsAt) - hours * 3_600_000);
    expect(await clinic.mutate('cancelAppointment', step(visit, { reasonCode: 'WEATHER' }))).toMatchObject({ appointment: { state }, errors: [] });
  });

  it('can be undone on the same day while all is still free', async () => {
    const startsAt = later();
    const visit = await clinic.bookAnd(['confirmAppointment', 'cancelAppointment'], { startsAt });
    const { appointment } = await clinic.mutate('revertAppointment', step(visit, { reason: 'they called again' }));
    expect(appointment).toMatchObject({ state: 'CONFIRMED' });
    expect((await clinic.ask(`{ appointment(id: "${visit.id}") { cancellationCode } }`)).data).toEqual({ appointment: { cancellationCode: null } });
    expect(await clinic.mutate('bookAppointment', clinic.booking({ startsAt, patientId: clinic.rows.patients[1] }))).toMatchObject({ errors: [{ __typename: 'SlotTakenError', taken: ['PRACTITIONER', 'ROOM'] }] });
  });

  it('cannot be undone once somebody else has the time, or on another day', async () => {
    const startsAt = later();
    const visit = await clinic.bookAnd(['cancelAppointment'], { startsAt });
    await clinic.book({ startsAt, patientId: clinic.rows.patients[1] });
    expect(await refusalOf('revertAppointment', step(visit, { reason: 'they called again' }))).toMatchObject({ __typename: 'SlotTakenError', taken: ['PRACTITIONER', 'ROOM'] });
    clinic.now = new Date(NOW.getTime() + 24 * 3_600_000);
    expect(await refusalOf('revertAppointment', step(visit, { reason: 'they called again' }))).toMatchObject({ __typename: 'TransitionNotAllowedError', state: 'CANCELLED' });
  });
});

describe('recordNoShow', () => {
  it('waits for the grace to be over, and a late arrival mends it', async () => {
    const startsAt = new Date(NOW.getTime() + 9 * 3_600_000);
    const visit = await clinic.book({ startsAt: startsAt.toISOString() });
    clinic.now = new Date(startsAt.getTime() + 15 * 60_000);
    expect(await refusalOf('recordNoShow', step(visit, { reasonCode: 'UNKNOWN' }))).toMatchObject({ __typename: 'TransitionNotAllowedError', state: 'BOOKED' });
    clinic.now = new Date(startsAt.getTime() + 16 * 60_000);
    const { appointment } = await clinic.mutate('recordNoShow', step(visit, { reasonCode: 'PATIENT_TRANSPORT' }));
    expect(appointment).toMatchObject({ state: 'NO_SHOW' });
    expect((await clinic.ask(`{ appointment(id: "${visit.id}") { cancellationCode } }`)).data).toEqual({ appointment: { cancellationCode: 'PATIENT_TRANSPORT' } });
    await clinic.asAdmin('INSERT INTO scheduling.visit_lock VALUES ($1, $2, $3)', [clinic.practice, visit.id, 'FEE_POSTED']);
    expect(await refusalOf('checkInPatient', step(appointment ?? visit))).toMatchObject({ __typename: 'TransitionNotAllowedError', state: 'NO_SHOW' });
    await clinic.asAdmin('DELETE FROM scheduling.visit_lock WHERE appointment_id = $1', [visit.id]);
    expect((await clinic.mutate('checkInPatient', step(appointment ?? visit))).appointment).toMatchObject({ state: 'ARRIVED' });
    expect(await clinic.eventsOf(visit.id)).toEqual(['AppointmentBooked', 'AppointmentNoShow', 'AppointmentArrived']);
  });
});

it.each<[string, object, string]>([
  ['cancelAppointment', { reasonCode: 'OTHER' }, 'reason'], ['cancelAppointment', { reasonCode: 'PATIENT', reason: 'x' }, 'reason'],
  ['recordNoShow', { reasonCode: 'PROVIDER' }, 'reasonCode'], ['recordNoShow', { reasonCode: 'OTHER' }, 'reason'],
])('%s does not take %j for a reason', async (mutation, why, field) => {
  const visit = await clinic.book({ startsAt: later() });
  expect(await refusalOf(mutation, step(visit, why))).toMatchObject({ __typename: 'InvalidInputError', field });
});

it.each(ENDING)('%s asks for a reason of the list', async (mutation) => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  for (const why of [{}, { reasonCode: 'BORED' }, { reasonCode: null }]) {
    const { errors } = await clinic.ask(`mutation ($input: ${type}!) { ${mutation}(input: $input) { errors { __typename } } }`, { input: { idempotencyKey: newId(), appointmentId: newId(), version: 1, ...why } });
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  }
});

describe('roomPatient', () => {
  it('brings the patient to another room and reserves that one instead', async () => {
    const visit = await clinic.bookAnd(['checkInPatient'], { startsAt: later() });
    const { appointment } = await clinic.mutate('roomPatient', step(visit, { roomId: clinic.rows.roomTwo }));
    expect(appointment).toMatchObject({ state: 'IN_ROOM' });
    const reserved = await clinic.asAdmin<{ resource_id: string }>('SELECT resource_id FROM scheduling.reservation WHERE appointment_id = $1 AND live', [visit.id]);
    expect(reserved.map(({ resource_id: id }) => id)).toEqual(expect.arrayContaining([clinic.rows.roomTwo]));
    expect(reserved).toHaveLength(3);
    expect((await clinic.ask(`{ appointment(id: "${visit.id}") { room { name } } }`)).data).toEqual({ appointment: { room: { name: 'Room 2' } } });
    await clinic.asAdmin(`UPDATE scheduling.appointment SET state = 'COMPLETED' WHERE id = $1`, [visit.id]);
  });

  it('refuses a room that is reserved, occupied, unknown or at another site', async () => {
    const { patients, okafor, roomTwo, westRoom } = clinic.rows;
    const startsAt = later();
    const visit = await clinic.bookAnd(['checkInPatient'], { startsAt });
    const other = await clinic.book({ startsAt, patientId: patients[1], practitionerId: okafor, roomId: roomTwo });
    expect(await refusalOf('roomPatient', step(visit, { roomId: roomTwo }))).toMatchObject({ __typename: 'SlotTakenError', taken: ['ROOM'] });
    expect(await refusalOf('roomPatient', step(visit, { roomId: westRoom }))).toMatchObject({ __typename: 'LocationMismatchError', mismatch: 'ROOM' });
    expect(await refusalOf('roomPatient', step(visit, { roomId: newId() }))).toMatchObject({ __typename: 'InvalidInputError', field: 'roomId' });
    expect(await refusalOf('roomPatient', step(visit, { roomId: clinic.otherRows.roomOne }))).toMatchObject({ __typename: 'InvalidInputError', field: 'roomId' });
    await clinic.asAdmin(`UPDATE scheduling.appointment SET room_id = $2, state = 'IN_TREATMENT' WHERE id = $1`, [other.id, clinic.rows.roomOne]);
    expect(await refusalOf('roomPatient', step(visit))).toMatchObject({ __typename: 'TransitionNotAllowedError', state: 'ARRIVED' });
    await clinic.asAdmin(`UPDATE scheduling.appointment SET state = 'COMPLETED' WHERE id = $1`, [other.id]);
  });
});

describe('what is recorded elsewhere', () => {
  it.each(['NOTE_SIGNED', 'CHARGE_RELEASED', 'CLAIM_SUBMITTED'])('%s keeps a completed visit from being reopened', async (kind) => {
    const visit = await clinic.bookAnd(['checkInPatient', 'startTreatment', 'completeVisit'], { startsAt: later() });
    await clinic.asAdmin('INSERT INTO scheduling.visit_lock VALUES ($1, $2, $3)', [clinic.practice, visit.id, kind]);
    expect(await refusalOf('revertAppointment', step(visit, { reason: 'a mistake' }))).toMatchObject({ __typename: 'TransitionNotAllowedError', state: 'COMPLETED' });
  });
});

describe('enterAppointmentInError', () => {
  it('is for administrators, frees the time and cannot be undone', async () => {
    const startsAt = later();
    const visit = await clinic.book({ startsAt });
    expect(await refusalOf('enterAppointmentInError', step(visit, { reason: 'double entry' }))).toMatchObject({ __typename: 'TransitionNotAllowedError', state: 'BOOKED' });
    const { appointment } = await clinic.mutate('enterAppointmentInError', step(visit, { reason: 'double entry' }), clinic.admin);
    expect(appointment).toMatchObject({ state: 'ENTERED_IN_ERROR' });
    await expect(clinic.book({ startsAt })).resolves.toMatchObject({ state: 'BOOKED' });
    expect(await refusalOf('revertAppointment', step(appointment ?? visit, { reason: 'a mistake' }))).toMatchObject({ __typename: 'TransitionNotAllowedError' });
  });
});

describe.each(MUTATIONS)('%s', (mutation) => {
  it('answers an unknown appointment and another practice\'s alike', async () => {
    const visit = await clinic.book({ startsAt: later() });
    const unknown = await clinic.mutate(mutation, inputOf(mutation, { id: newId(), version: 1 }), clinic.admin);
    expect(unknown).toMatchObject({ appointment: null, errors: [{ __typename: 'AppointmentNotFoundError' }] });
    const before = await clinic.everything();
    expect(await clinic.mutate(mutation, inputOf(mutation, visit), clinic.viewer(clinic.otherPractice, 'PRACTICE_ADMIN'))).toEqual(unknown);
    expect(await clinic.everything()).toBe(before);
  });

  it('refuses a version that is not the present one', async () => {
    const visit = await clinic.book({ startsAt: later() });
    expect(await refusalOf(mutation, inputOf(mutation, { ...visit, version: 7 }), clinic.admin)).toMatchObject({ __typename: 'StaleVersionError', currentVersion: 1 });
  });

  it('refuses what the visit flow does not have', async () => {
    const visit = await clinic.bookAnd(['enterAppointmentInError'], { startsAt: later() });
    expect(await refusalOf(mutation, inputOf(mutation, visit), clinic.admin)).toMatchObject({ __typename: 'TransitionNotAllowedError', state: 'ENTERED_IN_ERROR' });
  });

  it('answers a repeated key as the first time, and another input with an error', async () => {
    const visit = await clinic.book({ startsAt: later() });
    const input = { ...inputOf(mutation, visit), idempotencyKey: newId() };
    const first = await clinic.mutate(mutation, input, clinic.admin);
    const before = await clinic.everything();
    expect(await clinic.mutate(mutation, input, clinic.admin)).toEqual(first);
    expect(await clinic.mutate(mutation, { ...input, version: 9 }, clinic.admin)).toMatchObject({ errors: [{ __typename: 'IdempotencyKeyReusedError' }] });
    expect(await clinic.everything()).toBe(before);
  });

  if (REASONED.includes(mutation)) {
    it('refuses a reason that says nothing', async () => {
      const visit = await clinic.book({ startsAt: later() });
      expect(await refusalOf(mutation, step(visit, { reason: ' - ' }), clinic.admin)).toMatchObject({ __typename: 'InvalidInputError', field: 'reason' });
    });
  }
});
