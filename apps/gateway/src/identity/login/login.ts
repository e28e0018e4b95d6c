import { createHmac } from 'node:crypto';
import { authorizationCodeGrant, buildAuthorizationUrl, buildEndSessionUrl, calculatePKCECodeChallenge, randomState, type IDToken } from 'openid-client';
import type { Id } from '@spindle/kernel';
import type { Logger } from '@spindle/subgraph';
import type { IssuerClient } from '../issuer/issuer-client';
import { claimedRoles } from '../issuer/issuer-settings';
import type { Membership } from '../people/membership';
import { ensurePerson, findMembershipsOfPerson, recordClaimedRoles } from '../people/people.repository';
import { RequestRefused } from '../request-refused';
import type { Session, Sessions } from '../sessions/sessions';
import { hashOf, newSessionToken } from '../sessions/session-token';
import type { Worker, WorkerSql } from '../store';
import { addLoginAttempt, takeLoginAttempt, type LoginAttempt, type LoginPurpose } from './login-attempt.repository';

export interface LoginParts {
  readonly issuer: IssuerClient;
  readonly worker: Worker;
  readonly sessions: Sessions;
  /** Makes what must not be guessed and need not be kept. */
  readonly key: Uint8Array;
  readonly logger: Logger;
}

/** A login that begins: where the browser is sent, and what it has to bring back. */
export interface Begun {
  readonly url: string;
  readonly browserToken: string;
}

export interface LoginBeginning {
  /** What the browser holds already. */
  readonly cookie: string | null;
  readonly purpose: LoginPurpose;
  readonly returnTo: string;
  readonly practiceSlug: string | null;
  readonly redirectUri: string;
}

export interface LoginAnswer {
  readonly cookie: string | null;
  /** The address to which the issuer sent the browser, on this site. */
  readonly url: URL;
}

export interface LoggedIn {
  readonly token: string;
  readonly returnTo: string;
}

/** Seconds by which an issuer's clock may be behind ours. */
const CLOCK_TOLERANCE_MS = 5_000;

/**
 * Logins by authorization code (OpenID Connect Core 1.0, 3.1) with PKCE (RFC 7636, S256). The verifier and the nonce
 * are made from the state by a key of ours: nothing of a login under way that is worth stealing is kept.
 */
export class Login {
  constructor(private readonly parts: LoginParts) {}

