import { randomUUID } from 'node:crypto';
import { newId } from '@spindle/database';
import { aPerson, PatientClinic } from '../testing/patient-clinic';

interface Payload { readonly patient: { readonly id: string } | null; readonly errors: readonly { readonly __typename: string }[] }

describe('the lead of a free consultation', () => {
  let clinic: PatientClinic;
  beforeAll(async () => { clinic = await PatientClinic.open(); });
  afterAll(() => clinic.close());

  const register = async (leadId: string) => (await clinic.ask<{ registerPatient: Payload }>('mutation ($input: RegisterPatientInput!) { registerPatient(input: $input) { patient { id } errors { __typename ... on LeadAlreadyConvertedError { patient { id } } } } }', { input: aPerson({ confirmedNew: true, leadId }) })).data.registerPatient;
  const convert = async (leadId: string, patientId: string) => (await clinic.ask<{ convertLead: Payload }>('mutation ($input: ConvertLeadInput!) { convertLead(input: $input) { patient { id } errors { __typename ... on LeadAlreadyConvertedError { patient { id } } } } }', { input: { idempotencyKey: randomUUID(), leadId, patientId } })).data.convertLead;
  const told = (leadId: string) => clinic.asAdmin('SELECT type, payload FROM patient.outbox_event WHERE aggregate_id = $1', [leadId]);

  it('turns into a patient on arrival, which the schedule is told of', async () => {
    const leadId = newId<'Lead'>();
    const { patient } = await register(leadId);
    expect(await told(leadId)).toEqual([{ type: 'LeadConverted', payload: { leadId, patientId: patient?.id } }]);
  });

  it('can be somebody who is registered already', async () => {
    const [leadId, patientId] = [newId<'Lead'>(), await clinic.register()];
    expect(await convert(leadId, patientId)).toEqual({ patient: { id: patientId }, errors: [] });
    expect(await told(leadId)).toHaveLength(1);
  });

  it('becomes one patient only, and registers nobody a second time', async () => {
    const leadId = newId<'Lead'>();
    const { patient } = await register(leadId);
    const before = (await clinic.rowCounts())['patient'];
    expect(await register(leadId)).toMatchObject({ patient: null, errors: [{ __typename: 'LeadAlreadyConvertedError', patient: { id: patient?.id } }] });
    expect((await clinic.rowCounts())['patient']).toBe(before);
    expect(await convert(leadId, await clinic.register())).toMatchObject({ patient: null, errors: [{ __typename: 'LeadAlreadyConvertedError' }] });
    expect(await convert(newId(), randomUUID())).toMatchObject({ errors: [{ __typename: 'PatientNotFoundError' }] });
  });
});
