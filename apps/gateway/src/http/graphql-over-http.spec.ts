import { serverAudits } from 'graphql-http';
import { fixtureGateway, type FixtureGateway } from '../testing/fixture-gateway';

// The audits of the GraphQL over HTTP specification, by the makers of graphql-http, as an operator would run them.
describe('GraphQL over HTTP', () => {
  let gateway: FixtureGateway;
  beforeAll(async () => { gateway = await fixtureGateway({ production: true, introspectionToken: 'an operator', jsonAlways200: true }); });
  afterAll(() => gateway.close());

  const audits = serverAudits({
    url: () => `${gateway.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) => fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), 'apollo-require-preflight': 'yes', 'x-introspection-token': 'an operator' } }),
  });

  it('has 61 audits', () => { expect(audits).toHaveLength(61); });

  it.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect(result).toMatchObject({ status: 'ok' });
  });
});
