import type { Id } from '@spindle/kernel';

export const ATTENTION_REASONS = ['VISIT_REFUSED', 'SCREENING_FAILED', 'CONSENT_WITHDRAWN', 'CREDENTIAL_ENDS', 'CERTIFICATION_LAPSED', 'PLAN_CLOSED', 'PATIENT_OVERLAP', 'PRACTITIONER_ABSENT'] as const;
export type AttentionReason = (typeof ATTENTION_REASONS)[number];

/** Why somebody must look at a visit, since when. */
export interface VisitAttention {
  readonly appointmentId: Id<'Appointment'>;
  readonly reason: AttentionReason;
  readonly since: Date;
}

export const AUTHORIZATION_STATES = ['PENDING', 'RESERVED', 'REFUSED', 'NOT_NEEDED'] as const;
export type AuthorizationState = (typeof AUTHORIZATION_STATES)[number];

/** Whether the patient's insurance keeps one of its visits for this one. */
export interface VisitAuthorization {
  readonly state: AuthorizationState;
  readonly reason: string | null;
  readonly decidedAt: Date | null;
}

/** Billing's answer, as it was told. */
export interface AuthorizationDecision extends VisitAuthorization {
  readonly appointmentId: Id<'Appointment'>;
}

/** The visit as far as the question goes whether an authorization is waited for. */
export interface AskedVisit {
  readonly source: 'RECORDED' | 'IMPORTED';
  readonly state: string;
  readonly serviceType: { readonly complimentary: boolean } | null;
}

/** Billing's answer; before it comes, a visit without a price needs none, and any other waits. Null for what billing is never told of. */
export function authorizationOf({ source, state, serviceType }: AskedVisit, decision: AuthorizationDecision | null): VisitAuthorization | null {
  if (decision) return { state: decision.state, reason: decision.reason, decidedAt: decision.decidedAt };
  if (source === 'IMPORTED' || state === 'HELD' || state === 'EXPIRED') return null;
  return { state: serviceType?.complimentary ? 'NOT_NEEDED' : 'PENDING', reason: null, decidedAt: null };
}
