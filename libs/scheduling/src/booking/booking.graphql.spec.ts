import { newId } from '@spindle/database';
import { SchedulingClinic } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open()));
afterAll(() => clinic.close());

const refusalOf = async (name: string, input: object): Promise<object> => {
  const before = await clinic.everything();
  const { appointment, errors } = await clinic.mutate(name, input);
  expect(appointment).toBeNull();
  expect(await clinic.everything()).toBe(before);
  return errors[0] ?? {};
};

describe('bookAppointment', () => {
  it('books, reserves practitioner, room and patient, and tells the house', async () => {
    const visit = await clinic.book();
    expect(visit).toMatchObject({ version: 1, state: 'BOOKED' });
    const reserved = await clinic.asAdmin('SELECT r.resource_id, r.during::text, r.lanes::text, r.live FROM scheduling.reservation r WHERE r.appointment_id = $1', [visit.id]);
    const { ruiz, roomOne, patients: [patient] } = clinic.rows;
    expect(reserved.map((row) => ({ ...row }))).toEqual(expect.arrayContaining([ruiz, roomOne, patient].map((id) => expect.objectContaining({ resource_id: id, live: true, lanes: '[0,1)' }))));
    expect(await clinic.eventsOf(visit.id)).toEqual(['AppointmentBooked']);
  });

  it('books the free consultation without a room', async () => {
    const visit = await clinic.book({ serviceTypeCode: 'CONSULTATION', roomId: null, startsAt: '2026-03-09T22:00:00Z' });
    expect(await clinic.asAdmin('SELECT FROM scheduling.reservation WHERE appointment_id = $1', [visit.id])).toHaveLength(2);
  });

  it('books back to back', async () => {
    await clinic.book({ startsAt: '2026-03-16T16:00:00Z' });
    await expect(clinic.book({ startsAt: '2026-03-16T16:30:00Z' })).resolves.toMatchObject({ state: 'BOOKED' });
  });

  it.each<[string, (rows: SchedulingClinic['rows']) => object, string[], string[]]>([
    ['practitioner', ({ patients, roomTwo }) => ({ patientId: patients[1], roomId: roomTwo }), ['PRACTITIONER'], ['2026-03-17T15:30:00.000Z', '2026-03-17T16:30:00.000Z']],
    ['room', ({ patients, okafor }) => ({ patientId: patients[1], practitionerId: okafor }), ['ROOM'], ['2026-03-17T15:30:00.000Z', '2026-03-17T16:30:00.000Z']],
    ['patient', ({ okafor, roomTwo }) => ({ practitionerId: okafor, roomId: roomTwo }), ['PATIENT'], ['2026-03-17T15:30:00.000Z', '2026-03-17T16:30:00.000Z']],
  ])('says that the %s is taken, and when they are free', async (_name, otherwise, taken, nearestStarts) => {
    await clinic.mutate('bookAppointment', clinic.booking({ startsAt: '2026-03-17T16:00:00Z' }));
    expect(await refusalOf('bookAppointment', clinic.booking({ startsAt: '2026-03-17T16:00:00Z', ...otherwise(clinic.rows) }))).toMatchObject({ __typename: 'SlotTakenError', taken, nearestStarts });
  });

  it.each<[string, (other: SchedulingClinic['otherRows'], rows: SchedulingClinic['rows']) => object, object]>([
    ['an unknown patient', () => ({ patientId: newId() }), { __typename: 'PatientUnknownError' }],
    ["another practice's patient", (other) => ({ patientId: other.patients[0] }), { __typename: 'PatientUnknownError' }],
    ['a practitioner in the place of a patient', (_other, { okafor }) => ({ patientId: okafor }), { __typename: 'PatientUnknownError' }],
    ["another practice's site", (other) => ({ locationId: other.broomfield }), { __typename: 'InvalidInputError', field: 'locationId' }],
    ["another practice's practitioner", (other) => ({ practitionerId: other.ruiz }), { __typename: 'InvalidInputError', field: 'practitionerId' }],
    ["another practice's room", (other) => ({ roomId: other.roomOne }), { __typename: 'InvalidInputError', field: 'roomId' }],
    ['an unknown service', () => ({ serviceTypeCode: 'MASSAGE' }), { __typename: 'InvalidInputError', field: 'serviceTypeCode' }],
    ['a room of another site', (_other, { westRoom }) => ({ roomId: westRoom }), { __typename: 'LocationMismatchError', mismatch: 'ROOM' }],
    ['a practitioner of another site', (_other, { okafor, westminster, westRoom }) => ({ practitionerId: okafor, locationId: westminster, roomId: westRoom }), { __typename: 'LocationMismatchError', mismatch: 'PRACTITIONER' }],
    ['a retired service', () => ({ serviceTypeCode: 'CUPPING' }), { __typename: 'ServiceRetiredError' }],
    ['a time that is over', () => ({ startsAt: '2026-03-09T13:00:00Z' }), { __typename: 'TimeInPastError' }],
    ['a time between minutes', () => ({ startsAt: '2026-03-18T16:00:01Z' }), { __typename: 'InvalidInputError', field: 'startsAt' }],
    ['no time at all', () => ({ durationMinutes: 0 }), { __typename: 'InvalidInputError', field: 'durationMinutes' }],
    ['dry needling by somebody without it', (_other, { okafor }) => ({ serviceTypeCode: 'DRY_NEEDLING', practitionerId: okafor, startsAt: '2026-03-18T16:00:00Z' }), { __typename: 'CredentialMissingError', credential: 'DRY_NEEDLING', day: '2026-03-18' }],
    ['dry needling after the certificate ends', () => ({ serviceTypeCode: 'DRY_NEEDLING', startsAt: '2026-07-01T16:00:00Z' }), { __typename: 'CredentialMissingError', credential: 'DRY_NEEDLING', day: '2026-07-01' }],
  ])('refuses %s', async (_name, otherwise, error) => {
    expect(await refusalOf('bookAppointment', clinic.booking(otherwise(clinic.otherRows, clinic.rows)))).toMatchObject(error);
  });

  it('books dry needling on the last evening of the certificate, which is the next day in UTC', async () => {
    await expect(clinic.book({ serviceTypeCode: 'DRY_NEEDLING', startsAt: '2026-07-01T03:00:00Z' })).resolves.toMatchObject({ state: 'BOOKED' });
  });

  it('answers a repeated key as the first time, refusals included, and another input with an error', async () => {
    const input = { ...clinic.booking({ startsAt: '2026-03-19T16:00:00Z' }), idempotencyKey: newId() };
    const first = await clinic.mutate('bookAppointment', input);
    expect(await clinic.mutate('bookAppointment', input)).toEqual(first);
    const taken = { ...clinic.booking({ startsAt: '2026-03-19T16:00:00Z' }), idempotencyKey: newId() };
    const refused = await clinic.mutate('bookAppointment', taken);
    expect(refused.errors).toMatchObject([{ __typename: 'SlotTakenError' }]);
    expect(await clinic.mutate('bookAppointment', taken)).toEqual(refused);
    expect(await refusalOf('bookAppointment', { ...input, startsAt: '2026-03-19T18:00:00Z' })).toMatchObject({ __typename: 'IdempotencyKeyReusedError' });
  });

  it.each([['startsAt', '2026-02-30T10:00:00Z'], ['startsAt', 'tomorrow'], ['patientId', 'nobody'], ['idempotencyKey', '1'], ['durationMinutes', 'long']])('tells of a malformed %s', async (field, value) => {
    const { errors } = await clinic.ask('mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { errors { __typename } } }', { input: { idempotencyKey: newId(), ...clinic.booking({ [field]: value }) } });
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });
});

