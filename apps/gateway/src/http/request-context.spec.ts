import { NOBODY } from '../identity/credentials';
import { fixtureGateway, TEST_VIEWER, type FixtureGateway } from '../testing/fixture-gateway';

describe('authentication at the gateway', () => {
  let gateway: FixtureGateway;
  beforeAll(async () => { gateway = await fixtureGateway(); });
  afterAll(() => gateway.close());
  const anonymously = (query: string) => fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });

  it.each(['{ whoAmI }', '{ ...a } fragment a on Query { whoAmI }', 'mutation { submitClaim(id: "1") { id } }'])('answers 401 to %s of nobody', async (query) => {
    const response = await anonymously(query);
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(Object.values(gateway.subgraphs).flatMap(({ calls }) => calls)).toHaveLength(0);
  });

  it('answers __typename to nobody', async () => {
    expect(await (await anonymously('{ __typename }')).json()).toEqual({ data: { __typename: 'Query' } });
  });

  it('answers 401 to credentials that do not hold, for any operation', async () => {
    const { status, body, headers } = await gateway.post('{ __typename }', { headers: { authorization: 'Bearer another' } });
    expect([status, headers.get('www-authenticate'), body.errors?.[0]?.extensions['code']]).toEqual([401, 'Bearer', 'UNAUTHENTICATED']);
  });

  it('takes identity from the token only, and logs no token', async () => {
    const { body } = await gateway.post('{ whoAmI }', { headers: { 'x-practice': 'other', 'x-user-id': 'other' } });
    expect(JSON.parse(body.data?.['whoAmI'] as string)).toMatchObject({ viewer: TEST_VIEWER });
    expect(JSON.stringify(gateway.log)).not.toContain(gateway.token);
  });
});

describe('a gateway without the guard of authentication', () => {
  it('runs operations as nobody, who belongs to no practice', async () => {
    const gateway = await fixtureGateway({ guards: { authentication: false } });
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ whoAmI }"}' });
    await gateway.close();
    expect(response.status).toBe(200);
    expect(gateway.subgraphs.scheduling.calls.map(({ request }) => request.viewer)).toEqual([NOBODY]);
  });
});
