import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { newId } from '@spindle/database';
import { addDays, type CalendarDay } from '@spindle/kernel';
import { BillingClinic } from '../testing/billing-clinic';

const COVERAGE = 'id version patient { id } plan { id name kind payer { id } } payer { id name payerId } priority memberId relationship validFrom validTo source';
const ERROR = '__typename ... on UserError { message } ... on InvalidInputError { field }';
const ADD = `mutation ($input: AddCoverageInput!) { addCoverage(input: $input) { coverage { ${COVERAGE} } errors { ${ERROR} ... on CoverageOverlapsError { coverage { id } } } } }`;
const END = `mutation ($input: EndCoverageInput!) { endCoverage(input: $input) { coverage { id version validTo } errors { ${ERROR} ... on StaleVersionError { currentVersion } } } }`;

interface Answer { readonly coverage: Record<string, unknown> | null; readonly errors: readonly Record<string, unknown>[] }

let clinic: BillingClinic;
let planId: string;
beforeAll(async () => {
  clinic = await BillingClinic.open();
  planId = await clinic.rows.plan({ payer_id: await clinic.rows.payer({ name: 'Aetna' }), name: 'Open Choice' });
});
afterAll(() => clinic.close());

const aCoverage = (otherwise: object = {}): Record<string, unknown> => ({
  idempotencyKey: randomUUID(), patientId: newId(), planId, priority: 'PRIMARY', memberId: 'W123456789', relationship: 'SELF', validFrom: '2026-01-01', ...otherwise,
});
const add = async (input: object, viewer = clinic.viewer()): Promise<Answer> => (await clinic.answer<{ addCoverage: Answer }>(ADD, { input }, viewer)).addCoverage;
const end = async (input: object, viewer = clinic.viewer()): Promise<Answer> => (await clinic.answer<{ endCoverage: Answer }>(END, { input: { idempotencyKey: randomUUID(), ...input } }, viewer)).endCoverage;

describe('addCoverage', () => {
  it('records a coverage, shows it, and tells the others', async () => {
    const input = aCoverage({ validTo: '2026-12-31' });
    const { coverage, errors } = await add(input);
    expect(errors).toEqual([]);
    expect(coverage).toMatchObject({
      version: 1, patient: { id: input['patientId'] }, plan: { id: planId, name: 'Open Choice', kind: 'COMMERCIAL' }, payer: { name: 'Aetna', payerId: '60054' },
      priority: 'PRIMARY', memberId: 'W123456789', relationship: 'SELF', validFrom: '2026-01-01', validTo: '2026-12-31', source: 'RECORDED',
    });
    const { rows } = await clinic.admin.query('SELECT e.type, e.payload, d.subscriber FROM billing.outbox_event e JOIN billing.outbox_delivery d ON d.event_id = e.id WHERE e.aggregate_id = $1 ORDER BY 3', [coverage?.['id']]);
    const payload = { patientId: input['patientId'], coverageId: coverage?.['id'] };
    expect(rows).toEqual([{ type: 'CoverageChanged', payload, subscriber: 'patient' }, { type: 'CoverageChanged', payload, subscriber: 'scheduling' }]);
  });

  it.each([
    ['within the open coverage', { validFrom: '2027-05-01' }],
    ['on its first day', { validFrom: '2025-01-01', validTo: '2026-01-01' }],
    ['around it', { validFrom: '2020-01-01' }],
  ])('refuses one %s, names the coverage in the way and changes nothing', async (_where, period) => {
    const first = aCoverage();
    const { coverage } = await add(first);
    const before = await clinic.everything();
    expect(await add(aCoverage({ patientId: first['patientId'], ...period }))).toMatchObject({ coverage: null, errors: [{ __typename: 'CoverageOverlapsError', coverage: { id: coverage?.['id'] } }] });
    expect(await clinic.everything()).toBe(before);
  });

  it.each([
    ['the day before', { validFrom: '2025-01-01', validTo: '2025-12-31' }],
    ['of another priority', { priority: 'SECONDARY' }],
    ['of another patient', { patientId: newId() }],
  ])('accepts one %s', async (_where, otherwise) => {
    const first = aCoverage();
    await add(first);
    expect((await add(aCoverage({ patientId: first['patientId'], ...otherwise }))).errors).toEqual([]);
  });

  it.each([
    ['InvalidInputError', { memberId: '?' }],
    ['InvalidInputError', { validTo: '2025-12-31' }],
    ['InsurancePlanNotFoundError', { planId: newId() }],
  ])('answers %s and changes nothing', async (__typename, otherwise) => {
    const before = await clinic.everything();
    expect(await add(aCoverage(otherwise))).toMatchObject({ coverage: null, errors: [{ __typename }] });
    expect(await clinic.everything()).toBe(before);
  });

  it("does not know another practice's plan, nor is kept by its coverages", async () => {
    const input = aCoverage();
    await add(input);
    expect(await add({ ...input, idempotencyKey: randomUUID() }, clinic.viewer(clinic.otherPractice))).toMatchObject({ errors: [{ __typename: 'InsurancePlanNotFoundError' }] });
    const plan = await clinic.otherRows.plan();
    expect((await add({ ...input, planId: plan, idempotencyKey: randomUUID() }, clinic.viewer(clinic.otherPractice))).errors).toEqual([]);
  });

  it('gives the first answer to a repeat, refusals too, and refuses the key for another input', async () => {
    const input = aCoverage();
    const [first, again] = await Promise.all([add(input), add(input)]);
    expect(again).toEqual(first);
    expect(await add({ ...input, memberId: 'OTHER1' })).toMatchObject({ coverage: null, errors: [{ __typename: 'IdempotencyKeyReusedError' }] });
    const refused = aCoverage({ patientId: input['patientId'] });
    const refusal = await add(refused);
    await end({ coverageId: first.coverage?.['id'], version: 1, validTo: '2026-01-01' });
    expect(await add(refused)).toEqual(refusal);
  });

  it('lets one of twenty rivals win', async () => {
    const patientId = newId();
    const answers = await Promise.all(Array.from({ length: 20 }, () => add(aCoverage({ patientId }))));
    const winner = answers.find(({ errors }) => errors.length === 0);
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.filter(({ errors }) => (errors[0]?.['coverage'] as { id: string } | undefined)?.id === winner?.coverage?.['id'])).toHaveLength(19);
  });

  it('accepts exactly what no day of an earlier one contradicts', async () => {
    const priorities = ['PRIMARY', 'SECONDARY'] as const;
    const wish = fc.record({ priority: fc.constantFrom(...priorities), from: fc.nat(40), length: fc.option(fc.nat(12), { nil: null, freq: 6 }) });
    await fc.assert(fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 12 }), async (wishes) => {
      const patientId = newId();
      const taken = { PRIMARY: new Set<number>(), SECONDARY: new Set<number>() };
      for (const { priority, from, length } of wishes) {
        const days = Array.from({ length: length === null ? 100 - from : length + 1 }, (_, index) => from + index);
        const validTo = length === null ? null : addDays('2026-01-01' as CalendarDay, from + length);
        const { errors } = await add(aCoverage({ patientId, priority, validFrom: addDays('2026-01-01' as CalendarDay, from), validTo }));
        expect(errors.length === 0).toBe(days.every((day) => !taken[priority].has(day)));
        if (errors.length === 0) days.forEach((day) => taken[priority].add(day));
      }
    }), { numRuns: 25 });
  });
});

