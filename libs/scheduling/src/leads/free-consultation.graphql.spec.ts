import { randomUUID } from 'node:crypto';
import { newId } from '@spindle/database';
import type { DomainEvent } from '@spindle/subgraph';
import { SchedulingClinic } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open()));
afterAll(() => clinic.close());

const BOOK = `mutation ($input: BookFreeConsultationInput!) { bookFreeConsultation(input: $input) { confirmationCode
  appointment { id version state startsAt patient { id } lead { id name telephone concern } serviceType { code complimentary } }
  errors { __typename ... on UserError { message } ... on InvalidInputError { field } ... on FreeConsultationHadError { possibleFrom } ... on LeadIsPatientError { patient { id } } } } }`;

interface Booked {
  readonly confirmationCode: string | null;
  readonly appointment: { id: string; version: number; state: string; startsAt: string; patient: { id: string } | null; lead: { id: string; name: string } | null } | null;
  readonly errors: readonly { __typename: string; message: string }[];
}

async function book(otherwise: object = {}): Promise<Booked> {
  const input = { idempotencyKey: randomUUID(), name: 'José Núñez', telephone: '303-555-0100', concern: 'Xyzzy hurts', source: 'WEB_SEARCH', locationId: clinic.rows.broomfield, ...otherwise };
  const { data, errors } = await clinic.ask<{ bookFreeConsultation: Booked }>(BOOK, { input });
  if (!data?.bookFreeConsultation) throw new Error(JSON.stringify(errors));
  return data.bookFreeConsultation;
}

async function convert(leadId: string, patientId: string): Promise<string> {
  const event: DomainEvent<'LeadConverted'> = { id: newId(), type: 'LeadConverted', version: 1, practiceId: clinic.practice, source: 'patient', aggregateId: leadId, sequence: 1, occurredAt: clinic.now.toISOString(), payload: { leadId, patientId } };
  return clinic.subgraph.receive(event);
}

it('books the next free time from name, telephone and site alone, at no price, for a lead and no patient', async () => {
  const { appointment, confirmationCode, errors } = await book();
  expect(errors).toEqual([]);
  expect(appointment).toMatchObject({ state: 'BOOKED', patient: null, lead: { name: 'José Núñez', telephone: '+13035550100', concern: 'Xyzzy hurts' }, serviceType: { code: 'CONSULTATION', complimentary: true } });
  expect(confirmationCode).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
  expect(await clinic.eventsOf(appointment?.id ?? '')).toEqual([]);
  expect(JSON.stringify(await clinic.asAdmin('SELECT payload FROM scheduling.outbox_event'))).not.toMatch(/Xyzzy|Jos|3035550100/);
});

it('gives the same person one in the period, whatever accents and spaces, and names the day of the next', async () => {
  const before = await clinic.everything();
  expect(await book({ name: 'nunez  jose', telephone: '+1 (303) 555-0100' })).toMatchObject({ appointment: null, errors: [{ __typename: 'FreeConsultationHadError', possibleFrom: '2027-03-09' }] });
  expect(await clinic.everything()).toBe(before);
  expect((await book({ name: 'Ana Núñez' })).errors).toEqual([]);
});

it('gives one of twenty bookings for the same person at a time', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => book({ name: 'Only Once' })));
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
  expect(answers.flatMap(({ errors }) => errors).every(({ __typename }) => __typename === 'FreeConsultationHadError')).toBe(true);
}, 20_000);

it('lets a person whose consultation was cancelled book another', async () => {
  const { appointment } = await book({ name: 'Second Chance', startsAt: '2026-03-20T16:00:00Z' });
  await clinic.mutate('cancelAppointment', { appointmentId: appointment?.id, version: appointment?.version, reasonCode: 'PATIENT' });
  expect((await book({ name: 'Second Chance', startsAt: '2026-03-21T16:00:00Z' })).errors).toEqual([]);
});

it.each<[object, object]>([
  [{ name: '' }, { __typename: 'InvalidInputError', field: 'name' }],
  [{ telephone: '12' }, { __typename: 'InvalidInputError', field: 'telephone' }],
  [{ source: 'OTHER' }, { __typename: 'InvalidInputError', field: 'sourceOther' }],
  [{ concern: 'x'.repeat(501) }, { __typename: 'InvalidInputError', field: 'concern' }],
  [{ locationId: newId() }, { __typename: 'InvalidInputError', field: 'locationId' }],
  [{ startsAt: '2026-03-01T16:00:00Z' }, { __typename: 'TimeInPastError' }],
])('refuses %j and leaves nothing', async (otherwise, error) => {
  const before = await clinic.everything();
  expect(await book({ name: 'Bad Input', ...otherwise })).toMatchObject({ appointment: null, confirmationCode: null, errors: [error] });
  expect(await clinic.everything()).toBe(before);
});

describe('when the lead becomes a patient', () => {
  it('the patient takes the place on the visit and in time, and the house hears of it from the booking on', async () => {
    const { appointment } = await book({ name: 'Con Verted', startsAt: '2026-03-09T18:00:00Z' });
    clinic.now = new Date('2026-03-09T18:00:00Z');
    await clinic.mutate('checkInPatient', { appointmentId: appointment?.id, version: appointment?.version });
    const patientId = newId();
    expect(await convert(appointment?.lead?.id ?? '', patientId)).toBe('APPLIED');
    const [row] = await clinic.asAdmin('SELECT patient_id, lead_id, state FROM scheduling.appointment WHERE id = $1', [appointment?.id]);
    expect(row).toEqual({ patient_id: patientId, lead_id: null, state: 'ARRIVED' });
    expect(await clinic.eventsOf(appointment?.id ?? '')).toEqual(['AppointmentBooked', 'AppointmentArrived']);
    const resources = await clinic.asAdmin<{ resource_id: string }>('SELECT resource_id FROM scheduling.reservation WHERE appointment_id = $1', [appointment?.id]);
    expect(resources.map(({ resource_id: id }) => id)).toContain(patientId);
    expect(resources.map(({ resource_id: id }) => id)).not.toContain(appointment?.lead?.id);
    expect(await book({ name: 'Con Verted', startsAt: '2026-03-12T18:00:00Z' })).toMatchObject({ errors: [{ __typename: 'LeadIsPatientError', patient: { id: patientId } }] });
  });

  it('is counted, with who booked and who came, by how they heard of the clinic', async () => {
    await book({ name: 'By Radio', source: 'PRINT_OR_RADIO', startsAt: '2026-03-25T18:00:00Z' });
    const { data } = await clinic.ask<{ freeConsultationReport: { total: object; bySource: object[] } }>('{ freeConsultationReport(from: "2026-03-01", through: "2026-03-31") { total { booked arrived converted } bySource { source count { booked arrived converted } } } }');
    expect(data.freeConsultationReport.bySource).toEqual([
      { source: 'WEB_SEARCH', count: { booked: 5, arrived: 1, converted: 1 } }, { source: 'PRINT_OR_RADIO', count: { booked: 1, arrived: 0, converted: 0 } },
    ]);
    expect(data.freeConsultationReport.total).toEqual({ booked: 6, arrived: 1, converted: 1 });
    expect((await clinic.ask('{ freeConsultationReport(from: "2026-03-01", through: "2027-03-31") { from } }')).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });
});

it('a visit is for a patient or for a lead, says the database itself', async () => {
  const both = clinic.asAdmin('UPDATE scheduling.appointment SET patient_id = $1 WHERE lead_id IS NOT NULL', [newId()]);
  await expect(both).rejects.toMatchObject({ constraint: 'appointment_patient_or_lead' });
});
