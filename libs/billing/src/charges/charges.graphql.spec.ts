import { newId } from '@spindle/database';
import { BillingClinic } from '../testing/billing-clinic';
import { procedureLabel } from './procedure-label';

let clinic: BillingClinic;
beforeAll(async () => { clinic = await BillingClinic.open(); });
afterAll(() => clinic.close());

it('shows everything of a charge', async () => {
  const [patientId, appointmentId] = [newId(), newId()];
  const id = await clinic.rows.charge({ patient_id: patientId, appointment_id: appointmentId });
  const [charge] = await clinic.entities([{ __typename: 'Charge', id }], '... on Charge { id patient { id } appointment { id } serviceDate procedureCode procedureLabel modifiers units amount { amount currency } state }');
  expect(charge).toEqual({
    id, patient: { id: patientId }, appointment: { id: appointmentId }, serviceDate: '2026-03-02', procedureCode: '97110', procedureLabel: 'Exercise', modifiers: ['GP'], units: 2,
    amount: { amount: '90.00', currency: 'USD' }, state: 'RELEASED',
  });
  expect(await clinic.entities([{ __typename: 'Charge', id }], '... on Charge { id }', clinic.viewer(clinic.otherPractice))).toEqual([null]);
});

it("pages a patient's charges, newest service first", async () => {
  const patientId = newId();
  const ids: [string, string][] = [];
  for (const day of ['2026-01-05', '2026-02-01', '2026-01-20']) ids.push([day, await clinic.rows.charge({ patient_id: patientId, service_date: day })]);
  const newest = ids.sort().reverse().map(([, id]) => ({ node: { id } }));
  const page = async (args: string): Promise<{ charges: { edges: unknown[]; pageInfo: { endCursor: string } } } | undefined> =>
    (await clinic.entities<{ charges: { edges: unknown[]; pageInfo: { endCursor: string } } }>([{ __typename: 'Patient', id: patientId }], `... on Patient { charges(${args}) { edges { node { id } } pageInfo { endCursor hasNextPage } } }`))[0];
  const first = await page('first: 2');
  expect(first).toMatchObject({ charges: { edges: newest.slice(0, 2), pageInfo: { hasNextPage: true } } });
  expect(await page(`first: 2, after: "${first?.charges.pageInfo.endCursor}"`)).toMatchObject({ charges: { edges: newest.slice(2), pageInfo: { hasNextPage: false } } });
});

it('has no name for a code it does not know', () => {
  expect(procedureLabel('00000')).toBeNull();
});
