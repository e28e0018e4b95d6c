import { randomUUID } from 'node:crypto';
import { SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { TestClinic } from './testing/test-clinic';

const DAY = 86_400_000;

const BOOK = `mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) {
  appointment { id version state startsAt }
  errors { __typename ... on UserError { message } ... on SlotTakenError { taken nearestStarts } } } }`;

const SEAT = 'mutation ($input: SeatPatientInput!) { seatPatient(input: $input) { appointment { id } errors { __typename ... on GroupSessionFullError { nearestSessions { id } } } } }';

interface Seated { readonly seatPatient: { readonly appointment: { readonly id: string } | null; readonly errors: readonly { readonly __typename: string }[] } }
interface Booked { readonly bookAppointment: { readonly appointment: { readonly id: string; readonly version: number; readonly state: string } | null; readonly errors: readonly { readonly __typename: string; readonly taken?: string[] }[] } }

describe('a visit, from the telephone to the chart', () => {
  let clinic: TestClinic;
  let slot: { practitionerId: string | undefined; serviceTypeCode: string | undefined; roomId: string | undefined; locationId: string };
  let daysPassed = 0;
  /** Nobody has visits on these two days: they lie behind the sample's. */
  let startsAt: string;
  let anotherDay: string;

  beforeAll(async () => {
    clinic = await TestClinic.start({ now: () => new Date(Date.now() + daysPassed * DAY) });
    const [choice] = await clinic.rows<{ practitioner: string; service: string; room: string }>(`SELECT c.practitioner_id AS practitioner, st.code AS service, r.id AS room
      FROM scheduling.credential c JOIN scheduling.practitioner_location pl ON pl.practitioner_id = c.practitioner_id AND pl.location_id = $2
      JOIN scheduling.service_type st ON st.practice_id = c.practice_id AND st.required_credential = c.kind AND NOT st.retired
      JOIN scheduling.room r ON r.location_id = pl.location_id WHERE c.practice_id = $1 AND (c.valid_to IS NULL OR c.valid_to > now() + interval '400 days') ORDER BY 1, 2, 3 LIMIT 1`, [SAMPLE_PRACTICES.spindle.id, SAMPLE_LOCATION_IDS.broomfield]);
    slot = { practitionerId: choice?.practitioner, serviceTypeCode: choice?.service, roomId: choice?.room, locationId: SAMPLE_LOCATION_IDS.broomfield };
    [startsAt, anotherDay] = [await firstFreeFrom(300), await firstFreeFrom(305)];
  });
  afterAll(() => clinic.stop());

  const firstFreeFrom = async (daysAhead: number): Promise<string> => {
    const { data } = await clinic.front.ask<{ availableSlots: { slots: { startsAt: string }[] } }>(
      `query ($service: String!, $sites: [ID!], $practitioner: ID, $from: DateTime) { availableSlots(serviceTypeCode: $service, locationIds: $sites, practitionerId: $practitioner, from: $from, first: 1) { slots { startsAt } } }`,
      { service: slot.serviceTypeCode, sites: [slot.locationId], practitioner: slot.practitionerId, from: new Date(Date.now() + daysAhead * DAY).toISOString() });
    return data.availableSlots.slots[0]?.startsAt ?? '';
  };
  const book = (patientId: string, more: object = {}) => clinic.front.ask<Booked>(BOOK, { input: { idempotencyKey: randomUUID(), patientId, ...slot, startsAt, ...more } });

  const checkIn = async (appointment: { id: string; version: number } | null) => (await clinic.front.ask<{ checkInPatient: object }>(
    'mutation ($input: CheckInPatientInput!) { checkInPatient(input: $input) { appointment { state } errors { __typename ... on UserError { message } } } }',
    { input: { idempotencyKey: randomUUID(), appointmentId: appointment?.id, version: appointment?.version } })).data.checkInPatient;

  it('registers, books, checks in and opens the encounter across the three subgraphs', async () => {
    const registered = await clinic.front.ask<{ registerPatient: { patient: { id: string } } }>(`mutation ($input: RegisterPatientInput!) { registerPatient(input: $input) { patient { id } errors { __typename } } }`,
      { input: { idempotencyKey: randomUUID(), name: { given: ['Nora'], family: 'Newcomer' }, birthDate: '1991-02-03', sex: 'FEMALE', confirmedNew: true } });
    const patientId = registered.data.registerPatient.patient.id;
    await clinic.clinic.settled();
    const { data: { bookAppointment: { appointment, errors } } } = await book(patientId, { startsAt: anotherDay });
    expect(errors).toEqual([]);
    expect(appointment).toMatchObject({ state: 'BOOKED' });
    const tooEarly = await checkIn(appointment);
    expect(tooEarly).toEqual({ appointment: null, errors: [{ __typename: 'TransitionNotAllowedError', message: expect.stringContaining('later day') as unknown }] });
    daysPassed = 313;
    expect(await checkIn(appointment)).toEqual({ appointment: { state: 'ARRIVED' }, errors: [] });
    await clinic.clinic.settled();
    const { data } = await clinic.front.ask(`query ($id: ID!) { patient(id: $id) { name { full } encounters { edges { node { status appointment { id state } } } } nextAppointment { id } balance { amount } } }`, { id: patientId });
    expect(data).toEqual({ patient: { name: { full: 'Nora Newcomer' }, encounters: { edges: [{ node: { status: 'IN_PROGRESS', appointment: { id: appointment?.id, state: 'ARRIVED' } } }] }, nextAppointment: null, balance: { amount: '0.00' } } });
  });

  it('books one of two hundred who want the same slot at once, and tells the others', async () => {
    daysPassed = 0;
    const patients = await clinic.rows<{ id: string }>('SELECT id FROM patient.patient WHERE practice_id = $1 ORDER BY id LIMIT 200', [SAMPLE_PRACTICES.spindle.id]);
    const [before] = await clinic.rows<{ deadlocks: string }>('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()');
    const replies = await Promise.all(patients.map(({ id }) => book(id)));
    expect(replies.filter(({ status }) => status !== 200)).toEqual([]);
    expect(replies.flatMap(({ errors }) => errors)).toEqual([]);
    const payloads = replies.map(({ data }) => data.bookAppointment);
    expect(payloads.filter(({ appointment }) => appointment !== null)).toHaveLength(1);
    expect(payloads.flatMap(({ errors }) => errors.map(({ __typename }) => __typename))).toEqual(Array.from({ length: 199 }, () => 'SlotTakenError'));
    const [after] = await clinic.rows<{ deadlocks: string }>('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()');
    expect(after).toEqual(before);
    const overlaps = await clinic.rows(`SELECT 1 FROM scheduling.reservation a JOIN scheduling.reservation b ON a.practice_id = b.practice_id AND a.resource_id = b.resource_id AND a.appointment_id < b.appointment_id
      AND a.live AND b.live AND a.during && b.during AND a.lanes && b.lanes`);
    expect(overlaps).toEqual([]);
  }, 60_000);

  it('gives two hundred who want a seat at once all six, and tells the 194 others of the next session with one', async () => {
    const plan = async (at: string): Promise<string> => (await clinic.front.ask<{ createGroupSession: { groupSession: { id: string } } }>(
      'mutation ($input: CreateGroupSessionInput!) { createGroupSession(input: $input) { groupSession { id } errors { __typename } } }',
      { input: { idempotencyKey: randomUUID(), serviceTypeCode: 'GROUP_EXERCISE', practitionerId: slot.practitionerId, locationId: slot.locationId, startsAt: at } })).data.createGroupSession.groupSession.id;
    const [full, next] = [await plan(await firstFreeFrom(320)), await plan(await firstFreeFrom(330))];
    const patients = await clinic.rows<{ id: string }>('SELECT id FROM patient.patient WHERE practice_id = $1 ORDER BY id LIMIT 200', [SAMPLE_PRACTICES.spindle.id]);
    const replies = await Promise.all(patients.map(({ id }) => clinic.front.ask<Seated>(SEAT, { input: { idempotencyKey: randomUUID(), groupSessionId: full, patientId: id } })));
    expect(replies.flatMap(({ errors }) => errors)).toEqual([]);
    const payloads = replies.map(({ data }) => data.seatPatient);
    expect(payloads.filter(({ appointment }) => appointment !== null)).toHaveLength(6);
    const refusals = payloads.flatMap(({ errors }) => errors);
    expect(refusals).toHaveLength(194);
    for (const refusal of refusals) expect(refusal).toMatchObject({ __typename: 'GroupSessionFullError', nearestSessions: expect.arrayContaining([{ id: next }]) as unknown });
  }, 60_000);
});
