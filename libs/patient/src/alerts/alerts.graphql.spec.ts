import { randomUUID } from 'node:crypto';
import { newId } from '@spindle/database';
import { PatientClinic } from '../testing/patient-clinic';

interface Payload { readonly alert: { readonly id: string; readonly version: number; readonly text: string; readonly endedAt: string | null } | null; readonly errors: readonly { readonly __typename: string }[] }

describe('an alert', () => {
  let clinic: PatientClinic;
  beforeAll(async () => { clinic = await PatientClinic.open(); });
  afterAll(() => clinic.close());
  const practitioner = () => clinic.practitioner(newId<'Practitioner'>());

  const mutate = async (name: 'pinAlert' | 'endAlert', input: object, viewer = clinic.viewer()): Promise<Payload> => {
    const type = name === 'pinAlert' ? 'PinAlertInput' : 'EndAlertInput';
    return (await clinic.ask<Record<string, Payload>>(`mutation ($input: ${type}!) { ${name}(input: $input) { alert { id version text endedAt } errors { __typename } } }`, { input: { idempotencyKey: randomUUID(), ...input } }, viewer)).data[name] as Payload;
  };
  const shown = async (patientId: string, viewer = practitioner()) => (await clinic.ask<{ patient: { alerts: { text: string }[]; clinicalAlerts: { text: string }[] } }>('query ($id: ID!) { patient(id: $id) { alerts { text } clinicalAlerts { text } } }', { id: patientId }, viewer)).data.patient;

  it('is pinned to the patient until it is ended, what is for those who treat apart from what is for the desk', async () => {
    const patientId = await clinic.register();
    const { alert } = await mutate('pinAlert', { patientId, category: 'ADMINISTRATIVE', text: 'Speaks through her daughter' });
    await mutate('pinAlert', { patientId, category: 'CLINICAL', text: 'Fainted at the last treatment' }, practitioner());
    expect(await shown(patientId)).toEqual({ alerts: [{ text: 'Speaks through her daughter' }], clinicalAlerts: [{ text: 'Fainted at the last treatment' }] });
    expect(await mutate('endAlert', { alertId: alert?.id, version: 1 })).toMatchObject({ alert: { endedAt: expect.any(String) }, errors: [] });
    expect((await shown(patientId)).alerts).toEqual([]);
    expect((await mutate('endAlert', { alertId: alert?.id, version: 2 })).errors).toEqual([{ __typename: 'AlertEndedError' }]);
  });

  it('of those who treat is neither pinned nor seen at the desk', async () => {
    const patientId = await clinic.register();
    expect((await mutate('pinAlert', { patientId, category: 'CLINICAL', text: 'Fall risk' })).errors).toEqual([{ __typename: 'AlertCategoryNotAllowedError' }]);
    const { errors } = await clinic.ask('query ($id: ID!) { patient(id: $id) { clinicalAlerts { text } } }', { id: patientId });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it.each([['PatientNotFoundError', { patientId: randomUUID() }], ['InvalidInputError', { text: 'x' }]])('answers %s, and pins nothing', async (kind, otherwise) => {
    const patientId = await clinic.register();
    expect(await mutate('pinAlert', { patientId, category: 'ADMINISTRATIVE', text: 'Hearing aid', ...otherwise })).toMatchObject({ alert: null, errors: [{ __typename: kind }] });
    expect((await shown(patientId)).alerts).toEqual([]);
  });
});
