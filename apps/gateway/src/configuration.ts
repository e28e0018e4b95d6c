import { deriveKey, keyRing, ROLES, weakSecrets, type KeyRing, type Role } from '@spindle/subgraph';
import { rightsPath, subgraphs, supergraphPath } from '@spindle/supergraph';
import { demoAuthentication, httpTransport, noAuthentication, type GatewayOptions, type Guards } from './gateway';

type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that cannot be used. The message is one line that names it and says what to do. */
export class ConfigurationRefused extends Error {
  override readonly name = 'ConfigurationRefused';
}

const GUARD_SWITCHES: Readonly<Record<keyof Guards, string>> = {
  authentication: 'GUARD_AUTHENTICATION', limits: 'GUARD_LIMITS', csrf: 'GUARD_CSRF', introspection: 'GUARD_INTROSPECTION', safelist: 'GUARD_SAFELIST',
};

/**
 * Reads the gateway's configuration from the environment (`apps/gateway/README.md` lists it). Throws
 * `ConfigurationRefused` for a missing, short or, in production, guessable secret, and for values of a wrong form.
 */
export function configurationOf(environment: Environment): GatewayOptions {
  const production = environment['NODE_ENV'] === 'production';
  const secret = secretOf(environment, production);
  const keys = requestKeysOf(environment, secret);
  const timeoutMs = number(environment, 'SUBGRAPH_TIMEOUT_MS', 3_000);
  const transportFor = ({ name, url }: { name: string; url?: string | undefined }) => httpTransport({ name, keys, timeoutMs, url: urlOf(environment, name, url) });
  const isStandard = environment['SUPERGRAPH_PATH'] === undefined;
  return {
    supergraphPath: environment['SUPERGRAPH_PATH'] ?? supergraphPath,
    rightsPath: environment['RIGHTS_PATH'] ?? (isStandard ? rightsPath : null),
    transports: isStandard ? Object.fromEntries(subgraphs.map((subgraph) => [subgraph.name, transportFor(subgraph)])) : {},
    transportFor,
    optionalSubgraphs: list(environment['OPTIONAL_SUBGRAPHS']),
    authenticate: production ? noAuthentication : demoAuthentication(deriveKey(secret, 'demo tokens')),
    port: number(environment, 'PORT', 4000),
    host: environment['HOST'] ?? '127.0.0.1',
    production,
    guards: guardsOf(environment, production),
    ...(environment['SAFELIST_PATH'] ? { manifestPath: environment['SAFELIST_PATH'] } : {}),
    explorers: explorersOf(environment),
    introspectionToken: environment['INTROSPECTION_TOKEN'] || null,
    metricsToken: environment['METRICS_TOKEN'] || null,
    jsonAlways200: flag(environment, 'JSON_ALWAYS_200', false),
    watchSupergraph: flag(environment, 'WATCH_SUPERGRAPH', true),
    shutdownNoticeMs: number(environment, 'SHUTDOWN_NOTICE_MS', 500),
    drainTimeoutMs: number(environment, 'DRAIN_TIMEOUT_MS', 10_000),
  };
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
  return { authentication: on('authentication'), limits: on('limits'), csrf: on('csrf'), introspection: on('introspection'), safelist: on('safelist', production) };
}

function explorersOf(environment: Environment): Role[] {
  return list(environment['SAFELIST_EXPLORERS']).map((name) => {
    const role = ROLES.find((known) => known === name);
    if (!role) throw new ConfigurationRefused(`SAFELIST_EXPLORERS names roles with commas; there are ${ROLES.join(', ')}.`);
    return role;
  });
}

function flag(environment: Environment, name: string, otherwise: boolean): boolean {
  const value = environment[name];
  if (value === undefined || value === '') return otherwise;
  if (value === 'on' || value === 'off') return value === 'on';
  throw new ConfigurationRefused(`${name} is "on" or "off".`);
}

function number(environment: Environment, name: string, otherwise: number): number {
  const value = environment[name];
  if (value === undefined || value === '') return otherwise;
  if (!/^\d{1,7}$/.test(value)) throw new ConfigurationRefused(`${name} is to be a whole number.`);
  return Number(value);
}

function list(value: string | undefined): string[] {
  return (value ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
}
