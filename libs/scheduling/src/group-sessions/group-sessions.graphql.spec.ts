import { newId } from '@spindle/database';
import { SchedulingClinic, type AppointmentPayload, type Reply } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => {
  clinic = await SchedulingClinic.open({ patients: 220, poolSize: 12 });
  await clinic.asAdmin(`INSERT INTO scheduling.service_type SELECT practice_id, 'GROUP_EXERCISE', 'Group exercise', '{}', 60, true, NULL, false, false FROM scheduling.service_type WHERE code = 'FOLLOW_UP'`);
  await clinic.asAdmin(`UPDATE scheduling.service_type SET seats = 6, horizon_days = 365 WHERE code = 'GROUP_EXERCISE'`);
});
afterEach(async () => {
  expect(await clinic.overlaps()).toBe(0);
  expect(await clinic.deadlocks()).toBe(0);
});
afterAll(() => clinic.close());

interface Session { readonly id: string; readonly version: number; readonly state: string; readonly freeSeats: number }
interface SessionPayload { readonly groupSession: Session | null; readonly cancelled?: readonly { readonly id: string; readonly state: string; readonly cancellationReason: string }[]; readonly errors: AppointmentPayload['errors'] }

const planned = (otherwise: object = {}): object => {
  const { ruiz: practitionerId, broomfield: locationId, gym: roomId } = clinic.rows;
  return { serviceTypeCode: 'GROUP_EXERCISE', practitionerId, locationId, roomId, startsAt: '2026-03-10T16:00:00Z', ...otherwise };
};

async function change(name: 'createGroupSession' | 'cancelGroupSession', input: object): Promise<SessionPayload> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const extra = name === 'createGroupSession' ? '... on SlotTakenError { taken nearestStarts }' : '... on GroupSessionNotOpenError { state } ... on StaleVersionError { currentVersion }';
  const cancelled = name === 'cancelGroupSession' ? 'cancelled { id state cancellationReason }' : '';
  const { data, errors } = await clinic.ask<Record<string, SessionPayload>>(
    `mutation ($input: ${type}Input!) { ${name}(input: $input) { groupSession { id version state freeSeats } ${cancelled} errors { __typename ... on UserError { message } ... on InvalidInputError { field } ${extra} } } }`, { input: { idempotencyKey: newId(), ...input } });
  const payload = data?.[name];
  if (!payload) throw new Error(JSON.stringify(errors));
  return payload;
}

async function plan(otherwise: object = {}): Promise<Session> {
  const { groupSession, errors } = await change('createGroupSession', planned(otherwise));
  if (!groupSession) throw new Error(JSON.stringify(errors));
  return groupSession;
}

const seat = (session: Session, patient: number): Promise<AppointmentPayload> => clinic.mutate('seatPatient', { groupSessionId: session.id, patientId: clinic.rows.patients[patient] });
const release = (session: Session, patient: number): Promise<AppointmentPayload> => clinic.mutate('releaseSeat', { groupSessionId: session.id, patientId: clinic.rows.patients[patient], reasonCode: 'PATIENT', reason: 'Cannot come' });
const show = (id: string, fields: string): Promise<Reply<{ groupSession: Record<string, unknown> }>> => clinic.ask(`{ groupSession(id: "${id}") { ${fields} } }`);

