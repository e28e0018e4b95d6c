import type { Id } from '@spindle/kernel';

/** What a person or program may be in a practice. `PUBLIC` is whoever opens the practice's own web page: nobody known. */
export const ROLES = ['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN', 'PATIENT', 'SERVICE', 'PUBLIC'] as const;
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
  /** Which practitioner of the practice the person is, if one. */
  readonly practitionerId?: Id<'Practitioner'> | null;
  /** Which patient of the practice the person is, if one: a PATIENT sees this record alone. */
  readonly patientId?: Id<'Patient'> | null;
  /** The break-glass grant under which the person looks at what the role alone would not show: one patient's record, read only. */
  readonly breakGlass?: BreakGlass | null;
}

/** Emergency access: while the gateway names it, the grant holds. */
export interface BreakGlass {
  readonly grantId: Id<'BreakGlassGrant'>;
  readonly patientId: Id<'Patient'>;
}

/** A request whose origin was verified: by signature over HTTP, by being handed over inside one process. */
export interface VerifiedRequest {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** The client's name for its operation, for the audit trail; null when it gave none. */
  readonly operation?: string | null;
  /** The span that caused the request (W3C Trace Context, `traceparent`), where requests are traced. */
  readonly traceparent?: string;
}

/**
 * Whether the viewer works for the practice. Patients see nothing until rights are told field by field: everything in
 * the graph is meant for staff.
 */
export function isStaff(viewer: Viewer): boolean {
  return viewer.roles.some((role) => role !== 'PATIENT' && role !== 'PUBLIC');
}
