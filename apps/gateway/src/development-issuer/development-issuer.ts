import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { SignJWT, type JSONWebKeySet, type JWK } from 'jose';
import type { Id } from '@spindle/kernel';
import { deriveKey, type Role } from '@spindle/subgraph';
import type { IssuerSettings } from '../identity/issuer/issuer-settings';

/** Under which name people of the development issuer are known. */
export const DEVELOPMENT_ISSUER_NAME = 'development';

/** `iss` of its tokens: a name, whatever port it is served on. */
export const DEVELOPMENT_ISSUER = 'http://development-issuer.localhost';

/** `aud` of access tokens for the gateway. */
export const API_AUDIENCE = 'urn:spindle:api';

export const DEVELOPMENT_CLIENT_ID = 'spindle-gateway';

/** Seconds for which a token from the command line holds: a working day. */
export const TOKEN_LIFETIME_SECONDS = 12 * 60 * 60;

const ALGORITHM = 'EdDSA';
const KEY_ID = 'development';

/** An Ed25519 private key is 32 bytes behind this head (RFC 8410, 7). */
const ED25519_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** What the development issuer signs with: made from the installation's own secret, the same after every restart. */
function signingKey(secret: string): KeyObject {
  if (process.env['NODE_ENV'] === 'production') throw new Error('The development issuer does not exist in production: configure an issuer (OIDC_ISSUER).');
  return createPrivateKey({ key: Buffer.concat([ED25519_HEAD, deriveKey(secret, 'development issuer')]), format: 'der', type: 'pkcs8' });
}

export function developmentSigningKeys(secret: string): { keys: JWK[] } {
  return { keys: [{ ...(signingKey(secret).export({ format: 'jwk' }) as JWK), kid: KEY_ID, alg: ALGORITHM, use: 'sig' }] };
}

function publicKeys(secret: string): JSONWebKeySet {
  return { keys: [{ ...(createPublicKey(signingKey(secret)).export({ format: 'jwk' }) as JWK), kid: KEY_ID, alg: ALGORITHM, use: 'sig' }] };
}

/** The secret of the gateway at the development issuer. */
export function developmentClientSecret(secret: string, clientId: string): string {
  return Buffer.from(deriveKey(`${clientId} ${secret}`, 'development issuer')).toString('base64url');
}

/** The settings by which a gateway takes the development issuer's logins and tokens; without an address, its tokens only. */
export function developmentIssuer(secret: string, discoveryUrl: string | null = null): IssuerSettings {
  return {
    name: DEVELOPMENT_ISSUER_NAME, issuer: DEVELOPMENT_ISSUER, discoveryUrl, audience: API_AUDIENCE, algorithms: [ALGORITHM], keys: publicKeys(secret),
    clientId: DEVELOPMENT_CLIENT_ID, clientSecret: developmentClientSecret(secret, DEVELOPMENT_CLIENT_ID), roleMapping: null, onlyPublicAddresses: false,
  };
}

/** For whom a token is. What it names only narrows what the person is in the practice. */
export interface TokenRequest {
  /** Who the person or program is at the development issuer. */
  readonly subject: string;
  readonly practiceId: Id<'Practice'>;
  readonly roles?: readonly Role[];
  /** Null or absent: every site of the membership. */
  readonly siteIds?: readonly Id<'Location'>[] | null;
}

/** An access token (RFC 9068) as the development issuer signs them. Refused in production, where its key does not count either. */
export function issueToken(secret: string, { subject, practiceId, roles, siteIds = null }: TokenRequest, lifetimeSeconds: number = TOKEN_LIFETIME_SECONDS): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ client_id: 'command-line', practice: practiceId, ...(roles ? { roles: [...roles] } : {}), ...(siteIds ? { sites: [...siteIds] } : {}) })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid: KEY_ID })
    .setIssuer(DEVELOPMENT_ISSUER)
    .setAudience(API_AUDIENCE)
    .setSubject(subject)
    .setJti(crypto.randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + lifetimeSeconds)
    .sign(signingKey(secret));
}
