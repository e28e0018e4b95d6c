import type { FieldClass } from './field-class';

/** Where a request says whose record its answer holds. Cheap to call for each object: what is told twice is kept once. */
export interface AccessTrail {
  /** The answer holds fields of these classes from this patient's record. */
  read(patientId: string, classes: readonly FieldClass[]): void;
  /** Fields of these classes were asked for, of these patients as far as the request named any, and refused to this viewer. */
  refused(classes: readonly FieldClass[], patientIds?: readonly string[]): void;
}
