import { createHash, type webcrypto } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { parseId } from '@spindle/kernel';
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
  readonly request: VerifiedRequest;
}

const imported = new WeakMap<Uint8Array, Promise<webcrypto.CryptoKey>>();

/** The key as Web Crypto takes it, imported once: the import costs more than a signature. */
function cryptoKey(key: Uint8Array): Promise<webcrypto.CryptoKey> {
  const known = imported.get(key) ?? crypto.subtle.importKey('raw', new Uint8Array(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
  imported.set(key, known);
  return known;
}

function bodyHash(body: string): string {
  return createHash('sha256').update(body).digest('base64url');
}

/**
 * Signs one request to one subgraph: a JWT (RFC 7519, HS256) over the body's SHA-256, the audience, the time and the
 * viewer. It travels as `Authorization: Bearer`. It is valid for sixty seconds and for one use.
 */
export async function signRequest(key: Uint8Array, { audience, body, request }: RequestToSign): Promise<string> {
  const { personId, practiceId, roles, siteIds, practitionerId = null, patientId = null, breakGlass = null } = request.viewer;
  return new SignJWT({
    body: bodyHash(body), practice: practiceId, roles: [...roles], sites: siteIds && [...siteIds], practitioner: practitionerId, patient: patientId,
    grant: breakGlass && [breakGlass.grantId, breakGlass.patientId], request: request.requestId, operation: request.operation ?? null,
  })
    .setProtectedHeader({ alg: ALGORITHM })
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setSubject(personId)
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
}

/** Checks signature, audience, age, body and first use; throws `SignatureRefused` otherwise. */
export async function verifyRequest(key: Uint8Array, received: ReceivedRequest, replays: ReplayGuard): Promise<VerifiedRequest> {
  if (!received.token) throw new SignatureRefused('unsigned');
  const { payload } = await jwtVerify(received.token, await cryptoKey(key), {
    algorithms: [ALGORITHM], issuer: ISSUER, audience: received.audience, maxTokenAge: SIGNATURE_LIFETIME_SECONDS, requiredClaims: ['sub', 'jti', 'exp', 'body', 'practice', 'roles', 'sites', 'request'],
  }).catch((cause: unknown) => { throw new SignatureRefused('bad signature', { cause }); });
  if (payload['body'] !== bodyHash(received.body)) throw new SignatureRefused('another body');
  if (!replays.admit(String(payload.jti), Date.now())) throw new SignatureRefused('replayed');
  return { viewer: toViewer(payload), requestId: String(payload['request']), operation: typeof payload['operation'] === 'string' ? payload['operation'] : null };
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
