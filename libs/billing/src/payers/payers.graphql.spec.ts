import { newId } from '@spindle/database';
import { ok } from '@spindle/kernel';
import { BillingClinic } from '../testing/billing-clinic';
import { InsurancePlanService } from './insurance-plan.service';
import { PayerService } from './payer.service';

interface Listed { readonly list: { readonly edges: readonly { readonly node: { readonly id: string; readonly name: string } }[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } } }

let clinic: BillingClinic;
let payerId: string;
beforeAll(async () => {
  clinic = await BillingClinic.open();
  for (const name of ['cigna', 'Zürich', 'Aetna', 'Élan']) payerId = await clinic.rows.payer({ name });
  for (const name of ['Choice', 'Basic']) await clinic.rows.plan({ payer_id: payerId, name });
  await clinic.rows.plan({ name: 'Choice', kind: 'MEDICARE', payer_id: await clinic.rows.payer({ name: 'Medicare', payer_identifier: null }) });
  await clinic.otherRows.plan({ payer_id: await clinic.otherRows.payer({ name: 'Aetna' }) });
});
afterAll(() => clinic.close());

async function walk(field: string): Promise<string[]> {
  const names: string[] = [];
  let after: string | null = null;
  do {
    const { list }: Listed = await clinic.answer<Listed>(`query ($after: String) { list: ${field} { edges { node { id name } } pageInfo { hasNextPage endCursor } } }`, { after });
    names.push(...list.edges.map(({ node }) => node.name));
    after = list.pageInfo.hasNextPage ? list.pageInfo.endCursor : null;
  } while (after);
  return names;
}

it('lists the payers of the practice by name, in pages', async () => {
  expect(await walk('payers(first: 2, after: $after)')).toEqual(['Aetna', 'Medicare', 'Zürich', 'cigna', 'Élan']);
});

it('lists the plans by name, of one payer where told', async () => {
  expect(await walk('insurancePlans(first: 1, after: $after)')).toEqual(['Basic', 'Choice', 'Choice']);
  expect(await walk(`insurancePlans(first: 1, after: $after, payerId: "${payerId}")`)).toEqual(['Basic', 'Choice']);
});

it.each(['payers(first: 0)', 'payers(after: "e30")', 'insurancePlans(first: 101)', 'insurancePlans(after: "WyJhIl0")', 'insurancePlans(payerId: "1")'])('refuses %s', async (field) => {
  expect((await clinic.ask(`{ ${field} { pageInfo { hasNextPage } } }`)).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
});

it('resolves payers and plans by reference, here only', async () => {
  const planId = await clinic.rows.plan();
  const references = [{ __typename: 'Payer', id: payerId }, { __typename: 'InsurancePlan', id: planId }, { __typename: 'Payer', id: newId() }];
  const fields = '... on Payer { id } ... on InsurancePlan { id kind payer { payerId } }';
  expect(await clinic.entities(references, fields)).toEqual([{ id: payerId }, { id: planId, kind: 'COMMERCIAL', payer: { payerId: '60054' } }, null]);
  expect(await clinic.entities(references, fields, clinic.viewer(clinic.otherPractice))).toEqual([null, null, null]);
});

it('ensures payers and plans by name: those that are there keep their ids', async () => {
  const ensure = async (): Promise<string[]> => {
    const result = await clinic.database.session(clinic.viewer()).transaction<string[], never>(async ({ sql }) => {
      const payers = await new PayerService(sql, clinic.practice).ensure([{ name: 'Élan' }, { name: 'Humana', payerId: '61101' }, { name: 'Élan' }]);
      const plans = await new InsurancePlanService(sql, clinic.practice).ensure(payers.map(({ id }) => ({ payerId: id, name: 'Gold', kind: 'COMMERCIAL' as const })));
      return ok([...payers, ...plans].map(({ id }) => id));
    });
    return result.ok ? result.value : [];
  };
  const first = await ensure();
  expect(first[0]).toBe(payerId);
  expect(first[2]).toBe(payerId);
  expect(first).toHaveLength(6);
  expect(await ensure()).toEqual(first);
});
