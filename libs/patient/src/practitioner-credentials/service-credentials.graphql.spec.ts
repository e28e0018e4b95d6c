import { newId } from '@spindle/database';
import { PatientClinic } from '../testing/patient-clinic';
import { noteOf, Treatment, type Payload } from '../testing/treatment';

let clinic: PatientClinic;
let treatment: Treatment;
beforeAll(async () => {
  clinic = await PatientClinic.open();
  treatment = new Treatment(clinic);
});
beforeEach(() => treatment.begin());
afterAll(() => clinic.close());

/** What scheduling tells of a service, as of a day. */
const tellService = (code: string, effectiveFrom: string, requiredCredential: string | null): Promise<void> => clinic.tell('ServiceTypeChanged', newId(), { code, effectiveFrom, requiredCredential, isFree: false, isRetired: false });
const tellCredential = (validFrom: string, validThrough: string | null, credentialId = newId()): Promise<void> => clinic.tell('CredentialChanged', credentialId, { credentialId, practitionerId: treatment.practitionerId, kind: 'MANUAL_THERAPY', validFrom, validThrough, hours: null, confirmed: true });

/** Signs what was written of a visit of the service. */
async function sign(serviceTypeCode: string): Promise<Payload> {
  const { patientId, practitionerId } = treatment;
  treatment.encounterId = await clinic.encounterOf(await clinic.visit({ patientId, practitionerId, at: clinic.now, serviceTypeCode, isCompleted: false }));
  await treatment.pain(5, 2);
  const note = noteOf(await treatment.save());
  return treatment.mutate('signNote', { noteId: note.id, version: note.version });
}

const REFUSED = { note: null, errors: [{ __typename: 'SigningRefusedError', failures: ['CREDENTIAL_VALID'] }] };
const SIGNED = { note: { state: 'SIGNED' }, errors: [] };

it('who treats in a service that needs a credential signs when they held it on the day of the visit', async () => {
  await tellService('SPINAL_MOBILIZATION', '2020-01-01', 'MANUAL_THERAPY');
  expect(await sign('SPINAL_MOBILIZATION')).toMatchObject(REFUSED);
  const credentialId = newId();
  await tellCredential('2026-03-10', null, credentialId);
  expect(await sign('SPINAL_MOBILIZATION')).toMatchObject(REFUSED);
  await tellCredential('2020-01-01', '2026-03-09', credentialId);
  expect(await sign('SPINAL_MOBILIZATION')).toMatchObject(SIGNED);
});

it('what a service needs counts as of the day of the visit, and a service of which nothing was told needs a licence alone', async () => {
  await tellService('JOINT_CARE', '2020-01-01', 'MANUAL_THERAPY');
  await tellService('JOINT_CARE', '2026-03-09', null);
  await tellService('JOINT_CARE', '2026-03-10', 'MANUAL_THERAPY');
  expect(await sign('JOINT_CARE')).toMatchObject(SIGNED);
  expect(await sign('NEVER_TOLD')).toMatchObject(SIGNED);
});
