import { createHash } from 'node:crypto';
import { decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';
import { CredentialsRefused } from '../credentials';
import type { IssuerClient } from '../issuer/issuer-client';

/** The longest token that is read, in characters. */
export const TOKEN_LENGTH = 8_192;

/** The form of a key's name. A name is looked up among the issuer's keys and nowhere else. */
const KEY_NAME = /^[\w.=-]{1,128}$/;

/** Header parameters by which a token would bring or point at its own key (RFC 7515, 4.1.2 to 4.1.6). */
const OWN_KEY = ['jku', 'jwk', 'x5u', 'x5c'] as const;

/** Seconds by which clocks may differ. */
const CLOCK_TOLERANCE_SECONDS = 5;

const REMEMBERED = 5_000;
/** For how long a checked token is not checked again: a key that its issuer withdrew is out within this time. */
const REMEMBERED_MS = 30_000;

/**
 * Checks access tokens (RFC 9068): an allowed algorithm, a key of the issuer, `typ` at+jwt, issuer, audience, times.
 * Throws `CredentialsRefused` for any other, and `RequestRefused` while the issuer's keys cannot be had.
 */
export class BearerTokens {
  readonly #sound = new LRUCache<string, JWTPayload>({ max: REMEMBERED, ttl: REMEMBERED_MS });

  constructor(private readonly issuer: IssuerClient) {}

  async verify(token: string): Promise<JWTPayload> {
    if (token.length > TOKEN_LENGTH) throw new CredentialsRefused('the token is too long');
    const digest = createHash('sha256').update(token).digest('base64url');
    const known = this.#sound.get(digest);
    if (known && Number(known.exp) * 1000 > Date.now()) return known;
    requireSoundHeader(token);
    const payload = await this.#check(token);
    this.#sound.set(digest, payload);
    return payload;
  }

  async #check(token: string): Promise<JWTPayload> {
    const { issuer, audience, algorithms } = this.issuer.settings;
    try {
      const { payload } = await jwtVerify(token, (header, jws) => this.issuer.key(header, jws), {
        issuer, audience, algorithms: [...algorithms], typ: 'at+jwt', requiredClaims: ['sub', 'exp', 'iat'], clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      return payload;
    } catch (cause) {
      if (cause instanceof errors.JOSEError || cause instanceof TypeError) throw new CredentialsRefused(`token: ${cause instanceof errors.JOSEError ? cause.code : 'unreadable'}`, { cause });
      throw cause;
    }
  }
}

function requireSoundHeader(token: string): void {
  const header = headerOf(token);
  if (OWN_KEY.some((name) => name in header)) throw new CredentialsRefused('the token brings its own key');
  if (typeof header.kid !== 'string' || !KEY_NAME.test(header.kid)) throw new CredentialsRefused('the token names no key');
}

function headerOf(token: string) {
  try {
    return decodeProtectedHeader(token);
  } catch (cause) {
    throw new CredentialsRefused('unreadable token', { cause });
  }
}
