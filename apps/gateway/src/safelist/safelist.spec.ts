import { createHash } from 'node:crypto';
import { getIntrospectionQuery } from 'graphql';
import { fixtureGateway, send, TEST_VIEWER, type FixtureAnswer, type FixtureGateway } from '../testing/fixture-gateway';
import { fixtureToken } from '../testing/fixture-tokens';
import { manifestFile, registered } from '../testing/fixture-manifest';
import { fixtureId } from '../testing/fixture-sdl';

const ONE = registered('query OneAppointment($id: ID!) {\n  appointment(id: $id) {\n    ...Part\n    __typename\n  }\n}\n\nfragment Part on Appointment {\n  id\n  startsAt\n  __typename\n}');
const DAY = registered('query Day($locationId: ID!, $date: String!) {\n  daySheet(locationId: $locationId, date: $date) {\n    visits {\n      id\n      __typename\n    }\n    __typename\n  }\n}');
const SUBMIT = registered('mutation Submit($id: ID!) {\n  submitClaim(id: $id) {\n    id\n    __typename\n  }\n}');
const UNKNOWN = `query Secretly { appointment(id: "${fixtureId(1)}") { patient { familyName } } }`;
const variables = { id: fixtureId(1) };
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('a gateway that serves registered operations only', () => {
  let gateway: FixtureGateway;
  beforeAll(async () => {
    gateway = await fixtureGateway({ production: true, introspectionToken: 'operator', guards: { safelist: true }, explorers: ['PRACTICE_ADMIN'], manifestPath: manifestFile([ONE, DAY, SUBMIT]) });
  });
  afterAll(() => gateway.close());

  const post = (body: object, headers: Record<string, string> = {}): Promise<FixtureAnswer> =>
    send(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${gateway.token}`, ...headers }, body: JSON.stringify(body) });
  const get = (parameters: Record<string, string>): Promise<FixtureAnswer> =>
    send(`${gateway.url}/graphql?${new URLSearchParams(parameters).toString()}`, { headers: { authorization: `Bearer ${gateway.token}`, 'apollo-require-preflight': 'yes' } });
  const persisted = (hash: string) => ({ persistedQuery: { version: 1, sha256Hash: hash } });
  const codeOf = ({ body }: FixtureAnswer): unknown => body.errors?.[0]?.extensions['code'];

  it.each<[string, object]>([
    ['by its text', { query: ONE.body }],
    ['by its id', { extensions: persisted(ONE.id) }],
    ['by text and id', { query: ONE.body, extensions: persisted(ONE.id) }],
    ['without __typename', { query: ONE.body.replaceAll('__typename', '') }],
    ['on one line, with comments, its fragment first', { query: `# hello\nfragment Part on Appointment { id startsAt } query OneAppointment($id: ID!) { appointment(id: $id) { ...Part } }` }],
    ['out of a document of several', { query: `${ONE.body} ${SUBMIT.body}`, operationName: 'OneAppointment' }],
  ])('serves a registered one %s', async (_how, body) => {
    const answer = await post({ ...body, variables });
    expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
    expect(answer.body.data).toMatchObject({ appointment: { id: variables.id } });
  });

  it.each<[string, object]>([
    ['of another text', { query: UNKNOWN }],
    ['under the name of a registered one', { query: UNKNOWN.replace('Secretly', 'OneAppointment') }],
    ['with a field more', { query: ONE.body.replace('startsAt', 'startsAt patient { familyName }') }],
    ['with another argument', { query: ONE.body.replace('id: $id', `id: "${fixtureId(2)}"`) }],
    ['with an alias', { query: ONE.body.replace('startsAt', 'x: startsAt') }],
    ['out of a document with a registered one', { query: `${ONE.body} ${UNKNOWN}`, operationName: 'Secretly' }],
    ['that does not fit the schema', { query: 'query A { secrets { ofOthers } }' }],
    ['sent with its own hash', { query: UNKNOWN, extensions: persisted(sha(UNKNOWN)) }],
    ['that introspects', { query: getIntrospectionQuery() }],
    ['that is a mutation', { query: `mutation { submitClaim(id: "${fixtureId(1)}") { id } }` }],
  ])('refuses one %s, says what to do, and asks no subgraph', async (_which, body) => {
    const before = Object.values(gateway.subgraphs).flatMap(({ calls }) => calls).length;
    const answer = await post({ ...body, variables });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'OPERATION_NOT_REGISTERED']);
    expect(answer.body.errors?.[0]?.message).toContain('libs/supergraph/operations');
    expect(answer.text).not.toMatch(/familyName|ofOthers|Cannot query/);
    expect(Object.values(gateway.subgraphs).flatMap(({ calls }) => calls)).toHaveLength(before);
  });

  it('answers an unknown id so that the client sends the text, and refuses that then; a refused text is not kept', async () => {
    const extensions = persisted(sha(UNKNOWN));
    expect(codeOf(await post({ extensions }))).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(codeOf(await post({ query: UNKNOWN, extensions }))).toBe('OPERATION_NOT_REGISTERED');
    expect(codeOf(await post({ extensions }))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('lets nobody put one text under the hash of another', async () => {
    const answer = await post({ query: ONE.body.replace('startsAt', ''), extensions: persisted(ONE.id), variables });
    expect(answer.status).toBe(400);
    const own = await post({ query: DAY.body, extensions: persisted(ONE.id), variables: { locationId: fixtureId(9), date: '' } });
    expect(own.status).toBe(400);
    expect((await post({ extensions: persisted(ONE.id), variables })).body.data).toMatchObject({ appointment: { id: variables.id } });
  });

  it('serves anything to a role that may explore, and to nobody else who claims it', async () => {
    const admin = fixtureToken({ ...TEST_VIEWER, roles: ['PRACTICE_ADMIN'] });
    expect((await post({ query: UNKNOWN }, { authorization: `Bearer ${admin}` })).status).toBe(200);
    expect((await post({ query: UNKNOWN }, { 'x-role': 'PRACTICE_ADMIN' })).status).toBe(400);
    expect(codeOf(await post({ query: UNKNOWN }, { authorization: '' }))).not.toBeUndefined();
  });

  it('lets the operator introspect by token', async () => {
    expect((await post({ query: getIntrospectionQuery() }, { 'x-introspection-token': 'operator' })).status).toBe(200);
  });

  it('takes by GET queries whose variables are ids and dates, by text and by id, and nothing else', async () => {
    expect((await get({ query: ONE.body, variables: JSON.stringify(variables) })).status).toBe(200);
    expect((await get({ extensions: JSON.stringify(persisted(ONE.id)), variables: JSON.stringify(variables) })).status).toBe(200);
    const sheet = await get({ query: DAY.body, variables: JSON.stringify({ locationId: fixtureId(9), date: 'Maria' }) });
    expect([sheet.status, codeOf(sheet)]).toEqual([400, 'GET_NOT_ALLOWED']);
    expect(codeOf(await get({ query: UNKNOWN }))).toBe('OPERATION_NOT_REGISTERED');
    expect(codeOf(await get({ query: SUBMIT.body, variables: JSON.stringify(variables) }))).toBe('GET_NOT_ALLOWED');
  });

  it('logs no address and no text', () => {
    expect(JSON.stringify(gateway.log)).not.toMatch(/Maria|familyName|graphql\?|OneAppointment\(/);
  });
});

describe('a gateway that serves everything', () => {
  it('knows registered ones by id all the same, and keeps what clients put under its hash', async () => {
    const gateway = await fixtureGateway({ manifestPath: manifestFile([ONE]) });
    const ask = (body: object) => send(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${gateway.token}` }, body: JSON.stringify(body) });
    expect((await ask({ extensions: { persistedQuery: { version: 1, sha256Hash: ONE.id } }, variables })).status).toBe(200);
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha(UNKNOWN) } };
    expect((await ask({ query: UNKNOWN, extensions })).status).toBe(200);
    expect((await ask({ extensions })).body.data).toMatchObject({ appointment: { patient: { familyName: expect.any(String) } } });
    await gateway.close();
  });

  it('is what production is not, unless said so; a file that is no manifest is refused at the start', async () => {
    await expect(fixtureGateway({ manifestPath: '/nowhere.json' })).rejects.toThrow();
    const strict = await fixtureGateway({ production: true, guards: { safelist: undefined as never } });
    expect((await strict.post('{ __typename }')).body.errors?.[0]?.extensions['code']).toBe('OPERATION_NOT_REGISTERED');
    await strict.close();
  });
});
