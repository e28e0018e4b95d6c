import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@spindle/database/testing';
import { inProcessTransport, startGateway, type RunningGateway } from '@spindle/gateway';
import type { Id } from '@spindle/kernel';
import { jsonLogger, systemClock, type Role, type Subgraph, type Viewer } from '@spindle/subgraph';
import { rightsPath, supergraphPath } from '@spindle/supergraph';
import { buildClientSchema, getIntrospectionQuery, isObjectType, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { Client } from 'pg';
import { SUBGRAPHS } from '../subgraphs';
import { deviations, expectedAnswers, MATRIX_ROLES, type Observed } from './expected-answers';
import { entityOperations, matrixOperations, type MatrixOperation } from './matrix-operations';

const PRACTICE = '0193a6f0-0000-7000-8000-0000000000a1' as Id<'Practice'>;
const PATIENT = '0193a6f0-0000-7000-8000-0000000000f1' as Id<'Patient'>;
const [PAYER, PLAN, MEMBER] = [randomUUID(), randomUUID(), 'ABC 1234567'];

interface Answer { readonly data?: Record<string, unknown> | null; readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code?: unknown; readonly fields?: unknown } }[] }

function viewerOf(role: Role): Viewer {
  return { personId: '0193a6f0-0000-7000-8000-0000000001d1' as Id<'Person'>, practiceId: PRACTICE, roles: [role], siteIds: null, patientId: PATIENT };
}

/** Which fields an operation was refused for; none when it was not refused. Any other error is a mistake of this test. */
function refusedBy({ errors = [] }: Answer, query: string): ReadonlySet<string> {
  const other = errors.find(({ extensions }) => extensions.code !== 'FORBIDDEN');
  if (other) throw new Error(`${other.message}\n${query}`);
  return new Set(errors.flatMap(({ extensions }) => extensions.fields as string[]));
}

