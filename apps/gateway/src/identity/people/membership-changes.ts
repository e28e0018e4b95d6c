import { err, ok, parseId, type Id, type Result } from '@spindle/kernel';
import type { Role } from '@spindle/subgraph';

/** Roles that an administrator gives: programs and visitors are let in otherwise. */
export const GIVEN_ROLES = ['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN', 'PATIENT'] as const satisfies readonly Role[];
type GivenRole = (typeof GIVEN_ROLES)[number];

/** What an administrator says of a person's rights. */
export interface MembershipRights {
  readonly roles: readonly GivenRole[];
  readonly siteIds: readonly Id<'Location'>[] | null;
  readonly practitionerId: Id<'Practitioner'> | null;
  readonly patientId: Id<'Patient'> | null;
}

export interface MembershipToAdd extends MembershipRights {
  readonly name: string;
  /** Who the person is at the issuer; else the address by which they are invited. */
  readonly subject: string | null;
  readonly email: string | null;
}

export interface MembershipRefusal {
  readonly kind: 'InvalidInput';
  readonly message: string;
}

type Body = Readonly<Record<string, unknown>>;

/** Reads a person to be let in. */
export function checkMembership(body: Body): Result<MembershipToAdd, MembershipRefusal> {
  const name = textOf(body['name'], 200);
  const subject = textOf(body['subject'], 255);
  const email = textOf(body['email'], 254);
  if (!name) return refuse('name is to be the person\'s name.');
  if ((subject === null) === (email === null)) return refuse('Say either subject, who the person is at the issuer, or email, by which the person is invited.');
  if (email !== null && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) return refuse('email is to be an address.');
  const rights = checkRights(body);
  return rights.ok ? ok({ ...rights.value, name, subject, email }) : rights;
}

/** Reads what a person is to be. */
export function checkRights(body: Body): Result<MembershipRights, MembershipRefusal> {
  const roles = Array.isArray(body['roles']) ? [...new Set(body['roles'] as readonly unknown[])] : [];
  if (roles.length === 0 || !roles.every(isGiven)) return refuse(`roles is to be a list of ${GIVEN_ROLES.join(', ')}.`);
  const sites = body['siteIds'] ?? null;
  const siteIds = Array.isArray(sites) ? sites.map((site) => parseId<'Location'>(String(site))) : null;
  if (sites !== null && (!siteIds || siteIds.length === 0 || siteIds.includes(null))) return refuse('siteIds is null, for every site, or a list of ids.');
  const ids = (['practitionerId', 'patientId'] as const).map((field) => [field, body[field] ?? null] as const);
  const wrong = ids.find(([, value]) => value !== null && !parseId(String(value)));
  if (wrong) return refuse(`${wrong[0]} is to be an id.`);
  const [practitionerId, patientId] = ids.map(([, value]) => (value === null ? null : parseId(String(value))));
  if (roles.includes('PATIENT') && !patientId) return refuse('A PATIENT needs patientId: whose record is the person\'s own.');
  return ok({ roles, siteIds: siteIds as MembershipRights['siteIds'], practitionerId: (practitionerId ?? null) as MembershipRights['practitionerId'], patientId: (patientId ?? null) as MembershipRights['patientId'] });
}

function isGiven(role: unknown): role is GivenRole {
  return GIVEN_ROLES.some((known) => known === role);
}

function textOf(value: unknown, longest: number): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > longest ? null : text;
}

function refuse(message: string): Result<never, MembershipRefusal> {
  return err({ kind: 'InvalidInput', message });
}
