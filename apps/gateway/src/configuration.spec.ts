import { randomBytes } from 'node:crypto';
import { subgraphs } from '@spindle/supergraph';
import { ConfigurationRefused, configurationOf } from './configuration';

const SPINDLE_SECRET = randomBytes(32).toString('base64url');

describe('the configuration', () => {
  it('has a default for everything but the secret', () => {
    const options = configurationOf({ SPINDLE_SECRET });
    expect(options).toMatchObject({ port: 4000, host: '127.0.0.1', production: false, optionalSubgraphs: [], guards: { authentication: true, limits: true, csrf: true, introspection: true } });
    expect(Object.keys(options.transports)).toEqual(subgraphs.map(({ name }) => name));
  });

  it('reads switches, lists and numbers', () => {
    expect(configurationOf({ SPINDLE_SECRET, PORT: '4100', GUARD_LIMITS: 'off', OPTIONAL_SUBGRAPHS: 'billing, patient', INTROSPECTION_TOKEN: 'x' }))
      .toMatchObject({ port: 4100, guards: { limits: false, csrf: true }, optionalSubgraphs: ['billing', 'patient'], introspectionToken: 'x' });
  });

  it('takes the addresses of another supergraph from its text, unless given', () => {
    const options = configurationOf({ SPINDLE_SECRET, SUPERGRAPH_PATH: '/elsewhere', PRODUCTS_URL: 'http://127.0.0.1:1/' });
    expect(options).toMatchObject({ supergraphPath: '/elsewhere', transports: {} });
    expect(() => options.transportFor?.({ name: 'products' })).not.toThrow();
    expect(() => options.transportFor?.({ name: 'reviews', url: 'http://127.0.0.1:2/graphql' })).not.toThrow();
    expect(() => options.transportFor?.({ name: 'reviews', url: '' })).toThrow(/REVIEWS_URL/);
  });

  it.each<[string, Record<string, string>]>([
    ['no secret', {}],
    ['a short secret', { SPINDLE_SECRET: 'short' }],
    ['a placeholder in production', { SPINDLE_SECRET: 'please-change-me-please-change-me', NODE_ENV: 'production' }],
    ['one character in production', { SPINDLE_SECRET: 'a'.repeat(40), NODE_ENV: 'production' }],
    ['a port that is no number', { SPINDLE_SECRET, PORT: 'http' }],
    ['a switch that is neither on nor off', { SPINDLE_SECRET, GUARD_CSRF: 'false' }],
    ['an address of another kind', { SPINDLE_SECRET, BILLING_URL: 'file:///etc/passwd' }],
  ])('refuses %s', (_what, environment) => {
    expect(() => configurationOf(environment)).toThrow(ConfigurationRefused);
  });

  it('takes no demo tokens in production', async () => {
    const { authenticate } = configurationOf({ SPINDLE_SECRET, NODE_ENV: 'production' });
    await expect(authenticate({ authorization: 'Bearer a.b.c' })).rejects.toThrow(/production/);
  });
});