/** The subgraphs over an empty database, behind a gateway that takes the role from a header: what is looked at are the rights alone. */
describe('every field of the graph, for every role, on every path', () => {
  let database: TestDatabase;
  let gateway: RunningGateway;
  let subgraphs: Readonly<Record<string, Subgraph>>;
  let api: GraphQLSchema;
  const observed: Observed[] = [];

  beforeAll(async () => {
    database = await createTestDatabase(SUBGRAPHS.map(({ schema }) => schema));
    subgraphs = Object.fromEntries(SUBGRAPHS.map(({ schema, create }) => {
      const opened = database.databases[schema.schema];
      if (!opened) throw new Error('A schema was not opened.');
      return [schema.schema, create({ database: opened, clock: systemClock, logger: jsonLogger(() => undefined) })];
    }));
    gateway = await startGateway({
      supergraphPath, rightsPath, port: 0, logger: jsonLogger(() => undefined), guards: { limits: false, rates: false },
      transports: Object.fromEntries(Object.values(subgraphs).map((subgraph) => [subgraph.name, inProcessTransport(subgraph)])),
      authenticate: async (request) => viewerOf(request.headers['x-matrix-role'] as Role),
    });
    api = buildClientSchema((await overHttp(getIntrospectionQuery(), 'PRACTITIONER')).data as unknown as IntrospectionQuery);
  }, 60_000);
  afterAll(async () => {
    await gateway.close();
    await database.drop();
  });

  async function overHttp(query: string, role: Role, variables: object = {}): Promise<Answer> {
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-matrix-role': role }, body: JSON.stringify({ query, variables }) });
    return await response.json() as Answer;
  }

  async function observe({ path, query, fields }: MatrixOperation, place: string, ask: (role: Role) => Promise<Answer>): Promise<void> {
    for (const role of MATRIX_ROLES) observed.push({ path: `${place}: ${path}`, role, asked: fields, refused: refusedBy(await ask(role), query) });
  }

  it('is answered over HTTP at the gateway as expected', async () => {
    for (const operation of matrixOperations(api)) await observe(operation, 'gateway', (role) => overHttp(operation.query, role, { run: false }));
    expect(deviations(expectedAnswers(), observed)).toEqual([]);
  }, 90_000);

  it('is answered by each subgraph alone as expected, by _entities too', async () => {
    for (const subgraph of Object.values(subgraphs)) {
      const operations = [...matrixOperations(subgraph.schema).filter(({ path }) => /plain|interface/.test(path)), ...entityOperations(subgraph.schema)];
      for (const operation of operations) {
        await observe(operation, subgraph.name, async (role) => JSON.parse(JSON.stringify(await subgraph.execute({ query: operation.query, variables: { run: false } }, { viewer: viewerOf(role), requestId: randomUUID() }))) as Answer);
      }
    }
    expect(deviations(expectedAnswers(), observed)).toEqual([]);
  }, 90_000);

  it('was looked at whole: each field of the graph on several paths, for seven roles', () => {
    const fields = new Set(observed.flatMap(({ asked }) => asked));
    const missing = Object.values(api.getTypeMap()).flatMap((type) => (isObjectType(type) && !type.name.startsWith('__') ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [])).filter((field) => !fields.has(field));
    expect(missing).toEqual([]);
    expect([...expectedAnswers().keys()].filter((field) => !fields.has(field))).toEqual([]);
    const cells = observed.reduce((sum, { asked }) => sum + asked.length, 0);
    const paths = new Set(observed.map(({ path }) => path));
    process.stderr.write(`Rights: ${fields.size} fields × ${MATRIX_ROLES.length} roles, ${paths.size} paths, ${cells} answers compared, ${deviations(expectedAnswers(), observed).length} deviations\n`);
  });

  it('shows the end of an identifier, or all of it, as the table says, on every path', async () => {
    const masked = [...expectedAnswers()].filter(([, row]) => row.includes('MASKED')).map(([field]) => field);
    expect(masked).toEqual(['Coverage.memberId']);
    const id = await coverageOfPatient();
    const asks: readonly ((role: Role) => Promise<unknown>)[] = [
      async (role) => (await overHttp('query ($id: ID!) { coverage(id: $id) { memberId } }', role, { id })).data?.['coverage'],
      async (role) => (await overHttp('query ($id: ID!) { coverage(id: $id) { memberId: memberId ...F } } fragment F on Coverage { memberId }', role, { id })).data?.['coverage'],
      async (role) => entity(role, 'Coverage', id, 'memberId'),
      async (role) => ((await entity(role, 'Patient', PATIENT, 'coverages { memberId }')) as { coverages: unknown[] } | undefined)?.coverages[0],
    ];
    for (const [index, role] of MATRIX_ROLES.entries()) {
      const shown = { READ: { memberId: MEMBER }, MASKED: { memberId: '••••4567' }, NONE: undefined }[expectedAnswers().get('Coverage.memberId')?.[index] ?? 'NONE'];
      for (const ask of asks) expect([role, await ask(role)]).toEqual([role, shown]);
    }
  });

  async function entity(role: Role, type: string, id: string, fields: string): Promise<unknown> {
    const answer = await subgraphs['billing']?.execute({ query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${fields} } } }`, variables: { r: [{ __typename: type, id }] } }, { viewer: viewerOf(role), requestId: randomUUID() });
    return (JSON.parse(JSON.stringify(answer)) as { data?: { _entities: unknown[] } }).data?._entities[0];
  }

  async function coverageOfPatient(): Promise<string> {
    const input = { idempotencyKey: randomUUID(), patientId: PATIENT, planId: PLAN, priority: 'PRIMARY', memberId: MEMBER, relationship: 'SELF', validFrom: '2026-01-01' };
    const admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    await admin.query('INSERT INTO billing.payer (practice_id, id, name) VALUES ($1, $2, $3)', [PRACTICE, PAYER, 'Some payer']);
    await admin.query(`INSERT INTO billing.insurance_plan (practice_id, id, payer_id, name, kind) VALUES ($1, $2, $3, 'Some plan', 'COMMERCIAL')`, [PRACTICE, PLAN, PAYER]);
    await admin.end();
    const { data, errors } = await overHttp('mutation ($input: AddCoverageInput!) { addCoverage(input: $input) { coverage { id } } }', 'BILLER', { input });
    expect(errors).toBeUndefined();
    return (data as { addCoverage: { coverage: { id: string } } }).addCoverage.coverage.id;
  }

  it('turns red for one planted wrong row, and for a field without a row', () => {
    const text = [...expectedAnswers().keys()];
    const planted = new Map(expectedAnswers());
    planted.set('Claim.diagnosisCodes', MATRIX_ROLES.map(() => 'READ' as const));
    const found = deviations(planted, observed);
    expect(found).toContain('Claim.diagnosisCodes is refused to FRONT_DESK on the path "gateway: root, plain".');
    expect(found.every((sentence) => sentence.startsWith('Claim.diagnosisCodes is refused to'))).toBe(true);
    const lacking = new Map([...expectedAnswers()].filter(([field]) => field !== text[0]));
    expect(new Set(deviations(lacking, observed))).toEqual(new Set([`${text[0]} has no row in expected-answers.txt: say which roles see it.`]));
    const opened = new Map(expectedAnswers()).set('Patient.name', MATRIX_ROLES.map(() => 'NONE' as const));
    expect(deviations(opened, observed)).toContain('Patient.name is shown to FRONT_DESK on the path "gateway: root, plain".');
    expect(() => expectedAnswers('Claim.state F')).toThrow('a line that is no row');
    expect(() => expectedAnswers('Claim.state PFBATSU')).toThrow('a letter in the wrong place');
  });
});
