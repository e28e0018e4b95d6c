import { keyRing, ROLES, weakSecrets, type KeyRing, type Role } from '@spindle/subgraph';
import { rightsPath, subgraphs, supergraphPath } from '@spindle/supergraph';
import { httpTransport, type GatewayOptions, type Guards } from './gateway';
import { identityOf, type IdentityConfiguration } from './identity/identity-configuration';
import { ConfigurationRefused, flag, list, number, type Environment } from './environment';
import { isNetwork } from './identity/rates/client-address';

export { ConfigurationRefused } from './environment';

/** What the environment says: the gateway's options, and what its logins are made from; null where nobody can sign in. */
export interface Configuration {
  readonly gateway: GatewayOptions;
  readonly identity: IdentityConfiguration | null;
}

const GUARD_SWITCHES: Readonly<Record<keyof Guards, string>> = {
  rates: 'GUARD_RATES', authentication: 'GUARD_AUTHENTICATION', limits: 'GUARD_LIMITS', csrf: 'GUARD_CSRF', introspection: 'GUARD_INTROSPECTION', safelist: 'GUARD_SAFELIST',
};

/**
 * Reads the gateway's configuration from the environment (`apps/gateway/README.md` lists it). Throws
 * `ConfigurationRefused` for a missing, short or, in production, guessable secret, and for values of a wrong form.
 */
export function configurationOf(environment: Environment): Configuration {
  const production = environment['NODE_ENV'] === 'production';
  const secret = secretOf(environment, production);
  const keys = requestKeysOf(environment, secret);
  const timeoutMs = number(environment, 'SUBGRAPH_TIMEOUT_MS', 3_000);
  const transportFor = ({ name, url }: { name: string; url?: string | undefined }) => httpTransport({ name, keys, timeoutMs, url: urlOf(environment, name, url) });
  const isStandard = environment['SUPERGRAPH_PATH'] === undefined;
  const guards = guardsOf(environment, production);
  const gateway = {
    supergraphPath: environment['SUPERGRAPH_PATH'] ?? supergraphPath,
    rightsPath: environment['RIGHTS_PATH'] ?? (isStandard ? rightsPath : null),
    transports: isStandard ? Object.fromEntries(subgraphs.map((subgraph) => [subgraph.name, transportFor(subgraph)])) : {},
    transportFor,
    optionalSubgraphs: list(environment['OPTIONAL_SUBGRAPHS']),
    port: number(environment, 'PORT', 4000),
    host: environment['HOST'] ?? '127.0.0.1',
    production,
    guards,
    ...(environment['SAFELIST_PATH'] ? { manifestPath: environment['SAFELIST_PATH'] } : {}),
    explorers: explorersOf(environment),
    trustedProxies: networks(environment),
    introspectionToken: environment['INTROSPECTION_TOKEN'] || null,
    metricsToken: environment['METRICS_TOKEN'] || null,
    jsonAlways200: flag(environment, 'JSON_ALWAYS_200', false),
    watchSupergraph: flag(environment, 'WATCH_SUPERGRAPH', true),
    shutdownNoticeMs: number(environment, 'SHUTDOWN_NOTICE_MS', 500),
    drainTimeoutMs: number(environment, 'DRAIN_TIMEOUT_MS', 10_000),
  };
  return { gateway, identity: identityOf(environment, { secret, production, isNeeded: guards.authentication }) };
}

function networks(environment: Environment): readonly string[] {
  const given = list(environment['TRUSTED_PROXIES']);
  const wrong = given.find((network) => !isNetwork(network));
  if (wrong !== undefined) throw new ConfigurationRefused('TRUSTED_PROXIES is a list of addresses or networks, such as 10.0.0.0/8.');
  return given;
}

function secretOf(environment: Environment, production: boolean): string {
  const secret = environment['SPINDLE_SECRET'] ?? '';
  if (secret.length < 32) throw new ConfigurationRefused('SPINDLE_SECRET is missing or shorter than 32 characters. Make one: openssl rand -base64 32');
  const [weak] = production ? weakSecrets(environment) : [];
  if (weak) throw new ConfigurationRefused(weak);
  return secret;
}

function requestKeysOf(environment: Environment, secret: string): KeyRing {
  try {
    return keyRing('subgraph requests', { secret, environment });
  } catch (cause) {
    throw new ConfigurationRefused(cause instanceof Error ? cause.message : String(cause));
  }
}

/** Where a subgraph is: `<NAME>_URL`, else what the supergraph says. */
function urlOf(environment: Environment, name: string, url: string | undefined): string {
  const variable = `${name.toUpperCase().replaceAll('-', '_')}_URL`;
  const given = environment[variable] ?? url ?? '';
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) throw new ConfigurationRefused(`${variable} is to be the http or https address of the subgraph ${name}.`);
  return given;
}

function guardsOf(environment: Environment, production: boolean): Guards {
  const on = (guard: keyof Guards, otherwise = true): boolean => flag(environment, GUARD_SWITCHES[guard], otherwise);
  return { rates: on('rates'), authentication: on('authentication'), limits: on('limits'), csrf: on('csrf'), introspection: on('introspection'), safelist: on('safelist', production) };
}

function explorersOf(environment: Environment): Role[] {
  return list(environment['SAFELIST_EXPLORERS']).map((name) => {
    const role = ROLES.find((known) => known === name);
    if (!role) throw new ConfigurationRefused(`SAFELIST_EXPLORERS names roles with commas; there are ${ROLES.join(', ')}.`);
    return role;
  });
}
