import { jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { parseId } from '@spindle/kernel';
import { ROLES, type Role, type Viewer } from '@spindle/subgraph';
import type { IncomingHttpHeaders } from 'node:http';
import { CredentialsRefused } from './credentials';

/** Seconds for which a demo token holds unless said otherwise: twelve hours. */
export const DEMO_TOKEN_LIFETIME_SECONDS = 12 * 60 * 60;

const ISSUER = 'spindle-demo';
const AUDIENCE = 'spindle';
const ALGORITHM = 'HS256';
const TYPE = 'spindle-demo+jwt';

/**
 * Issues a demo token (JWT, RFC 7519, HS256) with key `deriveKey(secret, 'demo tokens')`. It stands in for a login
 * until people have accounts; production refuses it.
 */
export function issueDemoToken(key: Uint8Array, viewer: Viewer, lifetimeSeconds = DEMO_TOKEN_LIFETIME_SECONDS): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const { practiceId, roles, siteIds, practitionerId = null, patientId = null } = viewer;
  return new SignJWT({ practice: practiceId, roles: [...roles], sites: siteIds && [...siteIds], practitioner: practitionerId, patient: patientId })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(viewer.personId)
    .setIssuedAt(now)
    .setExpirationTime(now + lifetimeSeconds)
    .sign(key);
}

/** The viewer of a demo token. Throws `CredentialsRefused` for any other text: forged, expired, unsigned, malformed. */
export async function verifyDemoToken(key: Uint8Array, token: string): Promise<Viewer> {
  return (await readToken(key, token)).viewer;
}

interface SoundToken { readonly viewer: Viewer; readonly expiresMs: number }

async function readToken(key: Uint8Array, token: string): Promise<SoundToken> {
  const { payload } = await jwtVerify(token, key, { algorithms: [ALGORITHM], issuer: ISSUER, audience: AUDIENCE, typ: TYPE, requiredClaims: ['sub', 'iat', 'exp'] })
    .catch((cause: unknown) => { throw new CredentialsRefused('demo token', { cause }); });
  const personId = parseId<'Person'>(String(payload.sub));
  const practiceId = parseId<'Practice'>(String(payload['practice']));
  const roles = readRoles(payload['roles']);
  const siteIds = readSites(payload['sites']);
  if (!personId || !practiceId || !roles || siteIds === undefined) throw new CredentialsRefused('demo token without person, practice, roles or sites');
  const practitionerId = parseId<'Practitioner'>(String(payload['practitioner']));
  const patientId = parseId<'Patient'>(String(payload['patient']));
  return { viewer: { personId, practiceId, roles, siteIds, practitionerId, patientId }, expiresMs: Number(payload.exp) * 1000 };
}

/** How many tokens stay verified until they expire, so that a client's every request does not cost a verification. */
const REMEMBERED_TOKENS = 1_000;

/** Reads `Authorization: Bearer <demo token>` (RFC 6750); null when the header is absent. */
export function demoAuthentication(key: Uint8Array): (headers: IncomingHttpHeaders) => Promise<Viewer | null> {
  const sound = new LRUCache<string, SoundToken>({ max: REMEMBERED_TOKENS });
  return async ({ authorization }) => {
    if (authorization === undefined) return null;
    const known = sound.get(authorization);
    if (known && known.expiresMs > Date.now()) return known.viewer;
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
    if (!token) throw new CredentialsRefused('no bearer token');
    const read = await readToken(key, token);
    sound.set(authorization, read);
    return read.viewer;
  };
}

/** Accepts no credentials: what production uses until an issuer of sessions is configured. */
export async function noAuthentication({ authorization }: IncomingHttpHeaders): Promise<null> {
  if (authorization !== undefined) throw new CredentialsRefused('demo tokens are refused in production');
  return null;
}

function readRoles(claim: unknown): readonly Role[] | null {
  if (!Array.isArray(claim) || claim.length === 0) return null;
  const roles = claim.filter((role): role is Role => ROLES.some((known) => known === role));
  return roles.length === claim.length ? roles : null;
}

/** Null is every site; undefined when the claim is neither null nor a list of ids. */
function readSites(claim: unknown): Viewer['siteIds'] | undefined {
  if (claim === null) return null;
  if (!Array.isArray(claim)) return undefined;
  const sites = claim.map((site) => parseId<'Location'>(String(site)));
  return sites.every((site) => site !== null) ? sites : undefined;
}
