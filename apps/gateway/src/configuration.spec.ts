import { randomBytes } from 'node:crypto';
import { subgraphs } from '@spindle/supergraph';
import { ConfigurationRefused, configurationOf } from './configuration';

const SPINDLE_SECRET = randomBytes(32).toString('base64url');
const DATABASE_URL = 'postgresql://database:5432/spindle';

describe('the configuration', () => {
  it('has a default for everything but the secret', () => {
    const { gateway: options } = configurationOf({ SPINDLE_SECRET, DATABASE_URL });
    expect(options).toMatchObject({ port: 4000, host: '127.0.0.1', production: false, optionalSubgraphs: [], guards: { authentication: true, limits: true, csrf: true, introspection: true } });
    expect(Object.keys(options.transports)).toEqual(subgraphs.map(({ name }) => name));
  });

  it('reads switches, lists and numbers', () => {
    expect(configurationOf({ SPINDLE_SECRET, DATABASE_URL, PORT: '4100', GUARD_LIMITS: 'off', OPTIONAL_SUBGRAPHS: 'billing, patient', INTROSPECTION_TOKEN: 'x' }).gateway)
      .toMatchObject({ port: 4100, guards: { limits: false, csrf: true }, optionalSubgraphs: ['billing', 'patient'], introspectionToken: 'x' });
  });

  it('takes the addresses of another supergraph from its text, unless given', () => {
    const { gateway: options } = configurationOf({ SPINDLE_SECRET, DATABASE_URL, SUPERGRAPH_PATH: '/elsewhere', PRODUCTS_URL: 'http://127.0.0.1:1/' });
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
    ['a proxy that is no address', { SPINDLE_SECRET, TRUSTED_PROXIES: 'everybody' }],
  ])('refuses %s', (_what, environment) => {
    expect(() => configurationOf({ DATABASE_URL, ...environment })).toThrow(ConfigurationRefused);
  });
});