describe('endCoverage', () => {
  const added = async (otherwise: object = {}): Promise<string> => String((await add(aCoverage(otherwise))).coverage?.['id']);

  it('sets the last day and makes a new version', async () => {
    const coverageId = await added();
    expect(await end({ coverageId, version: 1, validTo: '2026-06-30' })).toEqual({ coverage: { id: coverageId, version: 2, validTo: '2026-06-30' }, errors: [] });
    const { rows } = await clinic.admin.query('SELECT sequence FROM billing.outbox_delivery WHERE aggregate_id = $1 ORDER BY subscriber, sequence', [coverageId]);
    expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2, 1, 2]);
  });

  it.each([
    ['InvalidInputError', { validTo: '2025-12-31' }, { field: 'validTo' }],
    ['InvalidInputError', { validTo: '2027-01-01' }, { field: 'validTo' }],
    ['StaleVersionError', { version: 7 }, { currentVersion: 1 }],
    ['CoverageNotFoundError', { coverageId: newId() }, {}],
  ])('answers %s and changes nothing', async (__typename, otherwise, facts) => {
    const coverageId = await added({ validTo: '2026-12-31' });
    const before = await clinic.everything();
    expect(await end({ coverageId, version: 1, validTo: '2026-06-30', ...otherwise })).toMatchObject({ coverage: null, errors: [{ __typename, ...facts }] });
    expect(await clinic.everything()).toBe(before);
  });

  it('lets one of several who read the same version win', async () => {
    const coverageId = await added();
    const answers = await Promise.all(['2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01'].map((validTo) => end({ coverageId, version: 1, validTo })));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => errors)).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ __typename: 'StaleVersionError', currentVersion: 2 })));
  });

  it("answers for another practice's coverage as for none", async () => {
    const coverageId = await added();
    const answers = await Promise.all([coverageId, newId()].map((id) => end({ coverageId: id, version: 1, validTo: '2026-06-30' }, clinic.viewer(clinic.otherPractice))));
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ coverage: null, errors: [{ __typename: 'CoverageNotFoundError' }] });
  });
});

describe('reading coverages', () => {
  it("shows a patient's coverages, the primary and newest first, and nobody else's", async () => {
    const patientId = newId();
    const ids = [];
    for (const row of [{ priority: 'SECONDARY' }, { valid_from: '2024-01-01', valid_to: '2024-12-31' }, { valid_from: '2025-01-01' }]) ids.push(await clinic.rows.coverage({ patient_id: patientId, ...row }));
    const [patient, stranger] = await clinic.entities<{ coverages: { id: string }[] }>([{ __typename: 'Patient', id: patientId }, { __typename: 'Patient', id: newId() }], '... on Patient { coverages { id } }');
    expect(patient?.coverages.map(({ id }) => id)).toEqual([ids[2], ids[1], ids[0]]);
    expect(stranger?.coverages).toEqual([]);
    const [elsewhere] = await clinic.entities<{ coverages: unknown[] }>([{ __typename: 'Patient', id: patientId }], '... on Patient { coverages { id } }', clinic.viewer(clinic.otherPractice));
    expect(elsewhere?.coverages).toEqual([]);
  });

  it('finds one by its id, here only', async () => {
    const id = await clinic.rows.coverage({ source: 'IMPORTED', member_id: null, relationship: null });
    const query = 'query ($id: ID!) { coverage(id: $id) { id source memberId relationship } }';
    expect((await clinic.ask(query, { id })).data).toEqual({ coverage: { id, source: 'IMPORTED', memberId: null, relationship: null } });
    expect((await clinic.ask(query, { id }, clinic.viewer(clinic.otherPractice))).data).toEqual({ coverage: null });
    expect((await clinic.ask(query, { id: newId() })).data).toEqual({ coverage: null });
    expect((await clinic.ask(query, { id: 'nonsense' })).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
    expect(await clinic.entities([{ __typename: 'Coverage', id }, { __typename: 'Coverage', id: newId() }], '... on Coverage { id }')).toEqual([{ id }, null]);
  });
});
