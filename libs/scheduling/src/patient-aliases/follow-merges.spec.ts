import { newId } from '@spindle/database';
import { NOW, SchedulingClinic } from '../testing/scheduling-clinic';
import { ToldEvents } from '../testing/told-events';

let clinic: SchedulingClinic;
let events: ToldEvents;
beforeAll(async () => {
  clinic = await SchedulingClinic.open({ patients: 20 });
  events = new ToldEvents(clinic);
});
beforeEach(() => void (clinic.now = NOW));
afterAll(() => clinic.close());

let next = 0;
const twoPatients = (): [string, string] => [clinic.rows.patients[next++] ?? '', clinic.rows.patients[next++] ?? ''];
const visitsOf = async (patientId: string): Promise<string[]> => {
  const { data } = await clinic.ask<{ _entities: { appointments: { edges: { node: { id: string } }[] } }[] }>('query ($of: [_Any!]!) { _entities(representations: $of) { ... on Patient { appointments(order: OLDEST_FIRST) { edges { node { id } } } } } }', { of: [{ __typename: 'Patient', id: patientId }] });
  return data._entities.flatMap(({ appointments }) => appointments.edges.map(({ node }) => node.id));
};
const personRows = (): Promise<object[]> => clinic.asAdmin(`SELECT a.id, a.patient_id, a.original_patient_id, r.resource_id, r.lanes::text, r.live FROM scheduling.appointment a JOIN scheduling.reservation r ON r.appointment_id = a.id
  WHERE r.resource_id NOT IN (SELECT id FROM scheduling.room UNION SELECT id FROM scheduling.practitioner) ORDER BY a.id`);
const later = (day: number, hour = 16): string => `2026-04-${String(day).padStart(2, '0')}T${hour}:00:00Z`;

it("shows a merged record's visits with the survivor, and gives each its own back after an unmerge", async () => {
  const [survivorId, mergedId] = twoPatients();
  const one = await clinic.book({ patientId: survivorId, startsAt: later(1) });
  const other = await clinic.book({ patientId: mergedId, startsAt: later(2) });
  const cancelled = await clinic.bookAnd(['cancelAppointment'], { patientId: mergedId, startsAt: later(3) });
  const before = await personRows();
  await events.tell('PatientMerged', survivorId, { survivorId, mergedId });
  expect(await visitsOf(survivorId)).toEqual([one.id, other.id, cancelled.id]);
  expect(await visitsOf(mergedId)).toEqual([]);
  expect(await clinic.mutate('bookAppointment', clinic.booking({ patientId: mergedId, startsAt: later(4) }))).toMatchObject({ errors: [{ __typename: 'PatientUnknownError' }] });
  const afterwards = await clinic.book({ patientId: survivorId, startsAt: later(4) });
  await events.tell('PatientUnmerged', survivorId, { survivorId, mergedId });
  expect(await visitsOf(survivorId)).toEqual([one.id, afterwards.id]);
  expect(await visitsOf(mergedId)).toEqual([other.id, cancelled.id]);
  expect((await personRows()).filter((row) => 'id' in row && row.id !== afterwards.id)).toEqual(before);
  await expect(clinic.book({ patientId: mergedId, startsAt: later(5) })).resolves.toMatchObject({ state: 'BOOKED' });
});

it('keeps and lists visits that turn out to be at the same time', async () => {
  const [survivorId, mergedId] = twoPatients();
  const { okafor, roomTwo } = clinic.rows;
  const one = await clinic.book({ patientId: survivorId, startsAt: later(6) });
  const other = await clinic.book({ patientId: mergedId, practitionerId: okafor, roomId: roomTwo, startsAt: '2026-04-06T16:15:00Z' });
  await events.tell('PatientMerged', survivorId, { survivorId, mergedId });
  const worklist = '{ visitsNeedingAttention(reasons: [PATIENT_OVERLAP]) { edges { node { id needsAttention { reason } } } } }';
  const listed = [one, other].map(({ id }) => ({ node: { id, needsAttention: [{ reason: 'PATIENT_OVERLAP' }] } }));
  expect((await clinic.ask(worklist)).data).toEqual({ visitsNeedingAttention: { edges: listed } });
  expect(await clinic.overlaps()).toBe(0);
  await events.tell('PatientUnmerged', survivorId, { survivorId, mergedId });
  expect((await clinic.ask(worklist)).data).toEqual({ visitsNeedingAttention: { edges: [] } });
});

it('comes to the same whatever the order in which a chain of merges is told', async () => {
  const outcomes: object[] = [];
  for (const order of [[0, 1], [1, 0]]) {
    const [first, second] = twoPatients();
    const third = newId<'Patient'>();
    const booked = await clinic.book({ patientId: first, startsAt: later(7, 16 + outcomes.length) });
    const told = [events.make('PatientMerged', first, { mergedId: first, survivorId: second }), events.make('PatientMerged', second, { mergedId: second, survivorId: third })];
    await events.deliver(...order.flatMap((place) => told[place] ?? []));
    expect(await visitsOf(third)).toEqual([booked.id]);
    await events.tell('PatientUnmerged', first, { mergedId: first, survivorId: second });
    expect(await visitsOf(first)).toEqual([booked.id]);
    outcomes.push((await clinic.asAdmin('SELECT original_patient_id, patient_id = $2 AS own FROM scheduling.appointment WHERE id = $1', [booked.id, first]))[0] ?? {});
  }
  expect(outcomes).toEqual([{ original_patient_id: null, own: true }, { original_patient_id: null, own: true }]);
});

it('does not bring a merged record back when its registration comes late', async () => {
  const mergedId = newId<'Patient'>();
  const [survivorId] = twoPatients();
  await events.tell('PatientMerged', survivorId, { survivorId, mergedId });
  await events.tell('PatientRegistered', mergedId, { patientId: mergedId });
  expect(await clinic.asAdmin('SELECT FROM scheduling.resource WHERE id = $1', [mergedId])).toEqual([]);
});

it('takes series and the waitlist along, and gives them back', async () => {
  const [survivorId, mergedId] = twoPatients();
  const { broomfield, ruiz, roomOne } = clinic.rows;
  const request = { patientId: mergedId, serviceTypeCode: 'FOLLOW_UP', locationId: broomfield, practitionerId: ruiz, roomId: roomOne, firstDay: '2026-08-03', weeklyTimes: [{ weekday: 'MONDAY', time: '08:30' }], visits: 2 };
  await clinic.ask('mutation ($input: BookSeriesInput!) { bookSeries(input: $input) { errors { __typename } } }', { input: { idempotencyKey: newId(), request, policy: 'ALL_OR_NOTHING' } });
  await clinic.ask('mutation ($input: AddToWaitlistInput!) { addToWaitlist(input: $input) { errors { __typename } } }', { input: { idempotencyKey: newId(), patientId: mergedId, serviceTypeCode: 'FOLLOW_UP' } });
  const owners = async (): Promise<object[]> => clinic.asAdmin('SELECT patient_id FROM scheduling.series UNION ALL SELECT patient_id FROM scheduling.waitlist_entry');
  await events.tell('PatientMerged', survivorId, { survivorId, mergedId });
  expect(await owners()).toEqual([{ patient_id: survivorId }, { patient_id: survivorId }]);
  await events.tell('PatientUnmerged', survivorId, { survivorId, mergedId });
  expect(await owners()).toEqual([{ patient_id: mergedId }, { patient_id: mergedId }]);
});