it('of 200 who want one of six seats at a time, six get one and 194 are told of the next session with a free seat', async () => {
  const full = await plan();
  const next = await plan({ startsAt: '2026-03-10T18:00:00Z', seats: 2 });
  const later = await plan({ startsAt: '2026-03-11T18:00:00Z' });
  const asked = clinic.rows.patients.slice(0, 200).map((patientId) => clinic.ask<{ seatPatient: { appointment: object | null; errors: { __typename: string; nearestSessions: { id: string; freeSeats: number }[] }[] } }>(
    'mutation ($input: SeatPatientInput!) { seatPatient(input: $input) { appointment { id } errors { __typename ... on GroupSessionFullError { message nearestSessions { id freeSeats } } } } }',
    { input: { idempotencyKey: newId(), groupSessionId: full.id, patientId } }));
  const replies = await Promise.all(asked);
  expect(replies.flatMap(({ errors }) => errors)).toEqual([]);
  const answers = replies.map(({ data }) => data.seatPatient);
  expect(answers.filter(({ appointment }) => appointment !== null)).toHaveLength(6);
  const refused = answers.filter(({ appointment }) => appointment === null);
  expect(refused).toHaveLength(194);
  for (const { errors } of refused) expect(errors).toMatchObject([{ __typename: 'GroupSessionFullError', nearestSessions: [{ id: next.id, freeSeats: 2 }, { id: later.id, freeSeats: 6 }] }]);
  const { data } = await show(full.id, 'freeSeats seats roster(first: 100) { edges { node { state patient { id } groupSession { id } } } }');
  expect(data.groupSession).toMatchObject({ freeSeats: 0, seats: 6 });
  expect((data.groupSession['roster'] as { edges: unknown[] }).edges).toHaveLength(6);
});

it('a seat is a visit like any other: on the day sheet, through the clinic, two in one room, told to the house', async () => {
  const session = await plan({ startsAt: '2026-03-12T16:00:00Z', roomId: clinic.rows.roomOne });
  const [one, two] = [await seat(session, 200), await seat(session, 201)].map(({ appointment }) => appointment);
  expect(await clinic.eventsOf(one?.id ?? '')).toEqual(['AppointmentBooked']);
  clinic.now = new Date('2026-03-12T15:55:00Z');
  for (const visit of [one, two]) {
    let version = 1;
    for (const step of ['checkInPatient', 'roomPatient', 'startTreatment']) {
      const { appointment, errors } = await clinic.mutate(step, { appointmentId: visit?.id, version });
      expect(errors).toEqual([]);
      version = appointment?.version ?? 0;
    }
  }
  const { data } = await clinic.ask<{ daySheet: { appointments: object[] } }>(`{ daySheet(locationId: "${clinic.rows.broomfield}", date: "2026-03-12") { appointments { id state localStart serviceType { code } room { name } groupSession { id freeSeats } } } }`);
  expect(data.daySheet.appointments).toHaveLength(2);
  expect(data.daySheet.appointments).toEqual(expect.arrayContaining([one, two].map((visit) => ({ id: visit?.id, state: 'IN_TREATMENT', localStart: '2026-03-12T10:00', serviceType: { code: 'GROUP_EXERCISE' }, room: { name: 'Room 1' }, groupSession: { id: session.id, freeSeats: 4 } }))));
  expect(await change('cancelGroupSession', { groupSessionId: session.id, version: 1, reasonCode: 'PROVIDER' })).toMatchObject({ groupSession: null, errors: [{ __typename: 'GroupSessionNotOpenError', state: 'PLANNED' }] });
  clinic.now = new Date('2026-03-09T14:00:00Z');
});

it('the session takes practitioner and room: a visit at its time is refused, and a session at a visit\'s', async () => {
  await plan({ startsAt: '2026-03-13T16:00:00Z', roomId: clinic.rows.roomTwo });
  expect(await clinic.mutate('bookAppointment', clinic.booking({ startsAt: '2026-03-13T16:30:00Z', roomId: clinic.rows.roomTwo }))).toMatchObject({ appointment: null, errors: [{ __typename: 'SlotTakenError', taken: ['PRACTITIONER', 'ROOM'] }] });
  const before = await clinic.everything();
  expect(await change('createGroupSession', planned({ startsAt: '2026-03-13T16:30:00Z' }))).toMatchObject({ groupSession: null, errors: [{ __typename: 'SlotTakenError', taken: ['PRACTITIONER'], nearestStarts: ['2026-03-13T17:00:00.000Z', '2026-03-13T15:00:00.000Z'] }] });
  expect(await clinic.everything()).toBe(before);
});

