import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { jsonLogger } from '@spindle/subgraph';
import { startClinic, type Clinic } from '../clinic';
import { Front, TestClinic } from '../testing/test-clinic';

/** What no answer may hold: addresses, paths, stacks, SQL, names of roles and tables. */
const INTERNAL = /127\.0\.0\.1|localhost|node_modules|\.ts:|stack|SELECT|_service|postgres|ECONN|syntax error at/i;
const SEARCH = 'query ($text: String!) { searchPatients(text: $text) { edges { node { id } } } }';
const LIST = 'query ($first: Int, $after: String) { payers(first: $first, after: $after) { edges { node { id } } } }';
const REGISTER = 'mutation ($input: RegisterPatientInput!) { registerPatient(input: $input) { patient { id } errors { __typename ... on UserError { message } } } }';
const person = (otherwise: object = {}): object => ({ idempotencyKey: randomUUID(), name: { given: ['Harm'], family: 'Less' }, birthDate: '1980-01-01', sex: 'OTHER', confirmedNew: true, ...otherwise });

/** Values that are meant to break what reads them. Each is refused or finds nothing; none is our fault, none leaves a trace. */
describe('hostile input', () => {
  let clinic: TestClinic;
  let logged: Clinic;
  let before: string;
  const lines: string[] = [];
  beforeAll(async () => {
    clinic = await TestClinic.start();
    logged = await startClinic({ place: clinic.database, port: 0, logger: jsonLogger((line) => lines.push(line)), guards: { rates: false } });
    before = await clinic.contents();
  }, 120_000);
  afterAll(async () => {
    await logged.stop();
    await clinic.stop();
  });

  async function raw(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
    const response = await fetch(`${clinic.front.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${await clinic.front.token({ role: 'PRACTICE_ADMIN' })}`, ...headers }, body });
    return { status: response.status, text: await response.text() };
  }

  it.each<[string, string]>([
    ['SQL injection by a search', "' OR 1=1 --"], ['SQL injection by a stacked statement', "x'; DROP TABLE patient.patient; --"], ['enumeration by wildcards', '%'], ['enumeration by a wildcard for one letter', '____'],
    ['null byte in a search', 'zqx\u0000jqz'], ['regular expression denial of service', `${'a'.repeat(40_000)}!`], ['bidirectional override', '\u202Egnp.exe\u202C'], ['combining flood', `zqxj${'\u0301'.repeat(5_000)}`], ['lone surrogate', '\uD800'],
  ])('%s: finds nobody', async (_flaw, text) => {
    const reply = await clinic.front.ask<{ searchPatients: { edges: unknown[] } } | null>(SEARCH, { text });
    expect(reply.status).toBeLessThan(500);
    expect(reply.data?.searchPatients.edges ?? []).toEqual([]);
    expect(reply.errors.map(({ extensions }) => extensions.code)).not.toContain('INTERNAL_SERVER_ERROR');
    expect(reply.text).not.toMatch(INTERNAL);
  });

  it.each<[string, string, object]>([
    ['sort injection', 'query ($id: ID!) { patient(id: $id) { appointments(order: "starts_at; DROP TABLE x") { edges { node { id } } } } }', { id: randomUUID() }],
    ['sort injection by a variable', 'query ($id: ID!, $order: AppointmentOrder) { patient(id: $id) { appointments(order: $order) { edges { node { id } } } } }', { id: randomUUID(), order: 'starts_at DESC; --' }],
    ['SQL injection by an id', '{ patient(id: "x\' OR \'1\'=\'1") { id } }', {}],
    ['type confusion: an object for an id', 'query ($id: ID!) { patient(id: $id) { id } }', { id: { $ne: null } }],
    ['type confusion: a list for an id', 'query ($id: ID!) { patient(id: $id) { id } }', { id: [randomUUID()] }],
    ['cursor tampering: no cursor', LIST, { after: 'x' }],
    ['cursor tampering: SQL in a cursor', LIST, { after: Buffer.from(`["' OR 1=1 --","${randomUUID()}"]`).toString('base64url') }],
    ['cursor tampering: another list\'s form', LIST, { after: Buffer.from('[1,2,3,4]').toString('base64url') }],
    ['page size flood', LIST, { first: 1_000_000 }],
    ['negative page size', LIST, { first: -1 }],
    ['integer overflow', 'mutation ($input: UpdatePatientInput!) { updatePatient(input: $input) { patient { id } } }', { input: { idempotencyKey: randomUUID(), id: randomUUID(), version: 2 ** 31 } }],
    ['mass assignment by __proto__', REGISTER, { input: JSON.parse(`{"idempotencyKey":"${randomUUID()}","__proto__":{"confirmedNew":true}}`) as object }],
  ])('%s: refused as a mistake of the client', async (_flaw, query, variables) => {
    const { status, text, errors } = await clinic.front.ask(query, variables, { role: 'PRACTICE_ADMIN' });
    expect([status < 500, errors.length > 0]).toEqual([true, true]);
    for (const { extensions } of errors) expect(extensions.code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
    expect(text).not.toMatch(INTERNAL);
  });

  it('none of it wrote anything', async () => { expect(await clinic.contents()).toBe(before); });

  it('cursor of another practice: shows nothing of it', async () => {
    const { data } = await clinic.front.ask<{ payers: { pageInfo: { endCursor: string } } }>('{ payers(first: 1) { edges { node { id } } pageInfo { endCursor } } }', {}, { role: 'BILLER', practiceId: SAMPLE_PRACTICES.second.id });
    const { data: own } = await clinic.front.ask<{ payers: { edges: { node: { id: string } }[] } }>(LIST, { first: 100, after: data.payers.pageInfo.endCursor }, { role: 'BILLER' });
    const theirs = await clinic.rows<{ id: string }>('SELECT id FROM billing.payer WHERE practice_id = $1', [SAMPLE_PRACTICES.second.id]);
    expect(own.payers.edges.filter(({ node }) => theirs.some(({ id }) => id === node.id))).toEqual([]);
  });

  it('prototype pollution by a body: no object of ours has what it names', async () => {
    const body = `{"query":"{ __typename }","variables":{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}},"extensions":{"__proto__":{"polluted":"yes"}},"__proto__":{"polluted":"yes"}}`;
    expect((await raw(body)).status).toBeLessThan(500);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('null byte in a name: it is refused or left away, and stands in no record', async () => {
    const { status, data, errors } = await clinic.front.ask<{ registerPatient: { patient: { id: string } | null } } | null>(REGISTER, { input: person({ name: { given: ['Nul\u0000l'], family: 'Byte\u0000' } }) });
    expect([status < 500, errors.map(({ extensions }) => extensions.code).filter((code) => code === 'INTERNAL_SERVER_ERROR')]).toEqual([true, []]);
    const shown = await clinic.front.ask('query ($id: ID!) { patient(id: $id) { name { full } } }', { id: data?.registerPatient.patient?.id ?? randomUUID() });
    expect(shown.text).not.toMatch(/\\u0000|\u0000/);
  });

  it('stored markup: a name is answered as it was given, in a form no browser runs', async () => {
    const given = '<script>alert(1)</script>';
    const { data } = await clinic.front.ask<{ registerPatient: { patient: { id: string } } }>(REGISTER, { input: person({ name: { given: [given], family: 'Less' } }) });
    const response = await fetch(`${clinic.front.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${await clinic.front.token()}` }, body: JSON.stringify({ query: 'query ($id: ID!) { patient(id: $id) { name { given } } }', variables: { id: data.registerPatient.patient.id } }) });
    expect([response.headers.get('content-type'), response.headers.get('x-content-type-options')]).toEqual([expect.stringMatching(/^application\/(graphql-response\+)?json/), 'nosniff']);
    expect(await response.json()).toEqual({ data: { patient: { name: { given: [given] } } } });
  });

  it('decompression bomb: refused with 413', async () => {
    const bomb = new Uint8Array(gzipSync(`{"query":"{ __typename }","pad":"${'x'.repeat(20 * 1024 * 1024)}"}`));
    expect((await raw(bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
  });

  it('deeply nested variables: no crash, and no answer of ours at fault', async () => {
    const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    expect((await raw(`{"query":"query ($a: ID!) { patient(id: $a) { id } }","variables":{"a":${nested}}}`)).status).toBeLessThan(500);
    expect((await clinic.front.ask('{ __typename }')).status).toBe(200);
  });

  it('batching by alias: many changes in one operation are refused whole', async () => {
    const many = Array.from({ length: 30 }, (_none, index) => `a${index}: registerPatient(input: { idempotencyKey: "${randomUUID()}", name: { given: ["A"], family: "B${index}" }, birthDate: "1980-01-01", sex: OTHER, confirmedNew: true }) { patient { id } }`).join(' ');
    expect((await clinic.front.ask(`mutation { ${many} }`)).errors[0]?.extensions.code).toBe('OPERATION_TOO_COSTLY');
    expect(await clinic.rows(`SELECT FROM patient.patient WHERE family_name ~ '^B[0-9]+$'`)).toEqual([]);
  });

  it('log injection by an operation\'s name or a header: each line stays one line of JSON, without what was sent', async () => {
    const token = await new Front(logged.gateway.url, clinic.database).token();
    for (const operationName of ['a\n{"level":"error","message":"planted-line"}', 'planted-line\r\n']) {
      await fetch(`${logged.gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'user-agent': 'planted-line', 'x-request-id': 'planted-line' }, body: JSON.stringify({ query: 'query A { locations { edges { node { id } } } } query B { nothing }', operationName }) });
    }
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
    expect(lines.join('')).not.toContain('planted-line');
  });

  it.each(['/graphiql/..%2f..%2f..%2fpackage.json', '/graphiql/%2e%2e/%2e%2e/package.json', '/calendar/..%2f..%2fpackage.json', '/..%2f..%2fetc%2fpasswd', '/front-page.js%00.html', '//etc/passwd'])('path traversal: %s leads nowhere', async (path) => {
    const response = await fetch(`${clinic.front.url}${path}`);
    expect([response.status === 404 || response.status === 400, await response.text()]).toEqual([true, expect.not.stringMatching(/"dependencies"|root:/)]);
  });
});
