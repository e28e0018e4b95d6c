import type { JSONWebKeySet } from 'jose';
import type { Role } from '@spindle/subgraph';

/** Which roles a value of the issuer's claim stands for, by the practice's short name. */
export interface RoleMapping {
  readonly claim: string;
  readonly roles: ReadonlyMap<string, readonly { readonly practice: string; readonly role: Role }[]>;
}

/** An issuer of identities (OpenID Connect): the development issuer, or the one a production names. */
export interface IssuerSettings {
  /** Under which people are known: it stays when the issuer moves. */
  readonly name: string;
  /** `iss` of its tokens. */
  readonly issuer: string;
  /** Where its metadata are served, without `/.well-known/openid-configuration`; null: no login, tokens only. */
  readonly discoveryUrl: string | null;
  readonly clientId: string;
  readonly clientSecret: string | null;
  /** `aud` of access tokens for this API. */
  readonly audience: string;
  /** Signature algorithms that are accepted; none but these, whatever a token says. */
  readonly algorithms: readonly string[];
  /** Its keys, where they are known beforehand; else they are fetched. */
  readonly keys: JSONWebKeySet | null;
  /** Roles from claims; null: memberships are recorded by the practice alone. */
  readonly roleMapping: RoleMapping | null;
  /** Production: only https to public addresses. */
  readonly onlyPublicAddresses: boolean;
}

/** Signatures with a public key (RFC 7518, 3.1; RFC 8037). A shared secret is never accepted: nobody else could check it. */
export const ASYMMETRIC_ALGORITHMS = ['ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'EdDSA', 'Ed25519'] as const;

/** The roles that a token's claims map to, by practice. */
export function claimedRoles({ claim, roles }: RoleMapping, claims: Readonly<Record<string, unknown>>): ReadonlyMap<string, readonly Role[]> {
  const value = claims[claim];
  const values = Array.isArray(value) ? value : [value];
  const found = new Map<string, Role[]>();
  for (const { practice, role } of values.flatMap((each) => (typeof each === 'string' ? (roles.get(each) ?? []) : []))) {
    const known = found.get(practice) ?? [];
    found.set(practice, known.includes(role) ? known : [...known, role]);
  }
  return found;
}
