/**
 * What a field tells about the person whose record it belongs to. The audit trail says by these words what of a record
 * was read or changed, never a value. `REFERENCE` is what belongs to no patient: sites, payers, catalogues, settings.
 */
export const FIELD_CLASSES = [
  'IDENTITY', 'CONTACT', 'IDENTIFIER', 'SCHEDULE', 'CLINICAL', 'NOTE', 'CONSENT', 'INSURANCE', 'CLAIM', 'MONEY', 'DISCLOSURE', 'AUDIT', 'REFERENCE',
] as const;
export type FieldClass = (typeof FIELD_CLASSES)[number];

/** Where a request says whose record its answer holds. Cheap to call for each object: what is told twice is kept once. */
export interface AccessTrail {
  /** The answer holds fields of these classes from this patient's record. */
  read(patientId: string, classes: readonly FieldClass[]): void;
  /** Fields of these classes were asked for, and refused to this viewer. */
  refused(classes: readonly FieldClass[]): void;
}
