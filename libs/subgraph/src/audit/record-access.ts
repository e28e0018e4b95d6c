import { CURSOR_PART } from '../execution/page-arguments';

/** Why somebody looks at a record (45 CFR 164.501, 164.506); `PATIENT_REQUEST` is the patient's own look at it. */
export type AccessPurpose = 'TREATMENT' | 'PAYMENT' | 'OPERATIONS' | 'PATIENT_REQUEST' | 'PUBLIC' | 'BREAK_GLASS';

/** One row of a patient's access report. */
export interface RecordAccess {
  readonly id: string;
  readonly at: Date;
  readonly personId: string;
  readonly roles: readonly string[];
  readonly action: 'READ' | 'WRITE';
  readonly fieldClasses: readonly string[];
  readonly purpose: AccessPurpose;
  readonly outcome: 'ALLOWED' | 'DENIED';
  readonly operation: string | null;
  readonly requestId: string;
  readonly breakGlassGrantId: string | null;
}

/** Where a row stands in an access report: its instant to the microsecond, its id. */
export const ACCESS_POSITION = [CURSOR_PART.instant, CURSOR_PART.id] as const;

/** Resolvers of `RecordAccess`: each field is the row's own. */
export const RecordAccessResolvers = {};
