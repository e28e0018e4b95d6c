import { newId } from '@spindle/database';
import { ImportedAppointmentService, type ImportedAppointment } from '../subgraph';
import { SchedulingClinic } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open()));
afterAll(() => clinic.close());

const visit = (otherwise: Partial<ImportedAppointment> = {}): ImportedAppointment => ({
  sourceKey: 'Appointment/1', patientId: clinic.rows.patients[0] ?? '', state: 'COMPLETED', startsAt: new Date('2019-05-01T15:00:00Z'), endsAt: new Date('2019-05-01T15:30:00Z'),
  timeZone: 'America/Denver', practitionerName: 'Dr. Elsewhere', placeName: 'County Hospital', cancellationReason: null, ...otherwise,
});
const service = (practice = clinic.practice): ImportedAppointmentService => new ImportedAppointmentService(clinic.database.session(clinic.viewer(practice)), { now: () => clinic.now });

it('is stored once by its source key, in each practice', async () => {
  expect(await service().store(visit())).toEqual({ ok: true, value: 'ADDED' });
  expect(await service().store(visit())).toEqual({ ok: true, value: 'PRESENT' });
  expect(await service(clinic.otherPractice).store(visit())).toEqual({ ok: true, value: 'ADDED' });
  expect(await clinic.asAdmin('SELECT FROM scheduling.appointment WHERE practice_id = $1', [clinic.practice])).toHaveLength(1);
});

it('is shown as history, takes nobody\'s time and no step', async () => {
  const patientId = newId<'Patient'>();
  await service().store(visit({ sourceKey: 'Appointment/2', patientId }));
  const { data } = await clinic.ask<{ _entities: { appointments: { edges: { node: { id: string } }[] } }[] }>(`{ _entities(representations: [{ __typename: "Patient", id: "${patientId}" }]) { ... on Patient {
    appointments { edges { node { id source state practitionerName placeName practitioner { id } location { id } serviceType { code } localStart } } } nextAppointment { id } } } }`);
  const node = data._entities[0]?.appointments.edges[0]?.node;
  expect(node).toMatchObject({ source: 'IMPORTED', state: 'COMPLETED', practitionerName: 'Dr. Elsewhere', placeName: 'County Hospital', practitioner: null, location: null, serviceType: null, localStart: '2019-05-01T09:00' });
  expect(await clinic.asAdmin('SELECT FROM scheduling.reservation')).toEqual([]);
  for (const mutation of ['checkInPatient', 'revertAppointment', 'rescheduleAppointment']) {
    const input = { appointmentId: node?.id, version: 1, ...(mutation === 'revertAppointment' ? { reason: 'a test' } : {}), ...(mutation === 'rescheduleAppointment' ? { startsAt: '2026-03-10T16:00:00Z' } : {}) };
    expect(await clinic.mutate(mutation, input, clinic.admin)).toMatchObject({ appointment: null, errors: [{ __typename: 'TransitionNotAllowedError', state: 'COMPLETED' }] });
  }
});

it.each<[string, Partial<ImportedAppointment>]>([
  ['no key', { sourceKey: '' }], ['an end before its start', { endsAt: new Date('2019-05-01T15:00:00Z') }], ['no date', { startsAt: new Date('nonsense') }],
  ['an unknown zone', { timeZone: 'Mars/Olympus' }], ['a state that history has not', { state: 'HELD' }],
])('is refused with %s', async (_name, otherwise) => {
  expect(await service().store(visit({ sourceKey: 'Appointment/3', ...otherwise }))).toMatchObject({ ok: false, error: { kind: 'NotImportableError' } });
});
