import { err, ok, type Result } from '@spindle/kernel';
import { parseReason, type InvalidInputError } from '../visit-flow/reason';

/**
 * Why a visit does not take place: a closed list for every kind of practice, of a no-show too, as FHIR R4 has one list for
 * both (Appointment.cancelationReason, invariant app-4). The SDL names the code of
 * http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason (4.0.1) for each.
 */
export const CANCELLATION_CODES = [
  'PATIENT', 'PATIENT_BY_LINK', 'PATIENT_FEELS_BETTER', 'PATIENT_TRANSPORT', 'PATIENT_MOVED_AWAY', 'PATIENT_CHANGES_PROVIDER', 'PATIENT_DECEASED', 'PATIENT_FORGOT', 'PATIENT_LEFT',
  'PROVIDER', 'EQUIPMENT', 'ROOM', 'INTERPRETER', 'WEATHER', 'FINANCIAL', 'SCHEDULING_ERROR', 'UNKNOWN', 'OTHER',
] as const;
export type CancellationCode = (typeof CANCELLATION_CODES)[number];

/** Reasons that lie with the clinic, or that only who cancels can have. */
const NEVER_OF_A_NO_SHOW: ReadonlySet<CancellationCode> = new Set<CancellationCode>(['PATIENT_BY_LINK', 'PATIENT_LEFT', 'PROVIDER', 'EQUIPMENT', 'ROOM', 'INTERPRETER', 'SCHEDULING_ERROR']);

/** Why a visit ends before its time, as it is kept on it. */
export interface Cancellation {
  readonly code: CancellationCode;
  /** In words, where somebody gave them. */
  readonly reason: string | null;
}

export interface CancellationInput {
  readonly reasonCode: CancellationCode;
  readonly reason?: string | null | undefined;
}

/** Reads why a visit is cancelled or was missed. OTHER says nothing without words. */
export function parseCancellation({ reasonCode, reason }: CancellationInput, ending: 'CANCEL' | 'RECORD_NO_SHOW'): Result<Cancellation, InvalidInputError> {
  if (ending === 'RECORD_NO_SHOW' && NEVER_OF_A_NO_SHOW.has(reasonCode)) {
    return err({ kind: 'InvalidInputError', message: 'This is no reason of a patient who did not come: cancel the visit instead, or choose another reason.', field: 'reasonCode' });
  }
  if (reason === null || reason === undefined) {
    return reasonCode === 'OTHER' ? err({ kind: 'InvalidInputError', message: 'Say in words which other reason it is.', field: 'reason' }) : ok({ code: reasonCode, reason: null });
  }
  const words = parseReason(reason);
  return words.ok ? ok({ code: reasonCode, reason: words.value }) : words;
}
