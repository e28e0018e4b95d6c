import { randomBytes } from 'node:crypto';
import { ConfigurationRefused, configurationOf } from '../configuration';

const SPINDLE_SECRET = randomBytes(32).toString('base64url');
const OIDC_CLIENT_SECRET = randomBytes(32).toString('base64url');
const development = { SPINDLE_SECRET, DATABASE_URL: 'postgresql://database:5432/spindle' };
const production = {
  ...development, NODE_ENV: 'production', PUBLIC_URL: 'https://clinic.example', OIDC_ISSUER: 'https://issuer.example/realms/clinic', OIDC_CLIENT_ID: 'spindle', OIDC_CLIENT_SECRET, OIDC_AUDIENCE: 'spindle-api',
};

describe('how people sign in', () => {
  it('is the development issuer\'s matter where nothing else is configured', () => {
    expect(configurationOf(development).identity).toMatchObject({ issuer: { name: 'development', discoveryUrl: null }, publicUrl: null, idleMinutes: 15 });
  });

  it('is nobody\'s where authentication is switched off and no database is named', () => {
    expect(configurationOf({ SPINDLE_SECRET, GUARD_AUTHENTICATION: 'off' }).identity).toBeNull();
    expect(() => configurationOf({ SPINDLE_SECRET })).toThrow(/DATABASE_URL/);
  });

  it('is a configured issuer\'s in production, with public addresses only', () => {
    expect(configurationOf(production).identity?.issuer).toMatchObject({
      name: production.OIDC_ISSUER, issuer: production.OIDC_ISSUER, keys: null, onlyPublicAddresses: true, algorithms: ['ES256', 'RS256', 'PS256', 'EdDSA'], roleMapping: null,
    });
  });

  it('reads which roles the issuer\'s claims stand for', () => {
    const { identity } = configurationOf({ ...production, OIDC_ROLE_CLAIM: 'groups', OIDC_ROLES: 'desk=spindle:FRONT_DESK; owners=spindle:PRACTICE_ADMIN, prairie:PRACTICE_ADMIN' });
    expect(identity?.issuer.roleMapping?.claim).toBe('groups');
    expect([...(identity?.issuer.roleMapping?.roles ?? [])]).toEqual([
      ['desk', [{ practice: 'spindle', role: 'FRONT_DESK' }]], ['owners', [{ practice: 'spindle', role: 'PRACTICE_ADMIN' }, { practice: 'prairie', role: 'PRACTICE_ADMIN' }]],
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ['without an issuer', { OIDC_ISSUER: '' }],
    ['with an issuer by http', { OIDC_ISSUER: 'http://issuer.example' }],
    ['with an issuer that is no address', { OIDC_ISSUER: 'issuer' }],
    ['without an address of its own', { PUBLIC_URL: '' }],
    ['with an address of its own by http', { PUBLIC_URL: 'http://clinic.example' }],
    ['without a client id', { OIDC_CLIENT_ID: '' }],
    ['without a client secret', { OIDC_CLIENT_SECRET: '' }],
    ['with a short client secret', { OIDC_CLIENT_SECRET: 'short' }],
    ['with a placeholder for a client secret', { OIDC_CLIENT_SECRET: 'change-me-change-me-change-me-change-me' }],
    ['without an audience', { OIDC_AUDIENCE: '' }],
    ['without a database', { DATABASE_URL: '' }],
    ['with shared-secret signatures', { OIDC_ALGORITHMS: 'ES256, HS256' }],
    ['with unsigned tokens', { OIDC_ALGORITHMS: 'none' }],
    ['with roles of no claim', { OIDC_ROLES: 'desk=spindle:FRONT_DESK' }],
    ['with a claim of no roles', { OIDC_ROLE_CLAIM: 'groups' }],
    ['with a role that there is not', { OIDC_ROLE_CLAIM: 'groups', OIDC_ROLES: 'all=spindle:ROOT' }],
    ['with a program\'s role for people', { OIDC_ROLE_CLAIM: 'groups', OIDC_ROLES: 'all=spindle:SERVICE' }],
    ['with sessions that idle for an hour', { SESSION_IDLE_MINUTES: '60' }],
    ['with an origin that is an address', { ALLOWED_ORIGINS: 'https://clinic.example/path' }],
  ])('does not start in production %s', (_what, change) => {
    expect(() => configurationOf({ ...production, ...change })).toThrow(ConfigurationRefused);
  });
});
