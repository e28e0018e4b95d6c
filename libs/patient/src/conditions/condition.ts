import type { CalendarDay, Id } from '@spindle/kernel';
import type { RecordSource } from '../patients/patient';

export type ConditionClinicalStatus = 'ACTIVE' | 'RECURRENCE' | 'RELAPSE' | 'INACTIVE' | 'REMISSION' | 'RESOLVED' | 'UNKNOWN';

/** A diagnosis or problem of a patient. */
export interface Condition {
  readonly id: Id<'Condition'>;
  readonly patientId: Id<'Patient'>;
  readonly code: { readonly system: string | null; readonly code: string | null; readonly text: string };
  readonly onset: CalendarDay | null;
  readonly abatement: CalendarDay | null;
  readonly clinicalStatus: ConditionClinicalStatus;
  readonly source: RecordSource;
}
