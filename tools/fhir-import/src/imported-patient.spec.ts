import { startClinic } from '@spindle/clinic';
import { DEVELOPMENT_ISSUER_NAME, issueToken, registerPerson, registerPractice, Worker } from '@spindle/gateway/identity';
import { jsonLogger } from '@spindle/subgraph';
import type { Id } from '@spindle/kernel';
import { syntheaFile } from './testing/bundles';
import { ImportClinic, newPractice } from './testing/import-clinic';

const CHART = `query ($text: String!) { searchPatients(text: $text) { edges { node {
  name { full } source
  coverages { payer { name } validFrom validTo memberId source }
  importedClaims { edges { node { payerName serviceFrom submitted { amount } paid { amount } } } }
  encounters { edges { node { source practitioner { id } practitionerName placeName importedClaims { submitted { amount } } } } }
  claims { edges { node { id } } }
  balance { amount }
} } } }`;

it('shows an imported patient with coverage, encounters and claims in one query at the gateway', async () => {
  const imported = await ImportClinic.open();
  const practiceId = newPractice();
  await imported.import(await imported.write({ 'synthea.json': syntheaFile(1) }), practiceId);
  const { url, secret } = imported.database;
  const clinic = await startClinic({ place: { url, secret }, port: 0, logger: jsonLogger(() => undefined) });
  const worker = new Worker({ url, secret });
  await registerPractice(worker, { id: practiceId, slug: 'imported', name: 'Imported' });
  await registerPerson(worker, { id: '01930000-0000-7000-8000-0000000000aa' as Id<'Person'>, issuer: DEVELOPMENT_ISSUER_NAME, subject: 'biller', name: 'Biller', practiceId, roles: ['BILLER'] });
  await worker.close();
  const token = await issueToken(secret, { subject: 'biller', practiceId });
  const response = await fetch(`${clinic.gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ query: CHART, variables: { text: 'nunez' } }) });
  const { data, errors } = (await response.json()) as { data: { searchPatients: { edges: { node: Record<string, unknown> }[] } }; errors?: unknown };
  await clinic.stop();
  await imported.close();
  expect(errors).toBeUndefined();
  expect(data.searchPatients.edges.map(({ node }) => node)).toEqual([{
    name: { full: 'Ana María Núñez' }, source: 'IMPORTED',
    coverages: [{ payer: { name: 'private' }, validFrom: '2019-03-04', validTo: '2019-03-04', memberId: null, source: 'IMPORTED' }],
    importedClaims: { edges: [
      { node: { payerName: 'no_insurance', serviceFrom: '2020-07-01', submitted: { amount: '265.52' }, paid: null } },
      { node: { payerName: 'private', serviceFrom: '2019-03-04', submitted: { amount: '265.52' }, paid: { amount: '112.42' } } },
    ] },
    encounters: { edges: expect.arrayContaining([{ node: { source: 'IMPORTED', practitioner: null, practitionerName: 'Dr. Wynell Olson', placeName: 'SOUTHCOAST HOSPITAL', importedClaims: [{ submitted: { amount: '265.52' } }] } }]) as unknown },
    claims: { edges: [] }, balance: { amount: '0.00' },
  }]);
});
