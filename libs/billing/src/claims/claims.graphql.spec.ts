import { randomUUID } from 'node:crypto';
import { newId } from '@spindle/database';
import { BillingClinic } from '../testing/billing-clinic';
import { CLAIM_STATES } from './claim-transition';

const DISCARD = `mutation ($input: DiscardClaimInput!) { discardClaim(input: $input) { claim { id version state endReason }
  errors { __typename ... on UserError { message } ... on InvalidInputError { field } ... on StaleVersionError { currentVersion } ... on ClaimTransitionError { state } } } }`;

interface ClaimPage { readonly edges: readonly { readonly node: { readonly id: string } }[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string } }
interface Answer { readonly claim: Record<string, unknown> | null; readonly errors: readonly Record<string, unknown>[] }

let clinic: BillingClinic;
beforeAll(async () => { clinic = await BillingClinic.open(); });
afterAll(() => clinic.close());

describe('reading claims', () => {
  it('shows everything of a claim', async () => {
    const payerId = await clinic.rows.payer({ name: 'Cigna' });
    const id = await clinic.rows.claim({ payer_id: payerId, state: 'ADJUDICATED', appointment_id: newId(), service_date: '2026-02-01', patient_control_number: 'SP-1', payer_control_number: 'ICN9', end_reason: null });
    await clinic.rows.line(id, 2, { procedure_code: '97140', modifiers: ['GP', '59'], charge_cents: 4050, diagnosis_pointers: [2] });
    await clinic.rows.line(id, 1);
    const patientId = newId();
    const entry = (row: object): Promise<string> => clinic.rows.entry({ patient_id: patientId, claim_id: id, claim_line_number: 1, ...row });
    const payment = await entry({ kind: 'PAYER_PAYMENT', cents: -3000 });
    await entry({ cents: 6500 });
    await entry({ kind: 'CONTRACTUAL_ADJUSTMENT', cents: -1500 });
    await entry({ kind: 'TRANSFER', cents: -2000 });
    await entry({ kind: 'TRANSFER', cents: 2000, responsible_party: 'PATIENT' });
    await entry({ kind: 'PATIENT_PAYMENT', cents: -500, responsible_party: 'PATIENT' });
    await entry({ kind: 'PAYER_PAYMENT', cents: 3000, reverses_id: payment });
    await entry({ kind: 'REFUND', cents: 200, responsible_party: 'PATIENT' });
    const { claim } = await clinic.answer<{ claim: Record<string, unknown> }>(`query ($id: ID!) { claim(id: $id) {
      version state frequency patientControlNumber payerControlNumber patient { id } appointment { id } coverage { id payer { name } } payer { name } serviceDate diagnosisCodes totalCharge { amount currency }
      submittedOn adjudicatedOn endReason ageDays
      lines { lineNumber procedureCode procedureLabel modifiers units charge { amount } diagnosisPointers paid { amount } adjusted { amount } balance { amount } patientBalance { amount } } } }`, { id });
    expect(claim).toMatchObject({
      version: 1, state: 'ADJUDICATED', frequency: 'ORIGINAL', patientControlNumber: 'SP-1', payerControlNumber: 'ICN9', coverage: { payer: { name: 'Cigna' } }, payer: { name: 'Cigna' },
      serviceDate: '2026-02-01', diagnosisCodes: ['M54.50', 'M99.03'], totalCharge: { amount: '105.50', currency: 'USD' }, submittedOn: '2026-02-03', adjudicatedOn: '2026-02-20', endReason: null, ageDays: 35,
    });
    expect(claim['lines']).toEqual([
      { lineNumber: 1, procedureCode: '98941', procedureLabel: 'Spine adjustment, medium', modifiers: ['AT'], units: 1, charge: { amount: '65.00' }, diagnosisPointers: [1, 2],
        paid: { amount: '3.00' }, adjusted: { amount: '15.00' }, balance: { amount: '47.00' }, patientBalance: { amount: '17.00' } },
      { lineNumber: 2, procedureCode: '97140', procedureLabel: 'Hands-on therapy', modifiers: ['GP', '59'], units: 1, charge: { amount: '40.50' }, diagnosisPointers: [2],
        paid: { amount: '0.00' }, adjusted: { amount: '0.00' }, balance: { amount: '0.00' }, patientBalance: { amount: '0.00' } },
    ]);
  });

  it("does not show another practice's claim, by its id, its patient or its visit", async () => {
    const [patientId, appointmentId] = [newId(), newId()];
    const id = await clinic.otherRows.claim({ patient_id: patientId, appointment_id: appointmentId });
    expect(await clinic.answer('query ($id: ID!) { claim(id: $id) { id } }', { id })).toEqual({ claim: null });
    expect(await clinic.entities([{ __typename: 'Claim', id }], '... on Claim { id }')).toEqual([null]);
    const seen = await clinic.entities([{ __typename: 'Patient', id: patientId }, { __typename: 'Appointment', id: appointmentId }],
      '... on Patient { claims { edges { node { id } } } } ... on Appointment { claim { id } visits: claims { id } }');
    expect(seen).toEqual([{ claims: { edges: [] } }, { claim: null, visits: [] }]);
  });

  it("pages through each patient's claims, newest service first", async () => {
    const patients = [newId(), newId()];
    const days = ['2026-01-05', '2026-01-09', '2026-01-09', '2026-01-20', '2025-12-01'];
    const expected: string[][] = [];
    for (const patient of patients) {
      const ids: [string, string][] = [];
      for (const day of days) ids.push([day, await clinic.rows.claim({ patient_id: patient, service_date: day, adjudicated_on: null })]);
      expected.push(ids.sort().reverse().map(([, id]) => id));
    }
    const page = async (after: string | null): Promise<readonly { claims: ClaimPage }[]> =>
      clinic.entities(patients.map((id) => ({ __typename: 'Patient', id })), `... on Patient { claims(first: 2${after ? `, after: "${after}"` : ''}) { edges { node { id } cursor } pageInfo { hasNextPage endCursor } } }`);
    for (const [index] of patients.entries()) {
      const ids: string[] = [];
      let after: string | null = null;
      do {
        const found: ClaimPage | undefined = (await page(after))[index]?.claims;
        ids.push(...(found?.edges ?? []).map(({ node }) => node.id));
        after = found?.pageInfo.hasNextPage ? found.pageInfo.endCursor : null;
      } while (after);
      expect(ids).toEqual(expected[index]);
    }
  });

  it('gives a visit its claims, the newest first, and charges', async () => {
    const appointmentId = newId();
    const first = await clinic.rows.claim({ appointment_id: appointmentId, state: 'REPLACED', created_at: '2026-02-01T00:00:00Z' });
    const second = await clinic.rows.claim({ appointment_id: appointmentId, frequency: 'REPLACEMENT', created_at: '2026-02-02T00:00:00Z' });
    const charge = await clinic.rows.charge({ appointment_id: appointmentId });
    expect(await clinic.entities([{ __typename: 'Appointment', id: appointmentId }], '... on Appointment { claim { id frequency } claims { id } charges { id } }'))
      .toEqual([{ claim: { id: second, frequency: 'REPLACEMENT' }, claims: [{ id: second }, { id: first }], charges: [{ id: charge }] }]);
  });

  it.each(['claims(first: 0)', 'claims(first: 101)', 'claims(after: "bm9uc2Vuc2U")', 'claims(after: "WyIyMDI2LTAxLTAxIl0")', 'claims(after: "")'])('refuses %s', async (field) => {
    const { errors } = await clinic.ask('query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Patient { ' + field + ' { edges { cursor } } } } }', { representations: [{ __typename: 'Patient', id: newId() }] });
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });
});

