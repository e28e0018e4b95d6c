import { isGuessableSecret, ROLES, type Role } from '@spindle/subgraph';
import { developmentIssuer } from '../development-issuer/development-issuer';
import { ConfigurationRefused, list, number, type Environment } from '../environment';
import type { IdentityOptions } from './identity';
import { IDLE_MINUTES } from './identity';
import { ASYMMETRIC_ALGORITHMS, type IssuerSettings, type RoleMapping } from './issuer/issuer-settings';
import { RATE_LIMITS } from './rates/rate-limits';

/** What logins are made from; only the logger is missing. */
export type IdentityConfiguration = Omit<IdentityOptions, 'logger'>;

export interface Surroundings {
  readonly secret: string;
  readonly production: boolean;
  /** Without it, and without a database, the gateway runs with nobody signed in. */
  readonly isNeeded: boolean;
}

/** The shortest secret that an issuer may have given the gateway, in characters. */
const CLIENT_SECRET_LENGTH = 24;

/**
 * Reads how people sign in. Production names an issuer and its own address, both by https; elsewhere the development
 * issuer stands in. Throws `ConfigurationRefused`.
 */
export function identityOf(environment: Environment, { secret, production, isNeeded }: Surroundings): IdentityConfiguration | null {
  const url = environment['DATABASE_URL'] ?? '';
  if (url === '' && !isNeeded) return null;
  if (!URL.canParse(url)) throw new ConfigurationRefused('DATABASE_URL is to name the database, without credentials: sessions and memberships are kept in its schema identity.');
  return {
    place: { url, secret },
    issuer: issuerOf(environment, secret, production),
    publicUrl: publicUrlOf(environment, production),
    allowedOrigins: list(environment['ALLOWED_ORIGINS']).map(originOf),
    idleMinutes: idleMinutesOf(environment),
    rateLimits: {
      person: number(environment, 'RATE_PERSON', RATE_LIMITS.person), practice: number(environment, 'RATE_PRACTICE', RATE_LIMITS.practice), address: number(environment, 'RATE_ADDRESS', RATE_LIMITS.address),
      failure: number(environment, 'RATE_FAILURE', RATE_LIMITS.failure),
      visitor: number(environment, 'RATE_VISITOR', RATE_LIMITS.visitor),
    },
  };
}

function issuerOf(environment: Environment, secret: string, production: boolean): IssuerSettings {
  const issuer = environment['OIDC_ISSUER'] ?? '';
  if (issuer === '' && !production) return developmentIssuer(secret, environment['DEVELOPMENT_ISSUER_URL'] || null);
  const discoveryUrl = issuer.replace(/\/$/, '');
  const isSound = URL.canParse(discoveryUrl) && (new URL(discoveryUrl).protocol === 'https:' || (!production && new URL(discoveryUrl).protocol === 'http:'));
  if (!isSound) throw new ConfigurationRefused('OIDC_ISSUER is to be the https address of the issuer that signs your people in.');
  return {
    name: environment['OIDC_ISSUER_NAME'] || issuer, issuer, discoveryUrl, keys: null, onlyPublicAddresses: production,
    clientId: required(environment, 'OIDC_CLIENT_ID'), clientSecret: clientSecretOf(environment, production), audience: required(environment, 'OIDC_AUDIENCE'),
    algorithms: algorithmsOf(environment), roleMapping: roleMappingOf(environment),
  };
}

function required(environment: Environment, name: string): string {
  const value = environment[name] ?? '';
  if (value === '') throw new ConfigurationRefused(`${name} is missing: your issuer's registration of this application says it.`);
  return value;
}

function clientSecretOf(environment: Environment, production: boolean): string | null {
  const secret = environment['OIDC_CLIENT_SECRET'] ?? '';
  if (secret === '' && !production) return null;
  if (secret.length < CLIENT_SECRET_LENGTH || (production && isGuessableSecret(secret))) throw new ConfigurationRefused(`OIDC_CLIENT_SECRET is missing, a placeholder, or shorter than ${CLIENT_SECRET_LENGTH} characters.`);
  return secret;
}

function algorithmsOf(environment: Environment): readonly string[] {
  const given = list(environment['OIDC_ALGORITHMS']);
  const wrong = given.find((algorithm) => !ASYMMETRIC_ALGORITHMS.some((known) => known === algorithm));
  if (wrong !== undefined) throw new ConfigurationRefused(`OIDC_ALGORITHMS is a list of ${ASYMMETRIC_ALGORITHMS.join(', ')}.`);
  return given.length > 0 ? given : ['ES256', 'RS256', 'PS256', 'EdDSA'];
}

/** `OIDC_ROLES=front-desk=spindle:FRONT_DESK; owners=spindle:PRACTICE_ADMIN, prairie:PRACTICE_ADMIN`, read from the claim `OIDC_ROLE_CLAIM`. */
function roleMappingOf(environment: Environment): RoleMapping | null {
  const claim = environment['OIDC_ROLE_CLAIM'] ?? '';
  const text = environment['OIDC_ROLES'] ?? '';
  if (claim === '' && text === '') return null;
  const roles = new Map(text.split(';').filter((each) => each.trim() !== '').map((each) => {
    const [value = '', grants = ''] = each.split('=').map((part) => part.trim());
    return [value, list(grants).map(grantOf)] as const;
  }));
  if (claim === '' || roles.size === 0 || roles.has('')) throw new ConfigurationRefused('OIDC_ROLE_CLAIM names a claim, and OIDC_ROLES what its values stand for: value=practice:ROLE, practice:ROLE; value=…');
  return { claim, roles };
}

function grantOf(text: string): { practice: string; role: Role } {
  const [practice = '', name] = text.split(':');
  const role = ROLES.find((known) => known === name && known !== 'PUBLIC' && known !== 'SERVICE');
  if (practice === '' || !role) throw new ConfigurationRefused('OIDC_ROLES gives roles of practices, such as spindle:FRONT_DESK.');
  return { practice, role };
}

function publicUrlOf(environment: Environment, production: boolean): string | null {
  const given = environment['PUBLIC_URL'] ?? '';
  if (given === '' && !production) return null;
  if (!URL.canParse(given) || !new RegExp(production ? '^https:$' : '^https?:$').test(new URL(given).protocol)) throw new ConfigurationRefused('PUBLIC_URL is to be the https address under which browsers reach the gateway.');
  return given;
}

function originOf(text: string): string {
  if (!URL.canParse(text) || new URL(text).origin !== text) throw new ConfigurationRefused('ALLOWED_ORIGINS is a list of origins, such as http://localhost:5173.');
  return text;
}

function idleMinutesOf(environment: Environment): number {
  const minutes = number(environment, 'SESSION_IDLE_MINUTES', IDLE_MINUTES.default);
  if (minutes < 1 || minutes > IDLE_MINUTES.maximum) throw new ConfigurationRefused(`SESSION_IDLE_MINUTES is a number from 1 to ${IDLE_MINUTES.maximum}.`);
  return minutes;
}
