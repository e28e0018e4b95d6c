import { newId } from '@spindle/database';
import { ok, type CalendarDay, type Id } from '@spindle/kernel';
import { BillingClinic, CLOCK } from '../testing/billing-clinic';
import { HistoryImport } from './history-import.service';
import type { ClaimToImport } from './imported-claim';
import { ImportedClaimService, type ClaimImportReport } from './imported-claim.service';

let clinic: BillingClinic;
beforeAll(async () => { clinic = await BillingClinic.open(); });
afterAll(() => clinic.close());

const aClaim = (sourceKey: string, otherwise: Partial<ClaimToImport> = {}): ClaimToImport => ({
  sourceKey, patientId: newId<'Patient'>(), encounterId: null, encounterSourceKey: 'Encounter/e1', payerName: 'Blue Cross', serviceFrom: '2019-04-17' as CalendarDay, serviceTo: '2019-04-18' as CalendarDay,
  diagnoses: ['44465007', 'Sprain of ankle'], submittedCents: 12_500n, allowedCents: null, paidCents: 0n, patientResponsibilityCents: 12_500n,
  lines: [
    { lineNumber: 1, code: '50849002', description: 'Emergency room admission (procedure)', submittedCents: 12_500n },
    { lineNumber: 2, code: null, description: 'Sprain of ankle', submittedCents: null },
  ],
  ...otherwise,
});

async function run(claims: readonly ClaimToImport[]): Promise<ClaimImportReport> {
  const result = await clinic.database.session(clinic.viewer()).transaction<ClaimImportReport, never>(async (transaction) => ok(await new ImportedClaimService(transaction, clinic.practice, CLOCK).import(claims)));
  if (!result.ok) throw new Error('refused');
  return result.value;
}

const FIELDS = `patient { id } encounter { id } payerName serviceFrom serviceTo diagnoses submitted { amount } allowed { amount } paid { amount } patientResponsibility { amount }
  lines { lineNumber code description submitted { amount } }`;

it('takes claims over once, whole, and shows them by patient and by encounter', async () => {
  const [patientId, encounterId] = [newId<'Patient'>(), newId<'Encounter'>()];
  const claims = [aClaim('Claim/1', { patientId, encounterId }), aClaim('Claim/2', { patientId, serviceFrom: '2020-01-01' as CalendarDay, serviceTo: '2020-01-01' as CalendarDay, lines: [], diagnoses: [] }), aClaim('Claim/1')];
  expect(await run(claims)).toEqual({ added: 2, known: 1 });
  const before = await clinic.everything();
  expect(await run(claims)).toEqual({ added: 0, known: 3 });
  expect(await clinic.everything()).toBe(before);
  const shown = {
    patient: { id: patientId }, encounter: { id: encounterId }, payerName: 'Blue Cross', serviceFrom: '2019-04-17', serviceTo: '2019-04-18', diagnoses: ['44465007', 'Sprain of ankle'],
    submitted: { amount: '125.00' }, allowed: null, paid: { amount: '0.00' }, patientResponsibility: { amount: '125.00' },
    lines: [
      { lineNumber: 1, code: '50849002', description: 'Emergency room admission (procedure)', submitted: { amount: '125.00' } },
      { lineNumber: 2, code: null, description: 'Sprain of ankle', submitted: null },
    ],
  };
  const [patient, encounter] = await clinic.entities([{ __typename: 'Patient', id: patientId }, { __typename: 'Encounter', id: encounterId }],
    `... on Patient { importedClaims { edges { node { ${FIELDS} } } } } ... on Encounter { ofEncounter: importedClaims { ${FIELDS} } }`);
  expect(patient).toMatchObject({ importedClaims: { edges: [{ node: { serviceFrom: '2020-01-01', encounter: null, lines: [] } }, { node: shown }] } });
  expect(encounter).toEqual({ ofEncounter: [shown] });
});

it('makes no coverage, no claim, no balance', async () => {
  const patientId = newId<'Patient'>();
  await run([aClaim('Claim/alone', { patientId })]);
  expect(await clinic.entities([{ __typename: 'Patient', id: patientId }], '... on Patient { coverages { id } claims { edges { cursor } } balance { amount } }'))
    .toEqual([{ coverages: [], claims: { edges: [] }, balance: { amount: '0.00' } }]);
});

it('takes text as a source may write it, and amounts beyond what a double holds', async () => {
  const patientId = newId<'Patient'>();
  await run([aClaim('Claim/odd', { patientId, payerName: 'Nul\0 and half \uD800 "quoted" \\u0000', submittedCents: 2n ** 60n + 1n })]);
  const [patient] = await clinic.entities([{ __typename: 'Patient', id: patientId }], '... on Patient { importedClaims { edges { node { payerName submitted { amount } } } } }');
  expect(patient).toEqual({ importedClaims: { edges: [{ node: { payerName: 'Nul and half \uFFFD "quoted" \\u0000', submitted: { amount: '11529215046068469.77' } } }] } });
});

it("takes over a file's coverages and claims together, or nothing of it", async () => {
  const patientId = newId<'Patient'>();
  const patients = [{ patientId, payers: [{ payerName: 'Blue Cross', kind: 'COMMERCIAL' as const, from: '2019-04-17' as CalendarDay, to: '2019-04-18' as CalendarDay }] }];
  const history = new HistoryImport(clinic.database.session(clinic.viewer()), CLOCK);
  const before = await clinic.everything();
  const impossible = aClaim('Claim/impossible', { serviceTo: '2019-04-16' as CalendarDay });
  await expect(history.import({ patients, claims: [impossible] })).rejects.toMatchObject({ constraint: 'imported_claim_period' });
  expect(await clinic.everything()).toBe(before);
  expect(await history.import({ patients, claims: [aClaim('Claim/together')] })).toEqual({ coverages: { added: 1, known: 0, overlapping: 0 }, claims: { added: 1, known: 0 } });
});

it('keeps practices apart', async () => {
  const id = await clinic.otherRows.importedClaim({ source_key: 'Claim/shared' });
  expect(await run([aClaim('Claim/shared')])).toEqual({ added: 1, known: 0 });
  expect(await clinic.entities([{ __typename: 'ImportedClaim', id: id as Id<'ImportedClaim'> }], '... on ImportedClaim { id }')).toEqual([null]);
});

it('pages, newest service first', async () => {
  const patientId = newId();
  for (const day of ['2019-01-01', '2019-01-03', '2019-01-02']) await clinic.rows.importedClaim({ patient_id: patientId, service_from: day, service_to: day });
  interface Paged { readonly importedClaims: { readonly edges: readonly { readonly node: { readonly serviceFrom: string } }[]; readonly pageInfo: { readonly endCursor: string } } }
  const page = async (args: string): Promise<Paged | undefined> => (await clinic.entities<Paged>([{ __typename: 'Patient', id: patientId }], `... on Patient { importedClaims(${args}) { edges { node { serviceFrom } } pageInfo { endCursor } } }`))[0];
  const first = await page('first: 2');
  const second = await page(`first: 2, after: "${first?.importedClaims.pageInfo.endCursor}"`);
  expect([first, second].map((each) => each?.importedClaims.edges.map(({ node }) => node.serviceFrom))).toEqual([['2019-01-03', '2019-01-02'], ['2019-01-01']]);
});
