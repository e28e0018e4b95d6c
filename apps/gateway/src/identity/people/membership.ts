import type { Id } from '@spindle/kernel';
import type { BreakGlass, Role, Viewer } from '@spindle/subgraph';

/** What a person is in a practice now. */
export interface Membership {
  readonly practiceId: Id<'Practice'>;
  readonly practiceSlug: string;
  readonly practiceName: string;
  readonly personId: Id<'Person'>;
  readonly personName: string;
  readonly roles: readonly Role[];
  /** Null: every site of the practice. */
  readonly siteIds: readonly Id<'Location'>[] | null;
  readonly practitionerId: Id<'Practitioner'> | null;
  readonly patientId: Id<'Patient'> | null;
  /** Whether the practice let the person in as a program, and has not revoked it. */
  readonly isService: boolean;
}

/** What a token's claims take away from a membership; they never add to it. Null: nothing is taken away. */
export interface Narrowing {
  readonly roles: readonly Role[] | null;
  readonly siteIds: readonly Id<'Location'>[] | null;
}

export const EVERYTHING: Narrowing = { roles: null, siteIds: null };

/**
 * The viewer that a membership makes, or null when nothing of it is left: no role, or no site. SERVICE is worth nothing
 * without a service account; whom the person is as a practitioner or patient goes with that role.
 */
export function viewerOf(membership: Membership, narrowing: Narrowing = EVERYTHING, breakGlass: BreakGlass | null = null): Viewer | null {
  const { personId, practiceId, practitionerId, patientId, isService } = membership;
  const roles = membership.roles.filter((role) => (role !== 'SERVICE' || isService) && (narrowing.roles?.includes(role) ?? true));
  const siteIds = sitesOf(membership.siteIds, narrowing.siteIds);
  if (roles.length === 0 || siteIds?.length === 0) return null;
  return {
    personId, practiceId, roles, siteIds, breakGlass,
    practitionerId: roles.includes('PRACTITIONER') ? practitionerId : null,
    patientId: roles.includes('PATIENT') ? patientId : null,
  };
}

function sitesOf(own: Membership['siteIds'], wanted: Narrowing['siteIds']): Membership['siteIds'] {
  if (own === null || wanted === null) return own ?? wanted;
  return own.filter((site) => wanted.includes(site));
}
