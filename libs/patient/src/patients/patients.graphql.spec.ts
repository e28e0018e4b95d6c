import { randomUUID } from 'node:crypto';
import { onStatement, schemaDrift, tenantTableFlaws, type StatementSent } from '@spindle/database';
import { patientSchema } from '../subgraph';
import { aPerson, PatientClinic } from '../testing/patient-clinic';

const REGISTER = `mutation ($input: RegisterPatientInput!) { registerPatient(input: $input) {
  patient { id version recordNumber name { full given family preferred } birthDate sex language source
    address { lines city state postalCode country } telecom { system use value } contacts { name relationship telephone } }
  errors { __typename ... on UserError { message } ... on InvalidInputError { field } ... on PossibleDuplicateError { candidates { id name { full } } } } } }`;

const UPDATE = `mutation ($input: UpdatePatientInput!) { updatePatient(input: $input) {
  patient { version name { full } language telecom { value } contacts { name } }
  errors { __typename ... on StaleVersionError { currentVersion } ... on InvalidInputError { field } } } }`;

interface Registered { readonly registerPatient: { readonly patient: { readonly id: string; readonly recordNumber: string; readonly [field: string]: unknown } | null; readonly errors: readonly Record<string, unknown>[] } }
interface Updated { readonly updatePatient: { readonly patient: Record<string, unknown> | null; readonly errors: readonly Record<string, unknown>[] } }

