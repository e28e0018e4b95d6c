import { newId } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import type { DomainEvent, EventType } from '@spindle/subgraph';
import { PatientClinic } from '../testing/patient-clinic';

const OF_APPOINTMENT = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Appointment { encounter { status source period { start end } patient { id } practitioner { id } appointment { id } } } } }`;

describe('encounters', () => {
  let clinic: PatientClinic;
  let patientId: Id<'Patient'>;
  const practitionerId = newId<'Practitioner'>();
  beforeEach(async () => {
    clinic = await PatientClinic.open();
    patientId = await clinic.register();
  });
  afterEach(() => clinic.close());

  /** The events of one visit, in the order in which scheduling tells them. */
  function visit(appointmentId = newId<'Appointment'>()) {
    let sequence = 0;
    const tell = (type: EventType, occurredAt: string, more: object = {}) => clinic.subgraph.receive({
      id: newId(), type, version: 1, practiceId: clinic.practice, source: 'scheduling', aggregateId: appointmentId, sequence: (sequence += 1), occurredAt,
      payload: { appointmentId, patientId, practitionerId, locationId: newId(), serviceTypeCode: 'needling', startsAt: '2026-03-09T15:00:00Z', endsAt: '2026-03-09T15:45:00Z', ...more },
    } as DomainEvent);
    const encounter = async () => (await clinic.ask<{ _entities: [{ encounter: Record<string, unknown> | null }] }>(OF_APPOINTMENT, { r: [{ __typename: 'Appointment', id: appointmentId }] })).data._entities[0].encounter;
    return { appointmentId, tell, encounter };
  }

  it('opens when the patient arrives and ends when the visit is completed', async () => {
    const { appointmentId, tell, encounter } = visit();
    await tell('AppointmentBooked', '2026-03-01T10:00:00Z');
    expect(await encounter()).toBeNull();
    await tell('AppointmentArrived', '2026-03-09T14:55:00Z');
    expect(await encounter()).toEqual({ status: 'IN_PROGRESS', source: 'RECORDED', period: { start: '2026-03-09T14:55:00.000Z', end: null }, patient: { id: patientId }, practitioner: { id: practitionerId }, appointment: { id: appointmentId } });
    await tell('AppointmentCompleted', '2026-03-09T15:40:00Z');
    expect(await encounter()).toMatchObject({ status: 'FINISHED', period: { end: '2026-03-09T15:40:00.000Z' } });
  });

  it('opens again when the completion is undone, and is cancelled when the arrival is', async () => {
    const { tell, encounter } = visit();
    await tell('AppointmentArrived', '2026-03-09T14:55:00Z');
    await tell('AppointmentCompleted', '2026-03-09T15:40:00Z');
    await tell('AppointmentReverted', '2026-03-09T15:41:00Z', { state: 'IN_TREATMENT' });
    expect(await encounter()).toMatchObject({ status: 'IN_PROGRESS', period: { start: '2026-03-09T14:55:00.000Z', end: null } });
    await tell('AppointmentReverted', '2026-03-09T15:42:00Z', { state: 'BOOKED' });
    expect(await encounter()).toMatchObject({ status: 'CANCELLED' });
  });

  it('begins and ends when the patient came and went, however late that is told', async () => {
    const { tell, encounter } = visit();
    await tell('AppointmentArrived', '2026-03-12T10:00:00Z', { steppedAt: '2026-03-09T14:55:00Z' });
    await tell('AppointmentCompleted', '2026-03-12T10:00:00Z', { steppedAt: '2026-03-09T15:40:00Z' });
    expect(await encounter()).toMatchObject({ status: 'FINISHED', period: { start: '2026-03-09T14:55:00.000Z', end: '2026-03-09T15:40:00.000Z' } });
  });

  it('is opened once, however often the arrival is told', async () => {
    const event: DomainEvent = {
      id: newId(), type: 'AppointmentArrived', version: 1, practiceId: clinic.practice, source: 'scheduling', aggregateId: newId(), sequence: 1, occurredAt: '2026-03-09T14:55:00Z',
      payload: { appointmentId: newId(), patientId, practitionerId, locationId: newId(), serviceTypeCode: 'needling', startsAt: '2026-03-09T15:00:00Z', endsAt: '2026-03-09T15:45:00Z' },
    };
    expect(await Promise.all([clinic.subgraph.receive(event), clinic.subgraph.receive(event)])).toEqual(expect.arrayContaining(['APPLIED', 'DUPLICATE']));
    expect((await clinic.rowCounts())['encounter']).toBe(1);
  });

  it('pages a history from the newest to the oldest, for many patients with one statement each page', async () => {
    for (const day of ['01', '02', '03']) await visit().tell('AppointmentArrived', `2026-03-${day}T15:00:00Z`);
    const page = async (after: string | null) => (await clinic.ask<{ patient: { encounters: { edges: { node: { period: { start: string } } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } } }>(
      'query ($id: ID!, $after: String) { patient(id: $id) { encounters(first: 2, after: $after) { edges { node { period { start } } } pageInfo { endCursor hasNextPage } } } }', { id: patientId, after })).data.patient.encounters;
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    expect([...first.edges, ...second.edges].map(({ node }) => node.period.start.slice(8, 10))).toEqual(['03', '02', '01']);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });
});