it('a patient has one seat, and none at the time of another visit; given back it is free again', async () => {
  const session = await plan({ startsAt: '2026-03-16T16:00:00Z', seats: 2 });
  await clinic.book({ startsAt: '2026-03-16T16:30:00Z', patientId: clinic.rows.patients[3], practitionerId: clinic.rows.okafor, roomId: clinic.rows.roomTwo });
  await seat(session, 1);
  const before = await clinic.everything();
  expect(await seat(session, 1)).toMatchObject({ appointment: null, errors: [{ __typename: 'SlotTakenError', taken: ['PATIENT'] }] });
  expect(await seat(session, 3)).toMatchObject({ appointment: null, errors: [{ __typename: 'SlotTakenError', taken: ['PATIENT'] }] });
  expect(await release(session, 2)).toMatchObject({ appointment: null, errors: [{ __typename: 'SeatNotFoundError' }] });
  expect(await clinic.everything()).toBe(before);
  await seat(session, 2);
  expect(await seat(session, 4)).toMatchObject({ errors: [{ __typename: 'GroupSessionFullError' }] });
  expect(await release(session, 1)).toMatchObject({ appointment: { state: 'CANCELLED' }, errors: [] });
  expect(await seat(session, 4)).toMatchObject({ appointment: { state: 'BOOKED' } });
  const { data } = await show(session.id, 'booked: roster { edges { node { patient { id } } } } cancelled: roster(state: CANCELLED) { edges { node { patient { id } cancellationReason } } }');
  const { patients } = clinic.rows;
  expect(data.groupSession).toEqual({ booked: { edges: [2, 4].map((each) => ({ node: { patient: { id: patients[each] } } })) }, cancelled: { edges: [{ node: { patient: { id: patients[1] }, cancellationReason: 'Cannot come' } }] } });
});

it('cancelling a session cancels every visit in it with its reason, none late, lists them, frees the time, and is not undone by halves', async () => {
  clinic.now = new Date('2026-03-17T15:00:00Z');
  const session = await plan({ startsAt: '2026-03-17T16:00:00Z' });
  const visits = [(await seat(session, 5)).appointment, (await seat(session, 6)).appointment];
  expect(await change('cancelGroupSession', { groupSessionId: session.id, version: 7, reasonCode: 'PROVIDER' })).toMatchObject({ groupSession: null, errors: [{ __typename: 'StaleVersionError', currentVersion: 1 }] });
  const { groupSession, cancelled } = await change('cancelGroupSession', { groupSessionId: session.id, version: 1, reasonCode: 'PROVIDER', reason: 'The practitioner is ill' });
  expect(groupSession).toEqual({ id: session.id, version: 2, state: 'CANCELLED', freeSeats: 0 });
  expect(cancelled).toEqual(visits.map((visit) => ({ id: visit?.id, state: 'CANCELLED', cancellationReason: 'The practitioner is ill' })));
  expect(await clinic.eventsOf(visits[0]?.id ?? '')).toEqual(['AppointmentBooked', 'AppointmentCancelled']);
  expect(await seat(session, 7)).toMatchObject({ appointment: null, errors: [{ __typename: 'GroupSessionNotOpenError' }] });
  expect(await clinic.mutate('revertAppointment', { appointmentId: visits[0]?.id, version: 2, reason: 'By mistake' })).toMatchObject({ appointment: null, errors: [{ __typename: 'SlotTakenError', taken: ['SESSION'] }] });
  expect(await clinic.book({ startsAt: '2026-03-17T16:00:00Z', roomId: clinic.rows.gym })).toMatchObject({ state: 'BOOKED' });
  clinic.now = new Date('2026-03-09T14:00:00Z');
});

it('seats asked for while the session is cancelled are given before, and cancelled, or refused', async () => {
  for (let round = 0; round < 5; round += 1) {
    const session = await plan({ startsAt: `2026-03-2${round}T16:00:00Z`, seats: 20 });
    const [gone, ...answers] = await Promise.all([change('cancelGroupSession', { groupSessionId: session.id, version: 1, reasonCode: 'PROVIDER' }), ...Array.from({ length: 15 }, (_none, patient) => seat(session, 20 + patient))]);
    expect(gone.errors).toEqual([]);
    const given = answers.flatMap(({ appointment }) => (appointment ? [appointment.id] : []));
    expect(gone.cancelled?.map(({ id }) => id).sort()).toEqual(given.sort());
    for (const { appointment, errors } of answers) if (!appointment) expect(errors).toMatchObject([{ __typename: 'GroupSessionNotOpenError' }]);
  }
});

