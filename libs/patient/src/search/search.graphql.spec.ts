import { Client } from 'pg';
import { roleUrl } from '@spindle/database';
import { PatientClinic } from '../testing/patient-clinic';
import { SEARCH_PATIENTS } from './search.repository';
import { parseSearch } from './search-tokens';

const SEARCH = `query ($text: String!, $first: Int, $after: String) { searchPatients(text: $text, first: $first, after: $after) {
  edges { cursor node { name { full } } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;

interface Found { readonly searchPatients: { readonly edges: { cursor: string; node: { name: { full: string } } }[]; readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null } } }

describe('patient search', () => {
  let clinic: PatientClinic;
  beforeAll(async () => {
    clinic = await PatientClinic.open();
    await clinic.register({ name: { given: ['Agustín'], family: 'Núñez' }, birthDate: '1980-03-09', telecom: [{ system: 'PHONE', value: '303-555-0142' }] });
    await clinic.register({ name: { given: ['Rosa'], family: 'Núñez' }, birthDate: '1980-03-09', telecom: [{ system: 'PHONE', value: '303-555-0142' }] });
    await clinic.register({ name: { given: ['Freda'], family: "O'Connell" }, birthDate: '1955-12-31', telecom: [] });
    await clinic.register({ name: { given: ['Agustín'], family: 'Núñez' }, birthDate: '1980-03-09' }, clinic.viewer(clinic.otherPractice));
  });
  afterAll(() => clinic.close());

  const search = async (text: string, page: object = {}) => (await clinic.ask<Found>(SEARCH, { text, ...page })).data.searchPatients;
  const names = async (text: string) => (await search(text)).edges.map(({ node }) => node.name.full);

  it.each([
    ['nunez', ['Agustín Núñez', 'Rosa Núñez']],
    ['nun agu', ['Agustín Núñez']],
    ['0142', ['Agustín Núñez', 'Rosa Núñez']],
    ['(303) 555-0142 rosa', ['Rosa Núñez']],
    ['12/31/1955', ["Freda O'Connell"]],
    ['oconn', ["Freda O'Connell"]],
    ['100003', ["Freda O'Connell"]],
    ['', []],
    ['nobody', []],
    ["'; DROP TABLE patient.patient; --", []],
  ])('finds by "%s", by name, in this practice only', async (text, found) => expect(await names(text)).toEqual(found));

  it('pages through what it finds, each once', async () => {
    const first = await search('nunez', { first: 1 });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await search('nunez', { first: 1, after: first.pageInfo.endCursor });
    expect([...first.edges, ...second.edges].map(({ node }) => node.name.full)).toEqual(['Agustín Núñez', 'Rosa Núñez']);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it.each([[{ first: 0 }], [{ first: 101 }], [{ after: 'rubbish' }], [{ after: Buffer.from('["a"]').toString('base64url') }]])('refuses a page of %j', async (page) => {
    expect((await clinic.ask(SEARCH, { text: 'nunez', ...page })).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });

  it('follows a change of name', async () => {
    const id = await clinic.register({ name: { given: ['Wilhelmina'], family: 'Before' } });
    await clinic.ask('mutation ($input: UpdatePatientInput!) { updatePatient(input: $input) { errors { __typename } } }', { input: { idempotencyKey: crypto.randomUUID(), id, version: 1, name: { given: ['Wilhelmina'], family: 'After' } } });
    expect([await names('wilhelmina before'), await names('wilhelmina after')]).toEqual([[], ['Wilhelmina After']]);
  });

  it('reads no table from end to end as the service role, among two thousand patients', async () => {
    await clinic.asAdmin(`INSERT INTO patient.patient (practice_id, id, version, record_number, given_names, family_name, sort_name, birth_date, sex, address_lines, source, created_at, updated_at)
      SELECT $1, gen_random_uuid(), 1, 'F' || n, ARRAY['Filler'], 'Person' || n, 'person' || n || ' filler', '1970-01-01', 'OTHER', '{}', 'RECORDED', now(), now() FROM generate_series(1, 2000) n`, [clinic.practice]);
    await clinic.asAdmin(`INSERT INTO patient.patient_search (practice_id, token, patient_id) SELECT practice_id, token, id FROM patient.patient, unnest(ARRAY['filler', sort_name, 'tel:' || md5(id::text), 'dob:1970-01-01', 'rec:' || lower(record_number)]) token WHERE record_number LIKE 'F%' ON CONFLICT DO NOTHING`);
    await clinic.asAdmin('ANALYZE patient.patient, patient.patient_search');
    const terms = parseSearch('person7 0142');
    const ranges = terms.flatMap((term, index) => term.ranges.map((range) => ({ ...range, index })));
    const plan = await explain(clinic, SEARCH_PATIENTS.text, [clinic.practice, ranges.map(({ index }) => index), ranges.map(({ from }) => from), ranges.map(({ to }) => to), terms.length, null, null, 21]);
    expect(plan).toContain('patient_search_pkey');
    expect(plan).not.toMatch(/Seq Scan on (patient|patient_search)\b/);
  });
});

async function explain(clinic: PatientClinic, text: string, values: readonly unknown[]): Promise<string> {
  const client = new Client({ connectionString: roleUrl(clinic.test.url, 'patient_service', clinic.test.secret) });
  await client.connect();
  await client.query('BEGIN');
  await client.query(`SELECT set_config('app.practice_id', $1, true)`, [clinic.practice]);
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [...values]);
  await client.end();
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}
