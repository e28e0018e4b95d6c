import type { Id } from '@spindle/kernel';

/** What a person or program may be in a practice. */
export const ROLES = ['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN', 'PATIENT', 'SERVICE'] as const;
export type Role = (typeof ROLES)[number];

/**
 * For whom a request is made. The gateway establishes it from credentials it verified; it is never read from
 * anything a client can write. `siteIds` null means every site of the practice.
 */
export interface Viewer {
  readonly personId: Id<'Person'>;
  readonly practiceId: Id<'Practice'>;
  readonly roles: readonly Role[];
  readonly siteIds: readonly Id<'Location'>[] | null;
}

/** A request whose origin was verified: by signature over HTTP, by being handed over inside one process. */
export interface VerifiedRequest {
  readonly viewer: Viewer;
  readonly requestId: string;
}

/**
 * Whether the viewer works for the practice. Patients see nothing until rights are told field by field: everything in
 * the graph is meant for staff.
 */
export function isStaff(viewer: Viewer): boolean {
  return viewer.roles.some((role) => role !== 'PATIENT');
}