it('lists the sessions of a site and day by start, page by page', async () => {
  const sessions = [await plan({ startsAt: '2026-04-02T03:00:00Z' }), await plan({ startsAt: '2026-04-02T01:00:00Z' }), await plan({ startsAt: '2026-04-02T06:00:00Z' })];
  const list = async (after: string | null): Promise<{ ids: string[]; end: string; more: boolean }> => {
    const { data } = await clinic.ask<{ groupSessions: { edges: { node: { id: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } }>(
      'query ($site: ID!, $after: String) { groupSessions(locationId: $site, date: "2026-04-01", first: 1, after: $after) { edges { node { id practitioner { name { display } } room { name } location { name } } } pageInfo { endCursor hasNextPage } } }', { site: clinic.rows.broomfield, after });
    return { ids: data.groupSessions.edges.map(({ node }) => node.id), end: data.groupSessions.pageInfo.endCursor, more: data.groupSessions.pageInfo.hasNextPage };
  };
  const first = await list(null);
  expect(first).toMatchObject({ ids: [sessions[1]?.id], more: true });
  expect(await list(first.end)).toMatchObject({ ids: [sessions[0]?.id], more: false });
});

it.each<[string, (rows: SchedulingClinic['rows'], other: SchedulingClinic['otherRows']) => object, object]>([
  ['of a service without seats', () => ({ serviceTypeCode: 'FOLLOW_UP' }), { __typename: 'InvalidInputError', field: 'serviceTypeCode' }],
  ['of an unknown service', () => ({ serviceTypeCode: 'YOGA' }), { __typename: 'InvalidInputError', field: 'serviceTypeCode' }],
  ['with one seat', () => ({ seats: 1 }), { __typename: 'InvalidInputError', field: 'seats' }],
  ['with 51 seats', () => ({ seats: 51 }), { __typename: 'InvalidInputError', field: 'seats' }],
  ['between minutes', () => ({ startsAt: '2026-05-01T16:00:01Z' }), { __typename: 'InvalidInputError', field: 'startsAt' }],
  ["in another practice's room", (_rows, other) => ({ roomId: other.gym }), { __typename: 'InvalidInputError', field: 'roomId' }],
  ['in a room of another site', ({ westRoom }) => ({ roomId: westRoom }), { __typename: 'LocationMismatchError' }],
  ["by another practice's practitioner", (_rows, other) => ({ practitionerId: other.ruiz }), { __typename: 'InvalidInputError', field: 'practitionerId' }],
  ['at a time that is over', () => ({ startsAt: '2026-03-08T16:00:00Z' }), { __typename: 'TimeInPastError' }],
])('refuses a session %s, and changes nothing', async (_name, otherwise, error) => {
  const before = await clinic.everything();
  expect(await change('createGroupSession', planned({ startsAt: '2026-05-01T16:00:00Z', ...otherwise(clinic.rows, clinic.otherRows) }))).toMatchObject({ groupSession: null, errors: [error] });
  expect(await clinic.everything()).toBe(before);
});

it("hides another practice's session, and seats no patient of another", async () => {
  const session = await plan({ startsAt: '2026-05-04T16:00:00Z' });
  const other = clinic.viewer(clinic.otherPractice);
  expect(await clinic.ask(`{ groupSession(id: "${session.id}") { id } }`, {}, other)).toMatchObject({ data: { groupSession: null } });
  expect(await clinic.mutate('seatPatient', { groupSessionId: session.id, patientId: clinic.otherRows.patients[0] }, other)).toMatchObject({ appointment: null, errors: [{ __typename: 'GroupSessionNotFoundError' }] });
  expect(await clinic.mutate('seatPatient', { groupSessionId: session.id, patientId: clinic.otherRows.patients[0] })).toMatchObject({ appointment: null, errors: [{ __typename: 'PatientUnknownError' }] });
});
