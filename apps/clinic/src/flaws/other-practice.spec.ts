import { randomUUID } from 'node:crypto';
import { newId } from '@spindle/database';
import { DEMO_PEOPLE, SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { keyRing, signRequest, type DomainEvent } from '@spindle/subgraph';
import { TestClinic, type As } from '../testing/test-clinic';

const THEIRS = SAMPLE_PRACTICES.second.id;
const ADMIN: As = { role: 'PRACTICE_ADMIN' };

/** Root fields by id, each with what is asked and the table whose rows it shows. */
const BY_ID = [
  ['patient', 'name { full }', 'patient.patient'], ['appointment', 'startsAt', 'scheduling.appointment'], ['claim', 'state', 'billing.claim'], ['coverage', 'priority', 'billing.coverage'],
  ['encounter', 'status', 'patient.encounter'], ['location', 'name', 'scheduling.location'], ['practitioner', 'npi', 'scheduling.practitioner'],
] as const;

const REGISTER = 'mutation ($input: RegisterPatientInput!) { registerPatient(input: $input) { patient { id } errors { __typename ... on PossibleDuplicateError { candidates { id } } } } }';

/** What another practice has, looked for from this one. An id of theirs is an id that never was. */
describe('another practice', () => {
  let clinic: TestClinic;
  let before: string;
  beforeAll(async () => { clinic = await TestClinic.start(); before = await clinic.contents(); }, 120_000);
  afterAll(() => clinic.stop());

  const theirs = async (table: (typeof BY_ID)[number][2] | 'billing.insurance_plan'): Promise<string> => {
    const [row] = await clinic.rows<{ id: string }>('SELECT id FROM proof_of($1, $2) AS id', [table, THEIRS]);
    return row?.id ?? '';
  };
  beforeAll(() => clinic.rows(`CREATE FUNCTION proof_of(relation regclass, practice uuid) RETURNS uuid LANGUAGE plpgsql AS $$ DECLARE found uuid; BEGIN
    EXECUTE format('SELECT id FROM %s WHERE practice_id = $1 ORDER BY id LIMIT 1', relation) INTO found USING practice; RETURN found; END $$`));

  it.each(BY_ID)('cross-practice id: %s', async (field, fields, table) => {
    const query = `query ($id: ID!) { ${field}(id: $id) { id ${fields} } }`;
    const as: As = field === 'claim' ? { role: 'BILLER' } : {};
    const id = await theirs(table);
    expect((await clinic.front.ask(query, { id }, { ...as, practiceId: THEIRS })).data).toEqual({ [field]: expect.objectContaining({ id }) as unknown });
    expect((await clinic.front.ask(query, { id }, as)).text).toBe((await clinic.front.ask(query, { id: randomUUID() }, as)).text);
  });

  it.each<[string, string, (id: string) => object]>([
    ['patient.patient', 'updatePatient', (id) => ({ id, version: 1, language: 'en' })],
    ['scheduling.appointment', 'cancelAppointment', (appointmentId) => ({ appointmentId, version: 1, reasonCode: 'OTHER', reason: 'planted' })],
    ['billing.claim', 'discardClaim', (claimId) => ({ claimId, version: 1, reason: 'planted' })],
    ['billing.coverage', 'endCoverage', (coverageId) => ({ coverageId, version: 1, validTo: '2026-12-31' })],
    ['patient.patient', 'mergePatients', (mergedId) => ({ survivorId: DEMO_PEOPLE.PATIENT.patientId, mergedId, reason: 'The same person twice.' })],
    ['patient.patient', 'pinAlert', (patientId) => ({ patientId, category: 'ADMINISTRATIVE', text: 'planted' })],
    ['scheduling.location', 'closeLocation', (locationId) => ({ locationId, kind: 'CLOSURE', name: 'planted', localFrom: '2027-05-05T10:00', localUntil: '2027-05-05T11:00' })],
    ['billing.insurance_plan', 'addCoverage', (planId) => ({ planId, patientId: DEMO_PEOPLE.PATIENT.patientId, priority: 'TERTIARY', memberId: 'M1', relationship: 'SELF', validFrom: '2026-03-01' })],
  ])('cross-practice change: a row of %s by %s', async (table, name, input) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const change = (id: string) => clinic.front.ask<Record<string, { errors: object[] }>>(`mutation ($input: ${type}Input!) { ${name}(input: $input) { errors { __typename ... on UserError { message } } } }`, { input: { idempotencyKey: randomUUID(), ...input(id) } }, ADMIN);
    const reply = await change(await theirs(table as 'patient.patient'));
    expect(reply.data[name]?.errors).toHaveLength(1);
    expect(reply.text).toBe((await change(randomUUID())).text);
  });

  it('none of these changes wrote anything', async () => { expect(await clinic.contents()).toBe(before); });

  it('cross-practice search and duplicate hint: who is known there is found nowhere here, and is new here', async () => {
    const input = { name: { given: ['Only'], family: 'Elsewhere' }, birthDate: '1971-02-03', sex: 'OTHER', confirmedNew: false };
    const register = (as: As) => clinic.front.ask<{ registerPatient: { patient: object | null; errors: { __typename: string }[] } }>(REGISTER, { input: { idempotencyKey: randomUUID(), ...input } }, as);
    const found = async (as: As) => (await clinic.front.ask<{ searchPatients: { edges: unknown[] } }>('query ($text: String!) { searchPatients(text: $text) { edges { node { id } } } }', { text: 'Elsewhere' }, as)).data.searchPatients.edges.length;
    expect((await register({ practiceId: THEIRS })).data.registerPatient.errors).toEqual([]);
    expect((await register({ practiceId: THEIRS })).data.registerPatient.errors).toMatchObject([{ __typename: 'PossibleDuplicateError' }]);
    expect([await found({ practiceId: THEIRS }), await found({})]).toEqual([1, 0]);
    expect((await register({})).data.registerPatient).toMatchObject({ patient: {}, errors: [] });
  });

  it('answer stolen by its idempotency key: another person, and another practice, get work of their own', async () => {
    const input = { idempotencyKey: randomUUID(), name: { given: ['Key'], family: 'Holder' }, birthDate: '1971-02-03', sex: 'OTHER', confirmedNew: true };
    const register = async (as: As) => (await clinic.front.ask<{ registerPatient: { patient: { id: string } } }>(REGISTER, { input }, as)).data.registerPatient.patient.id;
    const ids = [await register({}), await register(ADMIN), await register({ practiceId: THEIRS }), await register({})];
    expect([new Set(ids).size, ids[3]]).toEqual([3, ids[0]]);
  });

  it.each<[string, string]>([
    ['forged _entities at the gateway', `{ _entities(representations: [{ __typename: "Patient", id: "${DEMO_PEOPLE.PATIENT.patientId}" }]) { ... on Patient { id } } }`],
    ['schema of a subgraph by _service', '{ _service { sdl } }'],
    ['field of the joining directives', '{ join__Graph { name } }'],
  ])('%s: no such field', async (_flaw, query) => {
    expect((await clinic.front.ask(query, {}, ADMIN)).errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('calendar file by a guessed hash: not for people', async () => {
    const { errors } = await clinic.front.ask('query ($hash: String!) { calendarFile(tokenHash: $hash) { text } }', { hash: '0'.repeat(64) }, ADMIN);
    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', fields: expect.arrayContaining(['Query.calendarFile']) as unknown });
  });

  it('anonymous calendar leak: the file behind an address names no patient and says nothing of a treatment', async () => {
    const create = 'mutation ($input: CreateCalendarFeedInput!) { createCalendarFeed(input: $input) { token } }';
    const { data } = await clinic.front.ask<{ createCalendarFeed: { token: string } }>(create, { input: { idempotencyKey: randomUUID(), practitionerId: DEMO_PEOPLE.PRACTITIONER.practitionerId } });
    const text = (await (await fetch(`${clinic.front.url}/calendar/${data.createCalendarFeed.token}.ics`)).text()).replaceAll('\r\n ', '');
    expect(text).toContain('BEGIN:VEVENT');
    const people = await clinic.rows<{ name: string }>('SELECT DISTINCT p.family_name AS name FROM patient.patient p JOIN scheduling.appointment a ON a.patient_id = p.id WHERE a.practitioner_id = $1', [DEMO_PEOPLE.PRACTITIONER.practitionerId]);
    expect(people.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
    expect(text).not.toMatch(/needl|adjust|therapy|birth|\d{3}-\d{3}-\d{4}/i);
  });

  it('calendar of another practice by its prefix in the token', async () => {
    const prefix = Buffer.from(THEIRS.replaceAll('-', ''), 'hex').toString('base64url');
    const create = 'mutation ($input: CreateCalendarFeedInput!) { createCalendarFeed(input: $input) { token } }';
    const { data } = await clinic.front.ask<{ createCalendarFeed: { token: string } }>(create, { input: { idempotencyKey: randomUUID(), practitionerId: DEMO_PEOPLE.PRACTITIONER.practitionerId } });
    expect((await fetch(`${clinic.front.url}/calendar/${prefix}.${data.createCalendarFeed.token.split('.')[1]}.ics`)).status).toBe(404);
  });

  it('anonymous visitor beyond the page: patients, visits and staff\'s lists are refused', async () => {
    for (const query of ['{ patient(id: "x") { id } }', '{ searchPatients(text: "a") { edges { node { id } } } }', '{ claimWorklist { edges { node { id } } } }', `{ appointment(id: "${randomUUID()}") { id } }`]) {
      const response = await fetch(`${clinic.front.url}/public/spindle/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
      expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('FORBIDDEN')]);
    }
  });

  it('replayed event: what was signed once is taken once', async () => {
    const event: DomainEvent = { id: newId(), type: 'AppointmentChanged', version: 1, practiceId: THEIRS, source: 'scheduling', aggregateId: newId(), sequence: 1, occurredAt: '2026-03-09T14:00:00Z', payload: { appointmentId: newId(), version: 1, practitionerId: newId(), locationId: newId(), date: '2026-03-09', patientId: null } };
    const body = JSON.stringify(event);
    const viewer = { practiceId: THEIRS, personId: newId<'Person'>(), roles: ['SERVICE'] as const, siteIds: null };
    const token = await signRequest(keyRing('subgraph requests', { secret: clinic.database.secret }), { audience: 'gateway', body, operation: event.type, request: { viewer, requestId: 'r' } });
    const deliver = async (sent: string) => (await fetch(`${clinic.front.url}/events`, { method: 'POST', body: sent, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } })).status;
    expect([await deliver(body), await deliver(body), await deliver(body.replace('"version":1,"practiceId"', '"version":2,"practiceId"'))]).toEqual([200, 401, 401]);
  });
});
