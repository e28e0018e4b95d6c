import type { IncomingMessage } from 'node:http';
import { decodeJwt, type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';
import { parseId, type Id } from '@spindle/kernel';
import { ROLES, type Role, type Viewer } from '@spindle/subgraph';
import { CredentialsRefused } from '../credentials';
import type { IssuerClient } from '../issuer/issuer-client';
import { claimedRoles } from '../issuer/issuer-settings';
import { viewerOf, type Membership, type Narrowing } from '../people/membership';
import { findMembershipsOfSubject } from '../people/people.repository';
import type { Worker } from '../store';
import { BearerTokens, TOKEN_LENGTH } from './bearer-tokens';
import { MEMBERSHIP_HOLDS_MS } from './holding';

const REMEMBERED = 10_000;

/** Who asks with `Authorization: Bearer …` (RFC 6750): the token says which person, the practice's membership what it may. */
export class BearerAuthentication {
  readonly #tokens: BearerTokens;
  readonly #memberships = new LRUCache<string, Promise<Membership[]>>({ max: REMEMBERED, ttl: MEMBERSHIP_HOLDS_MS });

  constructor(private readonly issuer: IssuerClient, private readonly worker: Worker) {
    this.#tokens = new BearerTokens(issuer);
  }

  /** The viewer of a request; null without the header. Throws `CredentialsRefused` for one that does not hold. */
  async find(request: IncomingMessage): Promise<Viewer | null> {
    const [authorization, another] = request.headersDistinct['authorization'] ?? [];
    if (authorization === undefined) return null;
    if (another !== undefined) throw new CredentialsRefused('two authorization headers');
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
    if (!token) throw new CredentialsRefused('no bearer token');
    const claims = await this.#tokens.verify(token);
    const membership = this.#choose(await this.#membershipsOf(String(claims.sub)), claims['practice']);
    const viewer = membership && viewerOf(membership, this.#narrowing(claims, membership));
    if (!viewer) throw new CredentialsRefused('no membership');
    return viewer;
  }

  #membershipsOf(subject: string): Promise<Membership[]> {
    const known = this.#memberships.get(subject);
    if (known) return known;
    const found = findMembershipsOfSubject(this.worker, this.issuer.settings.name, subject);
    this.#memberships.set(subject, found);
    found.catch(() => this.#memberships.delete(subject));
    return found;
  }

  /** The practice that the token names by id or short name; without a name, the only one there is. */
  #choose(memberships: readonly Membership[], practice: unknown): Membership | undefined {
    if (practice === undefined) return memberships.length === 1 ? memberships[0] : undefined;
    return memberships.find(({ practiceId, practiceSlug }) => practice === practiceId || practice === practiceSlug);
  }

  #narrowing(claims: JWTPayload, { practiceSlug }: Membership): Narrowing {
    const { roleMapping } = this.issuer.settings;
    const mapped = roleMapping && (claimedRoles(roleMapping, claims).get(practiceSlug) ?? []);
    const named = claims['roles'] === undefined || roleMapping?.claim === 'roles' ? null : listOf(claims['roles'], isRole);
    const sites = claims['sites'] === undefined || claims['sites'] === null ? null : listOf(claims['sites'], isSite);
    return { roles: mapped && named ? mapped.filter((role) => named.includes(role)) : (mapped ?? named), siteIds: sites };
  }
}

/** Whom a request's token says it is for, whether it holds or not; null where it says nothing. */
export function claimedSubject({ headers: { authorization = '' } }: IncomingMessage): string | null {
  if (authorization.length > TOKEN_LENGTH) return null;
  try {
    const { sub } = decodeJwt(authorization.replace(/^Bearer +/i, ''));
    return typeof sub === 'string' ? sub : null;
  } catch {
    return null;
  }
}

/** A claim that is not wholly of its form is refused: it may mean less than what is left of it. */
function listOf<T>(claim: unknown, is: (value: unknown) => value is T): readonly T[] {
  if (!Array.isArray(claim) || !claim.every(is)) throw new CredentialsRefused('a claim of the token has another form');
  return claim;
}

function isRole(value: unknown): value is Role {
  return ROLES.some((role) => role === value);
}

function isSite(value: unknown): value is Id<'Location'> {
  return typeof value === 'string' && parseId(value) === value;
}
