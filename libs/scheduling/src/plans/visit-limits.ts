import type { CalendarDay } from '@spindle/kernel';
import { isCertified, knownLimits, type CoverageLimit, type GrantedAuthorization, type KnownLimits, type LimitFacts, type TreatmentPlan } from './limits';

/** A plan of the service with what is certified of it, and its visits that took place or are to come. */
export interface CertifiedPlan extends TreatmentPlan, Pick<LimitFacts, 'certifications' | 'lapsedOn'> {
  readonly visitsUsed: number;
}

/** All that scheduling has of what limits a person's visits of one service, in a series or not. */
export interface VisitLimitFacts {
  /** The plans that ask for the service, the newest first. */
  readonly plans: readonly CertifiedPlan[];
  readonly coverages: readonly CoverageLimit[];
  readonly authorizations: readonly GrantedAuthorization[];
  /** Visits to come for which billing has not answered. */
  readonly pendingVisits: number;
}

/** What plans and insurance let a person have of a service. */
export interface VisitLimits {
  readonly known: KnownLimits;
  readonly plans: readonly CertifiedPlan[];
}

/** What is known of the limits of single visits: the number of the newest open plan counts, and the certifications of all. */
export function visitLimits({ plans, ...facts }: VisitLimitFacts, serviceTypeCode: string): VisitLimits {
  const plan = plans.find(({ closedOn }) => closedOn === null) ?? null;
  const lapsedOn = plans.flatMap((each) => each.lapsedOn ?? []).sort().at(-1) ?? null;
  const certifications = plans.flatMap((each) => each.certifications);
  return { known: knownLimits({ ...facts, plan, planVisitsUsed: plan?.visitsUsed ?? 0, certifications, lapsedOn }, serviceTypeCode), plans };
}

/** Whether a visit may be on the day: one of the plans that run then is certified, or not known to be uncertified. Where none runs, none speaks against it. */
export function carriesVisit(plans: readonly CertifiedPlan[], day: CalendarDay): boolean {
  const running = plans.filter(({ startsOn, closedOn }) => startsOn <= day && (closedOn === null || day <= closedOn));
  return running.length === 0 || running.some((plan) => isCertified(plan, day));
}
