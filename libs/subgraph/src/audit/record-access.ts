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

/** Resolvers of `RecordAccess`: each field is the row's own. */
export const RecordAccessResolvers = {};
