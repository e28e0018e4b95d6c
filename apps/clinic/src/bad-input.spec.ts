import { randomUUID } from 'node:crypto';
import { SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { TestClinic, type As } from './testing/test-clinic';

const BOOK = 'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { appointment { id } errors { __typename ... on UserError { message } } } }';
const REGISTER = 'mutation ($input: RegisterPatientInput!) { registerPatient(input: $input) { patient { id } errors { __typename ... on UserError { message } } } }';
const UPDATE = 'mutation ($input: UpdatePatientInput!) { updatePatient(input: $input) { patient { id } errors { __typename ... on UserError { message } } } }';
const COVER = 'mutation ($input: AddCoverageInput!) { addCoverage(input: $input) { coverage { id } errors { __typename ... on UserError { message } } } }';
const DISCARD = 'mutation ($input: DiscardClaimInput!) { discardClaim(input: $input) { claim { id } errors { __typename ... on UserError { message } } } }';

const person = { name: { given: ['Bad'], family: 'Input' }, birthDate: '1980-01-01', sex: 'OTHER', confirmedNew: true };
const deep = (levels: number): string => `{ patient(id: "${randomUUID()}") ${'{ appointments { edges { node { patient '.repeat(levels)}{ id }${' } } } }'.repeat(levels)} }`;

describe('bad input gets a clear, typed answer at the gateway, and nothing is written', () => {
  let clinic: TestClinic;
  let before: string;
  beforeAll(async () => {
    clinic = await TestClinic.start();
    before = await clinic.contents();
  });
  afterAll(() => clinic.stop());
  afterEach(async () => { expect(await clinic.contents()).toBe(before); });

  const idOf = async (table: string, practice: string = SAMPLE_PRACTICES.spindle.id) => (await clinic.rows<{ id: string }>(`SELECT id FROM ${table} WHERE practice_id = $1 ORDER BY id LIMIT 1`, [practice]))[0]?.id;

  it.each<[string, string, object, string]>([
    ['a malformed id', '{ patient(id: "12") { id } }', {}, 'BAD_USER_INPUT'],
    ['a malformed id in a variable', 'query ($id: ID!) { claim(id: $id) { id } }', { id: "x' OR 1=1" }, 'BAD_USER_INPUT'],
    ['a malformed id in an input', BOOK, { input: { idempotencyKey: 'again', patientId: '1', practitionerId: '2', locationId: '3', serviceTypeCode: 'x', startsAt: '2027-01-01T10:00:00Z' } }, 'BAD_USER_INPUT'],
    ['an unknown field', '{ patient(id: "0193a6f0-0000-7000-8000-0000000000f1") { shoeSize } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown argument', '{ patient(identity: "1") { id } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown enum value', '{ claimWorklist(states: [LOST]) { edges { node { id } } } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown enum value in a variable', REGISTER, { input: { ...person, idempotencyKey: randomUUID(), sex: 'BOTH' } }, 'BAD_USER_INPUT'],
    ['a closed state on the worklist', '{ claimWorklist(states: [CLOSED]) { edges { node { id } } } }', {}, 'BAD_USER_INPUT'],
    ['a number where a text belongs', REGISTER, { input: { ...person, idempotencyKey: randomUUID(), name: { given: [1], family: 'x' } } }, 'BAD_USER_INPUT'],
    ['a missing field', REGISTER, { input: { idempotencyKey: randomUUID(), name: person.name } }, 'BAD_USER_INPUT'],
    ['a missing variable', 'query ($id: ID!) { patient(id: $id) { id } }', {}, 'BAD_USER_INPUT'],
    ['a date that does not exist', `{ daySheet(locationId: "${SAMPLE_LOCATION_IDS.broomfield}", date: "2026-02-30") { date } }`, {}, 'BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED'],
    ['a date that does not exist in a variable', 'query ($l: ID!, $d: Date!) { daySheet(locationId: $l, date: $d) { date } }', { l: SAMPLE_LOCATION_IDS.broomfield, d: '2027-02-29' }, 'BAD_USER_INPUT'],
    ['an instant without an offset', BOOK, { input: { idempotencyKey: randomUUID(), patientId: randomUUID(), practitionerId: randomUUID(), locationId: randomUUID(), serviceTypeCode: 'x', startsAt: '2027-01-01T10:00:00' } }, 'BAD_USER_INPUT'],
    ['a page too large', '{ claimWorklist(first: 101) { edges { node { id } } } }', {}, 'BAD_USER_INPUT'],
    ['a page of less than one', '{ payers(first: 0) { edges { node { id } } } }', {}, 'BAD_USER_INPUT'],
    ['a foreign cursor', '{ payers(after: "bm9wZQ") { edges { node { id } } } }', {}, 'BAD_USER_INPUT'],
    ['a syntax error', '{ patient(', {}, 'GRAPHQL_PARSE_FAILED'],
    ['too deep an operation', deep(12), {}, '.+'],
    ['too many aliases', `{ ${Array.from({ length: 300 }, (_, n) => `a${n}: locations { edges { node { id } } }`).join(' ')} }`, {}, '.+'],
    ['too long an operation', `{ ${'locations { edges { node { id } } } '.repeat(10_000)} }`, {}, '.+'],
  ])('%s', async (_what, query, variables, code) => {
    const { status, errors } = await clinic.front.ask(query, variables, { role: 'PRACTICE_ADMIN' });
    expect(status).toBeLessThan(500);
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) {
      expect(error.extensions.code).toMatch(new RegExp(`^(${code})$`));
      expect(error.extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
      expect(error.message.length).toBeGreaterThan(10);
    }
  });

  it.each<[string, string, (ids: { patient: string; claim: string; theirs: string; plan: string }) => object, string]>([
    ["another practice's patient", UPDATE, ({ theirs }) => ({ id: theirs, version: 1, language: 'en' }), 'PatientNotFoundError'],
    ['a patient that never was', UPDATE, () => ({ id: randomUUID(), version: 1, language: 'en' }), 'PatientNotFoundError'],
    ['a stale version', UPDATE, ({ patient }) => ({ id: patient, version: 999, language: 'en' }), 'StaleVersionError'],
    ['an empty name', REGISTER, () => ({ ...person, name: { given: [''], family: '' } }), 'InvalidInputError'],
    ['a birth date to come', REGISTER, () => ({ ...person, birthDate: '2999-01-01' }), 'InvalidInputError'],
    ['a practitioner that never was', BOOK, ({ patient }) => ({ patientId: patient, practitionerId: randomUUID(), locationId: SAMPLE_LOCATION_IDS.broomfield, serviceTypeCode: 'x', startsAt: '2027-06-01T16:00:00Z' }), 'InvalidInputError|LocationMismatchError'],
    ['a coverage that ends before it begins', COVER, ({ patient, plan }) => ({ patientId: patient, planId: plan, priority: 'TERTIARY', memberId: 'M1', relationship: 'SELF', validFrom: '2026-03-01', validTo: '2026-02-01' }), 'InvalidInputError'],
    ['a plan that never was', COVER, ({ patient }) => ({ patientId: patient, planId: randomUUID(), priority: 'TERTIARY', memberId: 'M1', relationship: 'SELF', validFrom: '2026-03-01' }), 'InsurancePlanNotFoundError'],
    ['a claim that is past discarding', DISCARD, ({ claim }) => ({ claimId: claim, version: 1, reason: 'Entered twice' }), 'ClaimTransitionError|StaleVersionError'],
  ])('%s', async (_what, query, input, kind) => {
    const [closed] = await clinic.rows<{ id: string }>(`SELECT id FROM billing.claim WHERE practice_id = $1 AND state = 'CLOSED' ORDER BY id LIMIT 1`, [SAMPLE_PRACTICES.spindle.id]);
    const ids = { patient: await idOf('patient.patient') ?? '', theirs: await idOf('patient.patient', SAMPLE_PRACTICES.second.id) ?? '', plan: await idOf('billing.insurance_plan') ?? '', claim: closed?.id ?? '' };
    const { status, data, errors } = await clinic.front.ask<Record<string, { errors: { __typename: string; message: string }[] }>>(query, { input: { idempotencyKey: randomUUID(), ...input(ids) } }, { role: 'PRACTICE_ADMIN' });
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
    const [payload] = Object.values(data);
    expect(payload?.errors.map(({ __typename }) => __typename)).toEqual([expect.stringMatching(new RegExp(`^(${kind})$`))]);
    expect(payload?.errors[0]?.message.length).toBeGreaterThan(10);
  });

  it.each<[string, Record<string, string>, number]>([
    ['no token', {}, 401],
    ['a token that is none', { authorization: 'Bearer x.y.z' }, 401],
    ['another scheme', { authorization: 'Basic Zm9vOmJhcg==' }, 401],
  ])('%s is answered with %s', async (_what, headers, status) => {
    const response = await fetch(`${clinic.front.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query: '{ locations { edges { node { id } } } }' }) });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain('UNAUTHENTICATED');
  });

  it.each<[string, string, string]>([
    ['text that is no JSON', 'application/json', '{"query":'],
    ['a form', 'application/x-www-form-urlencoded', 'query={locations{edges{node{id}}}}'],
    ['an empty body', 'application/json', ''],
    ['a list of operations', 'application/json', '[{"query":"{ locations { edges { node { id } } } }"},{"query":"{ locations { edges { node { id } } } }"}]'],
    ['variables that are a text', 'application/json', '{"query":"{ locations { edges { node { id } } } }","variables":"none"}'],
  ])('%s is a mistake of the client, not of ours', async (_what, type, body) => {
    const response = await fetch(`${clinic.front.url}/graphql`, { method: 'POST', headers: { 'content-type': type, authorization: `Bearer ${await clinic.front.token()}` }, body });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });

  it('lets nobody write who only reads, over GET', async () => {
    const query = encodeURIComponent(`mutation { registerPatient(input: { idempotencyKey: "${randomUUID()}", name: { given: ["A"], family: "B" }, birthDate: "1980-01-01", sex: OTHER }) { patient { id } } }`);
    const response = await fetch(`${clinic.front.url}/graphql?query=${query}`, { headers: { authorization: `Bearer ${await clinic.front.token()}`, 'apollo-require-preflight': '1' } });
    expect(response.status).toBe(405);
  });

  it.each<As>([{ role: 'PATIENT' }])('refuses staff operations to %j', async (as) => {
    const { errors, data } = await clinic.front.ask<{ locations: unknown }>('{ claimWorklist { edges { node { id } } } }', {}, as);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(data).toBeUndefined();
  });
});

describe('a mutation that is sent again', () => {
  let clinic: TestClinic;
  beforeAll(async () => { clinic = await TestClinic.start(); });
  afterAll(() => clinic.stop());

  it('does its work once, whoever wins, and gives the same answer each time', async () => {
    const input = { ...person, idempotencyKey: randomUUID() };
    const replies = await Promise.all(Array.from({ length: 20 }, () => clinic.front.ask(REGISTER, { input })));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(await clinic.rows(`SELECT 1 FROM patient.patient WHERE family_name = 'Input'`)).toHaveLength(1);
    const changed = await clinic.front.ask<{ registerPatient: { errors: { __typename: string }[] } }>(REGISTER, { input: { ...input, sex: 'MALE' } });
    expect(changed.data.registerPatient.errors.map(({ __typename }) => __typename)).toEqual(['IdempotencyKeyReusedError']);
  });
});
