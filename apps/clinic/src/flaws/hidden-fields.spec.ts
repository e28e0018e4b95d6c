import { randomUUID } from 'node:crypto';
import { DEMO_PEOPLE, SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { TestClinic, type As } from '../testing/test-clinic';

/** Ways to a field that the role may not see. Each is refused whole: no part of the operation is carried out. */
describe('a hidden field', () => {
  let clinic: TestClinic;
  let claim: string;
  let patient: string;
  beforeAll(async () => {
    clinic = await TestClinic.start();
    const [row] = await clinic.rows<{ claim: string; patient: string }>(`SELECT c.id AS claim, c.patient_id AS patient FROM billing.claim c JOIN billing.coverage v USING (practice_id, patient_id)
      WHERE practice_id = $1 AND v.source = 'RECORDED' ORDER BY 1 LIMIT 1`, [SAMPLE_PRACTICES.spindle.id]);
    ({ claim, patient } = row ?? { claim: '', patient: '' });
  });
  afterAll(() => clinic.stop());

  it.each<[string, string]>([
    ['asked for plainly', 'query ($c: ID!) { claim(id: $c) { id diagnosisCodes } }'],
    ['alias bypass', 'query ($c: ID!) { claim(id: $c) { id: diagnosisCodes } }'],
    ['fragment bypass', 'query ($c: ID!) { claim(id: $c) { ...F } } fragment F on Claim { id ...G } fragment G on Claim { diagnosisCodes }'],
    ['inline fragment bypass', 'query ($c: ID!) { claim(id: $c) { ... { ... on Claim { diagnosisCodes } } } }'],
    ['skipped field bypass', 'query ($c: ID!) { claim(id: $c) { id diagnosisCodes @skip(if: true) } }'],
    ['second operation field beside an allowed one', 'query ($c: ID!) { locations { edges { node { id } } } claim(id: $c) { diagnosisCodes } }'],
    ['two subgraphs away', 'query ($p: ID!) { patient(id: $p) { appointments { edges { node { claims { diagnosisCodes } } } } } }'],
  ])('is refused: %s', async (_flaw, query) => {
    const { status, data, errors } = await clinic.front.ask(query, query.includes('$c') ? { c: claim } : { p: patient });
    expect({ status, data, fields: errors.map(({ extensions }) => extensions.fields) }).toEqual({ status: 403, data: undefined, fields: [['Claim.diagnosisCodes']] });
  });

  it('interface fragment bypass: a member of an error union, through the interface', async () => {
    const book = (selection: string, as: As) => clinic.front.ask(`mutation ($input: RegisterPatientInput!) { registerPatient(input: $input) { errors { ${selection} } } }`, { input: { idempotencyKey: randomUUID(), name: { given: ['A'], family: 'B' }, birthDate: '1980-01-01', sex: 'OTHER', confirmedNew: false } }, as);
    const before = await clinic.contents();
    expect((await book('... on UserError { ... on PossibleDuplicateError { candidates { id } } }', { role: 'BILLER' })).errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', fields: ['Mutation.registerPatient'] });
    expect(await clinic.contents()).toBe(before);
  });

  it.each<[string, As, string, string]>([
    ['diagnoses on the chart', {}, 'conditions { edges { node { code { text } } } }', 'Patient.conditions'],
    ['what an encounter was about', {}, 'encounters { edges { node { description } } }', 'Encounter.description'],
    ['what an encounter was about', { role: 'BILLER' }, 'encounters { edges { node { description } } }', 'Encounter.description'],
    ['what an encounter was about', { role: 'PRACTICE_ADMIN' }, 'encounters { edges { node { description } } }', 'Encounter.description'],
    ['service lines', {}, 'claims { edges { node { lines { procedureCode } } } }', 'ClaimLine.procedureCode'],
  ])('%s, by %j', async (_flaw, as, selection, field) => {
    const { errors } = await clinic.front.ask(`query ($p: ID!) { patient(id: $p) { id ${selection} } }`, { p: patient }, as);
    expect(errors[0]?.extensions.fields).toContain(field);
  });

  it('mask bypass: the front desk sees the end of a member id on every path, under any name', async () => {
    const query = 'query ($p: ID!) { patient(id: $p) { coverages { id memberId m: memberId } claims(first: 1) { edges { node { coverage { ...F } } } } } } fragment F on Coverage { memberId }';
    interface Answer { readonly patient: { readonly coverages: readonly { readonly id: string; readonly memberId: string; readonly m: string }[]; readonly claims: { readonly edges: readonly { readonly node: { readonly coverage: { readonly memberId: string } } }[] } } }
    const whole = (await clinic.front.ask<Answer>(query, { p: patient }, { role: 'BILLER' })).data.patient;
    const masked = (await clinic.front.ask<Answer>(query, { p: patient })).data.patient;
    const [id] = whole.coverages;
    expect(id?.memberId.length).toBeGreaterThan(4);
    expect(masked.coverages.map(({ memberId, m }) => [memberId, m])).toEqual(whole.coverages.map(({ memberId }) => [`••••${memberId.slice(-4)}`, `••••${memberId.slice(-4)}`]));
    expect(masked.claims.edges[0]?.node.coverage.memberId).toBe(`••••${whole.claims.edges[0]?.node.coverage.memberId.slice(-4)}`);
    const single = await clinic.front.ask<{ coverage: { memberId: string } }>('query ($id: ID!) { coverage(id: $id) { memberId } }', { id: id?.id });
    expect(single.data.coverage.memberId).toBe(`••••${id?.memberId.slice(-4)}`);
  });

  it('sort or filter on a hidden field: an argument is refused with the field it looks at', async () => {
    const { errors } = await clinic.front.ask('{ claimWorklist(states: [DENIED]) { edges { node { id } } } }');
    expect(errors[0]?.extensions.fields).toContain('Query.claimWorklist');
    const viewer = { personId: DEMO_PEOPLE.PATIENT.id, practiceId: SAMPLE_PRACTICES.spindle.id, roles: ['PUBLIC'] as const, siteIds: null };
    const answer = await clinic.clinic.subgraphs['scheduling']?.execute({ query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Patient { appointments(order: OLDEST_FIRST) { edges { node { id } } } } } }', variables: { r: [{ __typename: 'Patient', id: patient }] } }, { viewer, requestId: randomUUID() });
    expect(answer?.errors?.[0]?.extensions['fields']).toContain('Patient.appointments(order)');
  });

  it('mass assignment: fields that an input does not have are refused, and nothing is written', async () => {
    const before = await clinic.contents();
    for (const extra of [{ practiceId: SAMPLE_PRACTICES.second.id }, { recordNumber: '1' }, { source: 'IMPORTED' }, { roles: ['PRACTICE_ADMIN'] }]) {
      const input = { idempotencyKey: randomUUID(), name: { given: ['Mass'], family: 'Assigned' }, birthDate: '1980-01-01', sex: 'OTHER', confirmedNew: true, ...extra };
      const { data, errors } = await clinic.front.ask('mutation ($input: RegisterPatientInput!) { registerPatient(input: $input) { patient { id } } }', { input });
      expect([data, errors[0]?.extensions.code]).toEqual([undefined, 'BAD_USER_INPUT']);
    }
    expect(await clinic.contents()).toBe(before);
  });

  it.each<[string, Record<string, string>]>([
    ['role escalation by client header', { 'x-roles': 'PRACTITIONER', 'x-role': 'PRACTITIONER', roles: 'PRACTITIONER' }],
    ['practice chosen by client header', { 'x-practice-id': SAMPLE_PRACTICES.second.id, 'x-tenant': SAMPLE_PRACTICES.second.id }],
    ['person chosen by client header', { 'x-user-id': '0193a6f0-0000-7000-8000-0000000001d2', 'x-person-id': '0193a6f0-0000-7000-8000-0000000001d2' }],
  ])('%s', async (_flaw, headers) => {
    const response = await fetch(`${clinic.front.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${await clinic.front.token()}`, ...headers }, body: JSON.stringify({ query: 'query ($c: ID!) { claim(id: $c) { diagnosisCodes } }', variables: { c: claim } }) });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN', fields: ['Claim.diagnosisCodes'] } }] });
  });
});