describe('rescheduleAppointment', () => {
  it('makes a new appointment, keeps the chain and frees the old time', async () => {
    const old = await clinic.book({ startsAt: '2026-03-20T16:00:00Z' });
    const { appointment } = await clinic.mutate('rescheduleAppointment', { appointmentId: old.id, version: 1, startsAt: '2026-03-20T18:00:00Z' });
    const { data } = await clinic.ask(`{ old: appointment(id: "${old.id}") { state version replacedBy { id } } new: appointment(id: "${appointment?.id}") { state localStart endsAt replaces { id state } replacedBy { id } room { name } } }`);
    expect(data).toMatchObject({
      old: { state: 'RESCHEDULED', version: 2, replacedBy: { id: appointment?.id } },
      new: { state: 'BOOKED', localStart: '2026-03-20T12:00', endsAt: '2026-03-20T18:30:00.000Z', replaces: { id: old.id, state: 'RESCHEDULED' }, replacedBy: null, room: { name: 'Room 1' } },
    });
    expect(await clinic.eventsOf(old.id)).toEqual(['AppointmentBooked', 'AppointmentRescheduled']);
    expect(await clinic.eventsOf(appointment?.id ?? '')).toEqual(['AppointmentBooked']);
    await expect(clinic.book({ startsAt: '2026-03-20T16:00:00Z' })).resolves.toMatchObject({ state: 'BOOKED' });
  });

  it('moves to another site, practitioner and length', async () => {
    const { westminster, westRoom } = clinic.rows;
    const old = await clinic.book({ startsAt: '2026-03-21T16:00:00Z' });
    const { appointment } = await clinic.mutate('rescheduleAppointment', { appointmentId: old.id, version: 1, startsAt: '2026-03-21T16:00:00Z', locationId: westminster, roomId: westRoom, durationMinutes: 60 });
    const { data } = await clinic.ask(`{ appointment(id: "${appointment?.id}") { location { name } room { location { name } } endsAt } }`);
    expect(data).toEqual({ appointment: { location: { name: 'Westminster' }, room: { location: { name: 'Westminster' } }, endsAt: '2026-03-21T17:00:00.000Z' } });
  });

  it('refuses, and leaves the old appointment as it was', async () => {
    const { westminster, westRoom, okafor, roomTwo, patients } = clinic.rows;
    const old = await clinic.book({ startsAt: '2026-03-23T16:00:00Z' });
    await clinic.book({ startsAt: '2026-03-23T18:00:00Z', patientId: patients[1], practitionerId: okafor, roomId: roomTwo });
    const move = { appointmentId: old.id, version: 1, startsAt: '2026-03-23T18:00:00Z' };
    expect(await refusalOf('rescheduleAppointment', { ...move, roomId: roomTwo })).toMatchObject({ __typename: 'SlotTakenError', taken: ['ROOM'] });
    expect(await refusalOf('rescheduleAppointment', { ...move, version: 2 })).toMatchObject({ __typename: 'StaleVersionError', currentVersion: 1 });
    expect(await refusalOf('rescheduleAppointment', { ...move, roomId: westRoom })).toMatchObject({ __typename: 'LocationMismatchError', mismatch: 'ROOM' });
    expect(await refusalOf('rescheduleAppointment', { ...move, startsAt: '2026-03-01T16:00:00Z' })).toMatchObject({ __typename: 'TimeInPastError' });
    expect(await refusalOf('rescheduleAppointment', { ...move, appointmentId: newId() })).toMatchObject({ __typename: 'AppointmentNotFoundError' });
    const needling = await clinic.book({ startsAt: '2026-03-24T16:00:00Z', serviceTypeCode: 'DRY_NEEDLING' });
    expect(await refusalOf('rescheduleAppointment', { appointmentId: needling.id, version: 1, startsAt: '2026-03-24T16:00:00Z', practitionerId: okafor })).toMatchObject({ __typename: 'CredentialMissingError' });
  });

  it.each([[['checkInPatient'], 10], [['cancelAppointment'], 11], [['checkInPatient', 'startTreatment', 'completeVisit'], 12]])('does not move a visit after %j', async (steps, hour) => {
    const visit = await clinic.bookAnd(steps, { startsAt: `2026-03-25T${hour}:00:00Z` });
    expect(await refusalOf('rescheduleAppointment', { appointmentId: visit.id, version: visit.version, startsAt: '2026-03-26T16:00:00Z' })).toMatchObject({ __typename: 'TransitionNotAllowedError', state: visit.state });
  });
});