  async begin({ cookie, purpose, returnTo, practiceSlug, redirectUri }: LoginBeginning): Promise<Begun> {
    const configuration = await this.parts.issuer.configuration();
    const browserToken = hashOf(cookie) ? (cookie as string) : newSessionToken();
    const state = randomState();
    await addLoginAttempt(this.parts.worker, { stateHash: hashOf(state) as Buffer, browserHash: hashOf(browserToken) as Buffer, purpose, returnTo, practiceSlug });
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri, scope: 'openid profile email', state, nonce: this.#derive(state, 'nonce'),
      code_challenge: await calculatePKCECodeChallenge(this.#derive(state, 'verifier')), code_challenge_method: 'S256',
      ...(purpose === 'REAUTHENTICATION' ? { prompt: 'login', max_age: '0' } : {}),
    });
    return { url: url.href, browserToken };
  }

  /** Takes the issuer's answer. Throws `RequestRefused` for one that this browser did not ask for, or that is nobody's here. */
  async finish({ cookie, url }: LoginAnswer): Promise<LoggedIn> {
    const state = url.searchParams.get('state');
    const stateHash = hashOf(state);
    const browserHash = hashOf(cookie);
    const attempt = stateHash && browserHash && (await takeLoginAttempt(this.parts.worker, stateHash, browserHash));
    if (!attempt || state === null) throw new RequestRefused(400, 'LOGIN_UNKNOWN', 'This login was not begun in this browser, took too long, or was finished before. Begin again.');
    const claims = await this.#exchange(url, state, attempt);
    return { token: await this.#admit(claims, cookie, attempt.practiceSlug), returnTo: attempt.returnTo };
  }

  /** Where the browser ends the session at the issuer, if the issuer has such a place (RP-Initiated Logout 1.0). */
  async issuerLogoutUrl(returnTo: string): Promise<string | null> {
    const { issuer } = this.parts;
    if (issuer.settings.discoveryUrl === null) return null;
    const configuration = await issuer.configuration().catch(() => null);
    if (!configuration?.serverMetadata().end_session_endpoint) return null;
    return buildEndSessionUrl(configuration, { client_id: issuer.settings.clientId, post_logout_redirect_uri: returnTo }).href;
  }

  async #exchange(url: URL, state: string, attempt: LoginAttempt & { readonly createdAt: Date }): Promise<IDToken> {
    const isAgain = attempt.purpose === 'REAUTHENTICATION';
    const configuration = await this.parts.issuer.configuration();
    const tokens = await authorizationCodeGrant(configuration, url, {
      expectedState: state, expectedNonce: this.#derive(state, 'nonce'), pkceCodeVerifier: this.#derive(state, 'verifier'), idTokenExpected: true,
      ...(isAgain ? { maxAge: 600 } : {}),
    }).catch((cause: unknown) => {
      this.parts.logger.warn('login refused', { cause });
      throw new RequestRefused(400, 'LOGIN_REFUSED', 'The login did not succeed. Begin again.');
    });
    const claims = tokens.claims();
    if (!claims) throw new RequestRefused(400, 'LOGIN_REFUSED', 'The login did not succeed. Begin again.');
    if (isAgain && authenticatedAt(claims).getTime() + CLOCK_TOLERANCE_MS < attempt.createdAt.getTime()) throw new RequestRefused(400, 'LOGIN_REFUSED', 'The issuer did not ask again who you are.');
    return claims;
  }

  /** Begins the session and ends what the browser had before: nothing it held at the beginning is worth anything after. */
  async #admit(claims: IDToken, cookie: string | null, slug: string | null): Promise<string> {
    const { worker, sessions } = this.parts;
    const earlier = await sessions.find(cookie, { isActivity: false });
    const token = await worker.transaction(async (sql) => {
      const personId = await this.#person(sql, claims);
      const membership = chosen(await findMembershipsOfPerson(sql, personId), { slug, earlier: earlier?.personId === personId ? earlier : null });
      await sessions.end(sql, cookie);
      return membership ? sessions.begin(sql, { practiceId: membership.practiceId, personId, authenticatedAt: authenticatedAt(claims) }) : null;
    });
    if (token === null) throw new RequestRefused(403, 'NO_MEMBERSHIP', slug === null ? 'You are known, but no practice has let you in. Ask the administrator of your practice.' : 'You are known, but this practice has not let you in. Ask its administrator.');
    return token;
  }

  async #person(sql: WorkerSql, claims: IDToken): Promise<Id<'Person'>> {
    const { name: issuer, roleMapping } = this.parts.issuer.settings;
    const name = textOf(claims['name']) ?? textOf(claims['preferred_username']) ?? claims.sub;
    const verifiedEmail = claims['email_verified'] === true ? textOf(claims['email']) : null;
    const id = await ensurePerson(sql, { issuer, subject: claims.sub, verifiedEmail, name: name.slice(0, 200) });
    if (roleMapping) await recordClaimedRoles(sql, { id, name: name.slice(0, 200) }, claimedRoles(roleMapping, claims));
    return id;
  }

  #derive(state: string, use: 'nonce' | 'verifier'): string {
    return createHmac('sha256', this.parts.key).update(`${use} ${state}`).digest('base64url');
  }
}

/** The practice that was asked for, else the one the browser was in, else the one the person was in last: memberships come in that order. */
function chosen(memberships: readonly Membership[], { slug, earlier }: { readonly slug: string | null; readonly earlier: Pick<Session, 'practiceId'> | null }): Membership | undefined {
  const ofPeople = memberships.filter(({ roles }) => roles.some((role) => role !== 'SERVICE'));
  if (slug !== null) return ofPeople.find(({ practiceSlug }) => practiceSlug === slug);
  return ofPeople.find(({ practiceId }) => practiceId === earlier?.practiceId) ?? ofPeople[0];
}

/** How long ago the person proved who they are counts from here; `auth_time` may be left out where nobody asked for it. */
function authenticatedAt({ auth_time: at, iat }: IDToken): Date {
  return new Date((typeof at === 'number' ? at : iat) * 1000);
}

function textOf(claim: unknown): string | null {
  return typeof claim === 'string' && claim.trim() !== '' ? claim.trim() : null;
}

/** Minutes after which proving who one is no longer counts as fresh. */
export const FRESH_MINUTES = 5;

/** Whether the person proved who they are a moment ago. */
export function isFresh({ authenticatedAt: at }: Pick<Session, 'authenticatedAt'>, nowMs: number): boolean {
  return nowMs - at.getTime() <= FRESH_MINUTES * 60_000;
}
