import { newId } from '@spindle/database';
import type { DomainEvent } from '@spindle/subgraph';
import { SchedulingClinic } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open()));
afterAll(() => clinic.close());

function registered(patientId: string, otherwise: Partial<DomainEvent> = {}): DomainEvent {
  return { id: newId(), type: 'PatientRegistered', version: 1, practiceId: clinic.practice, source: 'patient', aggregateId: patientId, sequence: 1, occurredAt: '2026-03-09T14:00:00Z', payload: { patientId }, ...otherwise };
}

it('lets a patient be booked from their registration on, once', async () => {
  const patientId = newId<'Patient'>();
  expect(await clinic.mutate('bookAppointment', clinic.booking({ patientId }))).toMatchObject({ errors: [{ __typename: 'PatientUnknownError' }] });
  const event = registered(patientId);
  expect(await clinic.subgraph.receive(event)).toBe('APPLIED');
  expect(await clinic.subgraph.receive(event)).toBe('DUPLICATE');
  await expect(clinic.book({ patientId })).resolves.toMatchObject({ state: 'BOOKED' });
});

it('knows a patient in their own practice only', async () => {
  const patientId = newId<'Patient'>();
  await clinic.subgraph.receive(registered(patientId, { practiceId: clinic.otherPractice }));
  expect(await clinic.mutate('bookAppointment', clinic.booking({ patientId, startsAt: '2026-03-09T20:00:00Z' }))).toMatchObject({ errors: [{ __typename: 'PatientUnknownError' }] });
});

it('waits for what comes before, and lets other events pass', async () => {
  const patientId = newId<'Patient'>();
  expect(await clinic.subgraph.receive(registered(patientId, { sequence: 2 }))).toBe('OUT_OF_ORDER');
  const coverage = { type: 'CoverageChanged', source: 'billing', payload: { patientId, coverageId: newId() } } as const;
  expect(await clinic.subgraph.receive(registered(patientId, coverage))).toBe('APPLIED');
  expect(await clinic.asAdmin('SELECT FROM scheduling.resource WHERE id = $1', [patientId])).toEqual([]);
});
