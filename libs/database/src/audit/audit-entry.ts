import type { AccessPurpose, FieldClass, Viewer } from '@spindle/subgraph';

/** One row of the trail, as far as it differs from the other rows of its request. */
export interface AuditEntry {
  /** Null where no patient is concerned or known. */
  readonly patientId: string | null;
  readonly fieldClasses: readonly FieldClass[];
  readonly action: 'READ' | 'WRITE';
  /** `DENIED` is for rights alone: what a rule of the clinic refused was looked at, and is a READ that was allowed. */
  readonly outcome: 'ALLOWED' | 'DENIED';
}

/** The request behind the rows: the gateway's id for it, and what the client calls its operation. */
export interface RequestOrigin {
  readonly requestId: string;
  readonly operation?: string | null | undefined;
}

/** The purpose follows from whom the request is for: the role that comes first here decides for a person with several. */
function purposeOf({ roles }: Viewer): AccessPurpose {
  if (roles.includes('PRACTITIONER')) return 'TREATMENT';
  if (roles.includes('BILLER')) return 'PAYMENT';
  if (roles.some((role) => role === 'FRONT_DESK' || role === 'PRACTICE_ADMIN' || role === 'SERVICE')) return 'OPERATIONS';
  return roles.includes('PATIENT') ? 'PATIENT_REQUEST' : 'PUBLIC';
}

/** Why one record is looked at, and the break-glass grant that let it be: a grant is for one patient's record. */
export function accessTo(patientId: string | null, viewer: Viewer): { readonly purpose: AccessPurpose; readonly grantId: string | null } {
  const { breakGlass } = viewer;
  if (breakGlass && breakGlass.patientId === patientId) return { purpose: 'BREAK_GLASS', grantId: breakGlass.grantId };
  return { purpose: purposeOf(viewer), grantId: null };
}
