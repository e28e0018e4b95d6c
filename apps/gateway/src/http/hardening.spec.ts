import { getIntrospectionQuery } from 'graphql';
import { LIMITS } from '../limits/limits';
import { fixtureGateway, send, type FixtureAnswer, type FixtureGateway } from '../testing/fixture-gateway';
import { fixtureId } from '../testing/fixture-sdl';

const nested = (levels: number): string => `{ appointment(id: "${fixtureId(1)}") ${'{ ... on Appointment '.repeat(levels)}{ id }${' }'.repeat(levels)} }`;
const repeated = (count: number, text: (index: number) => string): string => Array.from({ length: count }, (_, index) => text(index)).join(' ');

describe('a gateway in production', () => {
  let gateway: FixtureGateway;
  beforeAll(async () => { gateway = await fixtureGateway({ production: true, introspectionToken: 'operator' }); });
  afterAll(() => gateway.close());

  const raw = (body: string | Buffer, headers: Record<string, string> = {}, method = 'POST'): Promise<FixtureAnswer> =>
    send(`${gateway.url}/graphql`, { method, body: method === 'GET' ? null : new Uint8Array(Buffer.from(body)), headers: { 'content-type': 'application/json', authorization: `Bearer ${gateway.token}`, ...headers } });
  const get = (parameters: Record<string, string>, headers: Record<string, string> = {}): Promise<FixtureAnswer> =>
    send(`${gateway.url}/graphql?${new URLSearchParams(parameters).toString()}`, { headers: { authorization: `Bearer ${gateway.token}`, ...headers } });

  describe('refuses with 400 an operation that', () => {
    it.each([
      ['is too deep', `{ daySheet(locationId: "1", date: "") { visits { patient { ${'x { '.repeat(20)} id ${' }'.repeat(20)} } } } }`, 'OPERATION_TOO_COSTLY', /levels/],
      ['floods aliases', `{ ${repeated(101, (index) => `a${index}: __typename`)} }`, 'OPERATION_TOO_COSTLY', /aliases/],
      ['floods root fields', `{ ${repeated(30, () => '__typename')} }`, 'OPERATION_TOO_COSTLY', /root fields/],
      ['repeats fields', `{ ${repeated(500, () => '__typename')} }`, 'OPERATION_TOO_COSTLY', /401|500/],
      ['floods directives', `{ __typename ${repeated(60, () => '@include(if: true)')} }`, 'OPERATION_TOO_COSTLY', /directives/],
      ['hides aliases in fragments', `{ ...a ...b } fragment a on Query { ...b ...b } fragment b on Query { ${repeated(12, (index) => `x${index}: __typename`)} }`, 'OPERATION_TOO_COSTLY', /36 aliases|48 aliases/],
      ['grows by fragments of fragments', repeated(30, (index) => `fragment f${index} on Query { ...f${index + 1} ...f${index + 1} }`) + ' fragment f30 on Query { __typename } { ...f0 }', 'OPERATION_TOO_COSTLY', /fields/],
      ['is costly to compare with itself', `{ ${'appointment { id } '.repeat(700)} }`, 'OPERATION_TOO_COSTLY', /root fields/],
      ['spreads a fragment in itself', '{ ...a } fragment a on Query { __typename ...a }', 'GRAPHQL_VALIDATION_FAILED', /itself/],
      ['has too many tokens', `{ ${'__typename '.repeat(LIMITS.tokens)} }`, 'GRAPHQL_PARSE_FAILED', /token/i],
      ['is no GraphQL', '{ daySheet(', 'GRAPHQL_PARSE_FAILED', /Syntax Error/],
      ['is empty', '   ', 'GRAPHQL_PARSE_FAILED', /Syntax Error/],
      ['is a subscription', 'subscription { dayChanged }', 'BAD_REQUEST', /Subscriptions/],
      ['introspects', getIntrospectionQuery(), 'INTROSPECTION_DISABLED', /off/],
      ['introspects within a fragment', '{ ...a } fragment a on Query { __type(name: "Patient") { name } }', 'INTROSPECTION_DISABLED', /off/],
      ['asks for streaming', `{ ... @defer { __typename } }`, 'GRAPHQL_VALIDATION_FAILED', /defer/],
      ['misses a required argument', '{ appointment { id } }', 'GRAPHQL_VALIDATION_FAILED', /required/],
    ])('%s', async (_what, query, code, message) => {
      const { status, body, text } = await gateway.post(query);
      expect(status).toBe(400);
      expect(body.errors?.[0]?.extensions['code']).toBe(code);
      expect(body.errors?.map((error) => error.message).join('\n')).toMatch(message);
      expect(body.errors?.length).toBeLessThanOrEqual(LIMITS.errors + 1);
      expect(text).not.toMatch(/stacktrace|node_modules/);
    });

    it('exceeds several limits, each told once', async () => {
      const { body } = await gateway.post(`{ ${repeated(450, (index) => `a${index}: __typename`)} }`);
      expect(body.errors?.map(({ message }) => /[0-9]+ [a-z ]+/.exec(message)?.[0])).toEqual(['450 aliases with its fragments expanded', '450 root fields with its fragments expanded', '450 fields with its fragments expanded']);
    });

    it('names an unknown field, without a hint at the schema', async () => {
      const { status, text } = await gateway.post(`{ appointment(id: "${fixtureId(1)}") { patien } }`);
      expect(status).toBe(400);
      expect(text).not.toMatch(/did you mean/i);
    });

    it('gives a variable of a wrong type', async () => {
      const { status, body } = await gateway.post('query A($id: ID!) { appointment(id: $id) { id } }', { variables: { id: { a: 1 } } });
      expect(status).toBe(400);
      expect(body.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    });

    it('names an operation that the document lacks', async () => {
      const { status, body } = await raw(JSON.stringify({ query: 'query A { __typename } query B { __typename }', operationName: 'C' }));
      expect([status, body.errors?.[0]?.extensions['code']]).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
    });
  });

  it('allows many levels of inline fragments, which are no fields', async () => {
    expect((await gateway.post(nested(10))).status).toBe(200);
  });

  describe('refuses a request', () => {
    it.each([
      ['whose body is no JSON', '{"query":', {}, 400],
      ['with an array of operations', '[{"query":"{__typename}"},{"query":"{__typename}"}]', {}, 400],
      ['with an empty array', '[]', {}, 400],
      ['whose body is a text', '"{ __typename }"', {}, 400],
      ['whose body is null', 'null', {}, 400],
      ['without a query', '{"variables":{}}', {}, 400],
      ['whose query is a number', '{"query":7}', {}, 400],
      ['whose variables are a list', '{"query":"{__typename}","variables":[1]}', {}, 400],
      ['without a body', '', {}, 400],
      ['as a form', 'query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
      ['as plain text', '{"query":"{__typename}"}', { 'content-type': 'text/plain' }, 415],
      ['in an unknown character set', '{"query":"{__typename}"}', { 'content-type': 'application/json; charset=latin1' }, 415],
      ['in an unknown encoding', '{"query":"{__typename}"}', { 'content-encoding': 'compress' }, 415],
      ['that says gzip and is not', '{"query":"{__typename}"}', { 'content-encoding': 'gzip' }, 400],
      ['that accepts pictures only', '{"query":"{__typename}"}', { accept: 'image/png' }, 406],
      ['with a broken bearer token', '{"query":"{__typename}"}', { authorization: 'Bearer x' }, 401],
    ])('%s', async (_what, body, headers, expected) => {
      const { status, body: answer } = await raw(body, headers);
      expect(status).toBe(expected);
      expect(answer.errors?.[0]?.message).toEqual(expect.any(String));
    });

    it('that is longer than the limit, with 413', async () => {
      expect((await raw(JSON.stringify({ query: '{__typename}', x: 'x'.repeat(LIMITS.bodyBytes) }))).status).toBe(413);
    });

    it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])('by %s, with 405 and the methods allowed', async (method) => {
      const { status, headers } = await raw('{}', {}, method).catch(() => send(`${gateway.url}/graphql`, { method }));
      expect([status, headers.get('allow'), headers.get('access-control-allow-origin')]).toEqual([405, 'GET, POST', null]);
    });

    it('by GET without the header that a foreign page cannot send', async () => {
      expect((await get({ query: '{ __typename }' })).status).toBe(400);
      expect((await get({ query: '{ __typename }' }, { 'apollo-require-preflight': 'yes' })).status).toBe(200);
    });

    it('that mutates by GET, with 405', async () => {
      const { status, headers } = await get({ query: `mutation { submitClaim(id: "${fixtureId(1)}") { id } }` }, { 'apollo-require-preflight': 'yes' });
      expect([status, headers.get('allow')]).toEqual([405, 'POST']);
      expect(gateway.subgraphs.billing.calls).toHaveLength(0);
    });

    it('for anything else than GraphQL, with 404', async () => {
      expect((await send(`${gateway.url}/graphiql`, {})).status).toBe(404);
      expect((await send(`${gateway.url}/../etc/passwd`, {})).status).toBe(404);
    });
  });

  it('lets the operator introspect', async () => {
    const { status, body } = await gateway.post(getIntrospectionQuery(), { headers: { 'x-introspection-token': 'operator' } });
    expect([status, body.errors]).toEqual([200, undefined]);
    expect((await gateway.post('{ __schema { queryType { name } } }', { headers: { 'x-introspection-token': 'other' } })).status).toBe(400);
  });

  it('sends the security headers and no CORS header', async () => {
    const { headers } = await gateway.post('{ __typename }', { headers: { origin: 'https://elsewhere.example' } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    expect(Object.fromEntries(headers)).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'x-frame-options': 'DENY', 'strict-transport-security': expect.stringContaining('max-age') });
  });

  it('gives each request an id of its own, whatever the client sends', async () => {
    const ids = await Promise.all([1, 2].map(async () => (await gateway.post('{ __typename }', { headers: { 'x-request-id': 'mine' } })).headers.get('x-request-id')));
    expect(new Set([...ids, 'mine']).size).toBe(3);
  });
});