describe('discardClaim', () => {
  const discard = async (input: object, viewer = clinic.viewer()): Promise<Answer> =>
    (await clinic.answer<{ discardClaim: Answer }>(DISCARD, { input: { idempotencyKey: randomUUID(), version: 1, reason: 'Entered twice', ...input } }, viewer)).discardClaim;

  it.each(CLAIM_STATES)('gives up a %s claim only before it is batched', async (state) => {
    const claimId = await clinic.rows.claim({ state });
    const before = await clinic.everything();
    const answer = await discard({ claimId });
    if (['DRAFT', 'HELD', 'READY'].includes(state)) {
      expect(answer).toEqual({ claim: { id: claimId, version: 2, state: 'DISCARDED', endReason: 'Entered twice' }, errors: [] });
    } else {
      expect(answer).toMatchObject({ claim: null, errors: [{ __typename: 'ClaimTransitionError', state }] });
      expect(await clinic.everything()).toBe(before);
    }
  });

  it.each([
    ['InvalidInputError', { reason: ' ' }, { field: 'reason' }],
    ['StaleVersionError', { version: 2 }, { currentVersion: 1 }],
    ['ClaimNotFoundError', { claimId: newId() }, {}],
  ])('answers %s and changes nothing', async (__typename, otherwise, facts) => {
    const claimId = await clinic.rows.claim({ state: 'DRAFT' });
    const before = await clinic.everything();
    expect(await discard({ claimId, ...otherwise })).toMatchObject({ claim: null, errors: [{ __typename, ...facts }] });
    expect(await clinic.everything()).toBe(before);
  });

  it("answers for another practice's claim as for none", async () => {
    const claimId = await clinic.otherRows.claim({ state: 'DRAFT' });
    expect(await discard({ claimId })).toEqual(await discard({ claimId: newId() }));
  });

  it('does once what is sent twice with one key, and refuses another input under it', async () => {
    const input = { claimId: await clinic.rows.claim({ state: 'DRAFT' }), idempotencyKey: randomUUID() };
    const [first, again] = await Promise.all([discard(input), discard(input)]);
    expect(again).toEqual(first);
    expect(first.claim).toMatchObject({ version: 2 });
    expect(await discard({ ...input, reason: 'Another reason' })).toMatchObject({ claim: null, errors: [{ __typename: 'IdempotencyKeyReusedError' }] });
  });

  it('lets one of several who read the same version win', async () => {
    const claimId = await clinic.rows.claim({ state: 'READY' });
    const answers = await Promise.all(['one', 'two', 'three', 'four'].map((reason) => discard({ claimId, reason })));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => errors)).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ __typename: 'StaleVersionError', currentVersion: 2 })));
  });
});
