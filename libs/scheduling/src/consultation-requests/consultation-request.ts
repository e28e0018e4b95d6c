import type { Id } from '@spindle/kernel';
import type { FreeConsultationHadError, LeadIsPatientError } from '../leads/free-consultation';

export const REQUEST_OUTCOMES = ['BOOKED', 'HAD_ALREADY', 'IS_PATIENT'] as const;
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number];

/** What a visitor of the web page asked for, and what became of it. */
export interface ConsultationRequest {
  readonly id: Id<'ConsultationRequest'>;
  readonly leadId: Id<'Lead'>;
  readonly locationId: Id<'Location'>;
  readonly startsAt: Date;
  /** In their own words: health data, for the clinic's staff only. */
  readonly concern: string | null;
  readonly outcome: RequestOutcome;
  /** Null where nothing was booked. */
  readonly appointmentId: Id<'Appointment'> | null;
  readonly requestedAt: Date;
  readonly settledAt: Date | null;
}

/**
 * What a visitor is told: the same whether a visit was booked or not, so that nobody learns by a telephone number who is
 * a patient or was here. Instants are ISO 8601 in UTC.
 */
export interface ConsultationReceipt {
  readonly locationId: Id<'Location'>;
  readonly startsAt: string;
  readonly localStart: string;
}

export interface ConsultationTimeTakenError {
  readonly kind: 'ConsultationTimeTakenError';
  readonly message: string;
  /** ISO 8601, UTC. */
  readonly nearestStarts: readonly string[];
}

export interface ConsultationRequestNotFoundError { readonly kind: 'ConsultationRequestNotFoundError'; readonly message: string }

/** Whose time it is that somebody has is not told either. */
export function timeTaken(nearestStarts: readonly (Date | string)[]): ConsultationTimeTakenError {
  return { kind: 'ConsultationTimeTakenError', message: 'This time is not free, or not any more. Choose another.', nearestStarts: nearestStarts.map((start) => new Date(start).toISOString()) };
}

/** Under what a request is filed for which nothing is booked. */
export function outcomeOf({ kind }: FreeConsultationHadError | LeadIsPatientError): RequestOutcome {
  return kind === 'LeadIsPatientError' ? 'IS_PATIENT' : 'HAD_ALREADY';
}
