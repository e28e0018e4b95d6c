import { err, ok, type Id, type Result } from '@spindle/kernel';

export type AlertCategory = 'ADMINISTRATIVE' | 'CLINICAL';

/** Something to know of a patient before anything else. */
export interface PatientAlert {
  readonly id: Id<'PatientAlert'>;
  readonly version: number;
  readonly patientId: Id<'Patient'>;
  readonly category: AlertCategory;
  readonly text: string;
  readonly pinnedAt: Date;
  readonly endedAt: Date | null;
}

export interface AlertCategoryNotAllowedError { readonly kind: 'AlertCategoryNotAllowedError'; readonly message: string }
export interface AlertEndedError { readonly kind: 'AlertEndedError'; readonly message: string }

/** Clinical alerts belong to those who treat. */
export function refuseCategory(category: AlertCategory, isTreating: boolean): AlertCategoryNotAllowedError | null {
  return category === 'CLINICAL' && !isTreating ? { kind: 'AlertCategoryNotAllowedError', message: 'Clinical alerts are pinned and ended by those who treat.' } : null;
}

export function endAlert(alert: PatientAlert, at: Date): Result<PatientAlert, AlertEndedError> {
  return alert.endedAt === null ? ok({ ...alert, endedAt: at }) : err({ kind: 'AlertEndedError', message: 'This alert was ended already.' });
}