describe('patients', () => {
  let clinic: PatientClinic;
  beforeEach(async () => { clinic = await PatientClinic.open(); });
  afterEach(() => clinic.close());

  const register = async (otherwise: object = {}) => (await clinic.ask<Registered>(REGISTER, { input: aPerson(otherwise) })).data.registerPatient;
  const update = async (input: object) => (await clinic.ask<Updated>(UPDATE, { input: { idempotencyKey: randomUUID(), ...input } })).data.updatePatient;

  it('registers a patient and shows everything that was given', async () => {
    const { patient, errors } = await register();
    expect(errors).toEqual([]);
    expect(patient).toMatchObject({
      version: 1, recordNumber: '100001', name: { full: 'Agustín Núñez', given: ['Agustín'], family: 'Núñez', preferred: null }, birthDate: '1980-03-09', sex: 'MALE', language: 'es', source: 'RECORDED',
      address: { lines: ['12 Main St'], city: 'Broomfield', state: 'CO', postalCode: '80020', country: 'US' },
      telecom: [{ system: 'PHONE', use: 'MOBILE', value: '(303) 555-0142' }, { system: 'EMAIL', use: null, value: 'agustin@example.org' }],
      contacts: [{ name: 'Rosa Núñez', relationship: 'next of kin', telephone: '720-555-0101' }],
    });
  });

  it('numbers the charts of a practice one by one, each practice for itself', async () => {
    const numbers = [await register({ confirmedNew: true }), await register({ confirmedNew: true })].map(({ patient }) => patient?.recordNumber);
    const other = await clinic.ask<Registered>(REGISTER, { input: aPerson() }, clinic.viewer(clinic.otherPractice));
    expect([...numbers, other.data.registerPatient.patient?.recordNumber]).toEqual(['100001', '100002', '100001']);
  });

  it.each([
    ['name.family', { name: { given: ['A'], family: '  ' } }],
    ['name.given', { name: { given: [], family: 'B' } }],
    ['name.given', { name: { given: ['x'.repeat(101)], family: 'B' } }],
    ['birthDate', { birthDate: '2026-03-12' }],
    ['birthDate', { birthDate: '1799-01-01' }],
    ['language', { language: 'Spanish, I think' }],
    ['interpreterLanguage', { interpreterLanguage: 'by hand' }],
    ['telecom[0].value', { telecom: [{ system: 'PHONE', value: '12' }] }],
    ['telecom[0].value', { telecom: [{ system: 'EMAIL', value: 'nobody' }] }],
    ['telecom', { telecom: Array.from({ length: 11 }, () => ({ system: 'PHONE', value: '303-555-0142' })) }],
    ['contacts[0].name', { contacts: [{ name: '' }] }],
    ['contacts[0].telephone', { contacts: [{ name: 'Rosa', telephone: 'call her' }] }],
    ['address.lines', { address: { lines: ['1', '2', '3', '4', '5', '6'] } }],
  ])('refuses what cannot be accepted in %s, and stores nothing', async (field, otherwise) => {
    const before = await clinic.rowCounts();
    expect(await register(otherwise)).toMatchObject({ patient: null, errors: [{ __typename: 'InvalidInputError', field }] });
    expect(await clinic.rowCounts()).toEqual(before);
  });

  it('warns of a possible duplicate, names the candidates, and registers when a person has compared', async () => {
    const { patient } = await register();
    const twin = { name: { given: ['Augustin'], family: 'Nunez' } };
    const warned = await register(twin);
    expect(warned).toMatchObject({ patient: null, errors: [{ __typename: 'PossibleDuplicateError', candidates: [{ id: patient?.id, name: { full: 'Agustín Núñez' } }] }] });
    expect((await register({ ...twin, confirmedNew: true })).errors).toEqual([]);
  });

  it("does not warn of another practice's patients", async () => {
    await clinic.register({}, clinic.viewer(clinic.otherPractice));
    expect((await register()).errors).toEqual([]);
  });

  it('does once what is sent twice with one key, and refuses another input under it', async () => {
    const input = aPerson();
    const [first, second] = await Promise.all([clinic.ask<Registered>(REGISTER, { input }), clinic.ask<Registered>(REGISTER, { input })]);
    expect(second.data).toEqual(first.data);
    expect((await clinic.rowCounts())['patient']).toBe(1);
    expect(await register({ ...input, language: 'en' })).toMatchObject({ patient: null, errors: [{ __typename: 'IdempotencyKeyReusedError' }] });
  });

  it('tells scheduling and billing of each new patient, by id alone', async () => {
    const { patient } = await register();
    const events = await clinic.asAdmin('SELECT e.type, e.payload, d.subscriber, d.sequence FROM patient.outbox_event e JOIN patient.outbox_delivery d ON d.event_id = e.id ORDER BY d.subscriber');
    expect(events).toEqual(['billing', 'scheduling'].map((subscriber) => ({ type: 'PatientRegistered', payload: { patientId: patient?.id }, subscriber, sequence: 1 })));
  });

  it('changes what is given and keeps the rest', async () => {
    const id = await clinic.register();
    expect(await update({ id, version: 1, name: { given: ['Agustín', 'José'], family: 'Núñez' }, telecom: [] })).toEqual({
      patient: { version: 2, name: { full: 'Agustín José Núñez' }, language: 'es', telecom: [], contacts: [{ name: 'Rosa Núñez' }] }, errors: [] });
    expect(await update({ id, version: 2, language: null, interpreterLanguage: 'ase' })).toMatchObject({ patient: { version: 3, language: null } });
    const interpreter = async () => (await clinic.ask<{ patient: object }>('query ($id: ID!) { patient(id: $id) { interpreterLanguage } }', { id })).data.patient;
    expect(await interpreter()).toEqual({ interpreterLanguage: 'ase' });
    await update({ id, version: 3, interpreterLanguage: null });
    expect(await interpreter()).toEqual({ interpreterLanguage: null });
  });

  it('refuses a change on an old version, tells the present one, and changes nothing', async () => {
    const id = await clinic.register();
    await update({ id, version: 1, language: 'en' });
    expect(await update({ id, version: 1, language: 'vi' })).toMatchObject({ patient: null, errors: [{ __typename: 'StaleVersionError', currentVersion: 2 }] });
    expect((await clinic.ask<{ patient: object }>('query ($id: ID!) { patient(id: $id) { version language } }', { id })).data.patient).toEqual({ version: 2, language: 'en' });
  });

  it('lets one of two simultaneous changes win', async () => {
    const id = await clinic.register();
    const outcomes = await Promise.all(['en', 'vi'].map((language) => update({ id, version: 1, language })));
    expect(outcomes.map(({ errors }) => errors.map((error) => error['__typename'])).flat()).toEqual(['StaleVersionError']);
  });

  it('refuses to empty what a patient must have', async () => {
    const id = await clinic.register();
    expect(await update({ id, version: 1, birthDate: null })).toMatchObject({ errors: [{ __typename: 'InvalidInputError', field: 'birthDate' }] });
  });

  it("answers for another practice's patient as for one that does not exist", async () => {
    const id = await clinic.register({}, clinic.viewer(clinic.otherPractice));
    const ask = (each: string) => clinic.ask<{ patient: object | null }>('query ($id: ID!) { patient(id: $id) { recordNumber } }', { id: each });
    expect(await ask(id)).toEqual(await ask(randomUUID()));
    expect((await ask(id)).data.patient).toBeNull();
    expect(await update({ id, version: 1, language: 'en' })).toMatchObject({ patient: null, errors: [{ __typename: 'PatientNotFoundError' }] });
    const entities = await clinic.ask<{ _entities: unknown[] }>('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Patient { recordNumber } } }', { r: [{ __typename: 'Patient', id }] });
    expect(entities.data._entities).toEqual([null]);
  });

  it('refuses a malformed id by name, and the search to patients', async () => {
    expect((await clinic.ask('{ patient(id: "12") { id } }')).errors).toEqual([{ code: 'BAD_USER_INPUT', message: expect.stringContaining('`id`') }]);
    expect((await clinic.ask('{ searchPatients(text: "a") { edges { node { id } } } }', {}, clinic.viewer(clinic.practice, 'PATIENT'))).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('resolves many references, malformed ones among them, each for itself and with one statement', async () => {
    const ids = [await clinic.register(), await clinic.register(), await clinic.register()];
    const representations = [...ids, 'rubbish', randomUUID()].map((id) => ({ __typename: 'Patient', id }));
    const statements: StatementSent[] = [];
    const stop = onStatement((statement) => statements.push(statement));
    const { data } = await clinic.ask<{ _entities: ({ id: string } | null)[] }>('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Patient { id telecom { value } } } }', { r: representations });
    stop();
    expect(data._entities.map((entity) => entity?.id ?? null)).toEqual([...ids, null, null]);
    expect(statements.map(({ purpose }) => purpose)).toEqual(['OPEN', 'DOMAIN', 'DOMAIN', 'SAVEPOINT', 'AUDIT', 'COMMIT']);
  });

  it('keeps every table under row-level security, and entities and migrations in step', async () => {
    expect(await tenantTableFlaws(clinic.test.adminUrl)).toEqual([]);
    expect(await schemaDrift(patientSchema, clinic.test)).toEqual([]);
  });
});
