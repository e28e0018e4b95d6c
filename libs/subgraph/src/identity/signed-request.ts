import { createHash, type webcrypto } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { parseId } from '@spindle/kernel';
import type { KeyRing, NamedKey } from './key-ring';
import { ROLES, type BreakGlass, type Role, type VerifiedRequest, type Viewer } from './viewer';

/** Seconds for which a signed request is accepted. */
export const SIGNATURE_LIFETIME_SECONDS = 60;

const ISSUER = 'spindle-gateway';
const ALGORITHM = 'HS256';

/** Why a request to a subgraph was turned away. The text is for the operator's log, never for the caller. */
export class SignatureRefused extends Error {
  override readonly name = 'SignatureRefused';
}

export interface RequestToSign {
  readonly audience: string;
  readonly body: string;
  /** What is asked: the text of a GraphQL operation, or the type of an event. */
  readonly operation: string;
  readonly request: VerifiedRequest;
}

const imported = new WeakMap<Uint8Array, Promise<webcrypto.CryptoKey>>();

/** The key as Web Crypto takes it, imported once: the import costs more than a signature. */
function cryptoKey(key: Uint8Array): Promise<webcrypto.CryptoKey> {
  const known = imported.get(key) ?? crypto.subtle.importKey('raw', new Uint8Array(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
  imported.set(key, known);
  return known;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/**
 * Signs one request to one subgraph with the newest key: a JWT (RFC 7519, HS256) over the SHA-256 of the body and of the
 * operation in it, the audience, the time and the viewer. It travels as `Authorization: Bearer`. It is valid for sixty
 * seconds and for one use.
 */
export function signRequest([newest]: KeyRing, request: RequestToSign): Promise<string> {
  return signWith(newest, request);
}

/**
 * Sends a request signed with the newest key and, where that is answered 401, with the older ones: who receives it may
 * not have been restarted with the newest key yet. Who refuses a signature has not begun to work.
 */
export async function sendSigned<Answer extends { readonly status: number }>(keys: KeyRing, request: RequestToSign, send: (token: string) => Promise<Answer>): Promise<Answer> {
  const [newest, ...older] = keys;
  let answer = await send(await signWith(newest, request));
  for (const key of older) {
    if (answer.status !== 401) break;
    answer = await send(await signWith(key, request));
  }
  return answer;
}

async function signWith({ id, key }: NamedKey, { audience, body, operation, request }: RequestToSign): Promise<string> {
  const asked = { body: hashOf(body), asked: hashOf(operation), request: request.requestId, operation: request.operation ?? null, trace: request.traceparent };
  return new SignJWT({ ...claimsOf(request.viewer), ...asked })
    .setProtectedHeader({ alg: ALGORITHM, kid: id })
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setSubject(request.viewer.personId)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${SIGNATURE_LIFETIME_SECONDS}s`)
    .sign(await cryptoKey(key));
}

/** Remembers which signatures were used, for as long as they would be accepted. */
export class ReplayGuard {
  readonly #seen = new Map<string, number>();

  /** False when this identifier was seen before. */
  admit(identifier: string, nowMs: number): boolean {
    for (const [seen, expiresMs] of this.#seen) {
      if (expiresMs > nowMs) break;
      this.#seen.delete(seen);
    }
    if (this.#seen.has(identifier)) return false;
    this.#seen.set(identifier, nowMs + 2 * SIGNATURE_LIFETIME_SECONDS * 1000);
    return true;
  }
}

export interface ReceivedRequest {
  readonly audience: string;
  readonly body: string;
  readonly token: string | undefined;
  /** Reads from the body what is asked. It is called once the body is known to be the sender's. */
  operation(): string;
}

const CLAIMS = ['sub', 'jti', 'exp', 'body', 'asked', 'practice', 'roles', 'sites', 'request'];
const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Checks signature, audience, age, body, operation and first use; throws `SignatureRefused` otherwise. */
export async function verifyRequest(keys: KeyRing, received: ReceivedRequest, replays: ReplayGuard): Promise<VerifiedRequest> {
  if (!received.token) throw new SignatureRefused('unsigned');
  const { payload } = await jwtVerify(received.token, ({ kid }) => keyNamed(keys, kid), {
    algorithms: [ALGORITHM], issuer: ISSUER, audience: received.audience, maxTokenAge: SIGNATURE_LIFETIME_SECONDS, requiredClaims: CLAIMS,
  }).catch((cause: unknown) => { throw new SignatureRefused('bad signature', { cause }); });
  if (payload['body'] !== hashOf(received.body)) throw new SignatureRefused('another body');
  if (payload['asked'] !== hashOf(received.operation())) throw new SignatureRefused('another operation');
  if (!replays.admit(String(payload.jti), Date.now())) throw new SignatureRefused('replayed');
  const [trace, operation] = [String(payload['trace']), payload['operation']];
  const request = { viewer: toViewer(payload), requestId: String(payload['request']), operation: typeof operation === 'string' ? operation : null };
  return TRACEPARENT.test(trace) ? { ...request, traceparent: trace } : request;
}

function keyNamed(keys: KeyRing, id: string | undefined): Promise<webcrypto.CryptoKey> {
  const named = keys.find((each) => each.id === id);
  if (!named) throw new SignatureRefused('unknown key');
  return cryptoKey(named.key);
}

function claimsOf({ practiceId, roles, siteIds, practitionerId = null, patientId = null, breakGlass = null }: Viewer): Record<string, unknown> {
  return {
    practice: practiceId, roles: [...roles], sites: siteIds && [...siteIds], practitioner: practitionerId, patient: patientId,
    grant: breakGlass && [breakGlass.grantId, breakGlass.patientId],
  };
}

function toViewer(claims: Record<string, unknown>): Viewer {
  const practiceId = parseId<'Practice'>(String(claims['practice']));
  const personId = parseId<'Person'>(String(claims['sub']));
  if (!practiceId || !personId) throw new SignatureRefused('no practice or person');
  const roles = (Array.isArray(claims['roles']) ? claims['roles'] : []).filter((role): role is Role => ROLES.some((known) => known === role));
  return {
    practiceId, personId, roles, siteIds: toSites(claims['sites']),
    practitionerId: parseId<'Practitioner'>(String(claims['practitioner'])), patientId: parseId<'Patient'>(String(claims['patient'])),
    breakGlass: toBreakGlass(claims['grant']),
  };
}

/** Null, every site, only when it was said: anything but a list of sites is refused. */
function toSites(sites: unknown): Viewer['siteIds'] {
  if (sites === null) return null;
  if (!Array.isArray(sites)) throw new SignatureRefused('no sites');
  return sites.map((site) => parseId<'Location'>(String(site))).filter((site) => site !== null);
}

function toBreakGlass(claim: unknown): BreakGlass | null {
  const [grant, patient] = Array.isArray(claim) ? (claim as readonly unknown[]) : [];
  const grantId = parseId<'BreakGlassGrant'>(String(grant));
  const patientId = parseId<'Patient'>(String(patient));
  return grantId && patientId && { grantId, patientId };
}
