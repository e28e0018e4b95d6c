import { newId } from '@spindle/database';
import { BillingClinic } from '../testing/billing-clinic';
import { CLAIM_STATES, OPEN_CLAIM_STATES } from './claim-transition';

const WORKLIST = `query ($first: Int, $after: String, $states: [ClaimState!], $payerId: ID) { claimWorklist(first: $first, after: $after, states: $states, payerId: $payerId) {
  edges { node { id state serviceDate ageDays payer { id } } } pageInfo { hasNextPage endCursor } } }`;

interface Entry { readonly id: string; readonly state: string; readonly serviceDate: string; readonly ageDays: number; readonly payer: { readonly id: string } }
interface Worklist { readonly claimWorklist: { readonly edges: readonly { readonly node: Entry }[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } } }

let clinic: BillingClinic;
const payers: string[] = [];
const all: { id: string; state: string; serviceDate: string; payerId: string }[] = [];

/** Three claims of each state, on days that repeat, of two payers. */
beforeAll(async () => {
  clinic = await BillingClinic.open();
  const coverages: string[] = [];
  for (const name of ['Aetna', 'Cigna']) {
    payers.push(await clinic.rows.payer({ name }));
    coverages.push(await clinic.rows.coverage({ plan_id: await clinic.rows.plan({ payer_id: payers.at(-1) }) }));
  }
  for (const [index, state] of [...CLAIM_STATES, ...CLAIM_STATES, ...CLAIM_STATES].entries()) {
    const serviceDate = `2026-01-${String(1 + ((index * 7) % 5)).padStart(2, '0')}`;
    const payerId = payers[index % 2] ?? '';
    const id = await clinic.rows.claim({ state, service_date: serviceDate, payer_id: payerId, coverage_id: coverages[index % 2] });
    all.push({ id, state, serviceDate, payerId });
  }
  await clinic.rows.importedClaim();
  await clinic.otherRows.claim({ service_date: '2020-01-01', state: 'DRAFT' });
});
afterAll(() => clinic.close());

async function walk(filter: object): Promise<Entry[]> {
  const entries: Entry[] = [];
  let after: string | null = null;
  do {
    const { claimWorklist }: Worklist = await clinic.answer<Worklist>(WORKLIST, { first: 4, after, ...filter });
    entries.push(...claimWorklist.edges.map(({ node }) => node));
    after = claimWorklist.pageInfo.hasNextPage ? claimWorklist.pageInfo.endCursor : null;
  } while (after);
  return entries;
}

const expected = (keep: (claim: (typeof all)[number]) => boolean): string[] =>
  all.filter((claim) => OPEN_CLAIM_STATES.some((state) => state === claim.state) && keep(claim)).sort((a, b) => (`${a.serviceDate}${a.id}` < `${b.serviceDate}${b.id}` ? -1 : 1)).map(({ id }) => id);

it('walks all open claims of the practice, the oldest service first, in pages', async () => {
  const entries = await walk({});
  expect(entries.map(({ id }) => id)).toEqual(expected(() => true));
  expect(entries[0]).toMatchObject({ serviceDate: '2026-01-01', ageDays: 66 });
});

it('narrows to some states', async () => {
  expect((await walk({ states: ['DENIED', 'HELD', 'DENIED'] })).map(({ id }) => id)).toEqual(expected(({ state }) => ['DENIED', 'HELD'].includes(state)));
  expect(await walk({ states: [] })).toEqual([]);
});

it('narrows to a payer, and to some states of it', async () => {
  expect((await walk({ payerId: payers[0] })).map(({ id }) => id)).toEqual(expected(({ payerId }) => payerId === payers[0]));
  expect((await walk({ payerId: payers[1], states: ['DENIED', 'DRAFT'] })).map(({ id }) => id)).toEqual(expected(({ payerId, state }) => payerId === payers[1] && ['DENIED', 'DRAFT'].includes(state)));
  expect(await walk({ payerId: newId() })).toEqual([]);
});

it.each(CLAIM_STATES.filter((state) => !OPEN_CLAIM_STATES.includes(state)))('refuses to list %s claims as open', async (state) => {
  const { errors } = await clinic.ask(WORKLIST, { states: ['DRAFT', state] });
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: expect.stringContaining(state) }]);
});

it.each([{ first: 0 }, { first: 101 }, { after: 'x' }, { states: ['LOST'] }, { payerId: 'Aetna' }])('refuses %j', async (variables) => {
  const { errors } = await clinic.ask(WORKLIST, variables);
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
});
