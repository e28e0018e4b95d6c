import type { CalendarDay, Id } from '@spindle/kernel';

/** Scheduling's copy of a treatment plan. No service named: the plan is for all. */
export interface TreatmentPlan {
  readonly id: Id<'TreatmentPlan'>;
  readonly patientId: Id<'Patient'>;
  readonly serviceTypeCodes: readonly string[];
  readonly visitsPlanned: number;
  readonly visitsPerWeek: number;
  readonly weeks: number;
  readonly startsOn: CalendarDay;
  readonly closedOn: CalendarDay | null;
}

/** Days from the first to the last, both included. */
export interface Certification {
  readonly from: CalendarDay;
  readonly through: CalendarDay;
}

/** What one coverage pays for of some services (none named: of all); `visits` null: without limit. */
export interface CoverageLimit {
  readonly coverageId: Id<'Coverage'>;
  readonly serviceTypeCodes: readonly string[];
  readonly visits: number | null;
}

export interface GrantedAuthorization extends Certification {
  readonly visits: number;
  readonly serviceTypeCodes: readonly string[];
}

/** All that scheduling has of a patient's limits for one service. Null or empty is what has not arrived. */
export interface LimitFacts {
  readonly plan: TreatmentPlan | null;
  /** Visits of the plan's services from its start on that took place or are to come. */
  readonly planVisitsUsed: number;
  readonly certifications: readonly Certification[];
  /** The first day after the last certification, where its lapse was told. */
  readonly lapsedOn: CalendarDay | null;
  readonly coverages: readonly CoverageLimit[];
  /** Visits to come for which billing has not answered: they are not in its count yet. */
  readonly pendingVisits: number;
  readonly authorizations: readonly GrantedAuthorization[];
}

/** Whether a limit is known. Booking does not wait for what is not: no copy yet is no limit, and the answer says so. */
export type LimitKnowledge = 'KNOWN' | 'NO_LIMIT' | 'NOT_KNOWN';

export interface KnownLimits {
  readonly visitsLeftKnowledge: LimitKnowledge;
  readonly visitsLeft: number | null;
  readonly planKnowledge: LimitKnowledge;
  readonly planVisitsLeft: number | null;
  readonly certificationKnowledge: LimitKnowledge;
  readonly certifiedThrough: CalendarDay | null;
  readonly authorizedThrough: CalendarDay | null;
  readonly authorizedVisits: number | null;
}

const covers = (codes: readonly string[], serviceTypeCode: string): boolean => codes.length === 0 || codes.includes(serviceTypeCode);

/** What is known of the limits of a service's visits. Of several coverages the most generous counts; within one, the narrowest of its limits. */
export function knownLimits(facts: LimitFacts, serviceTypeCode: string): KnownLimits {
  const { plan, certifications, lapsedOn } = facts;
  const certifiedThrough = certifications.map(({ through }) => through).sort().at(-1) ?? null;
  const authorization = facts.authorizations.filter(({ serviceTypeCodes }) => covers(serviceTypeCodes, serviceTypeCode)).sort((a, b) => (a.through < b.through ? 1 : -1))[0];
  return {
    ...visitsLeftOf(facts, serviceTypeCode),
    planKnowledge: plan ? 'KNOWN' : 'NOT_KNOWN',
    planVisitsLeft: plan && Math.max(0, plan.visitsPlanned - facts.planVisitsUsed),
    certificationKnowledge: certifiedThrough !== null || lapsedOn !== null ? 'KNOWN' : 'NOT_KNOWN',
    certifiedThrough: certifiedThrough ?? null,
    authorizedThrough: authorization?.through ?? null,
    authorizedVisits: authorization?.visits ?? null,
  };
}

function visitsLeftOf({ coverages, pendingVisits }: LimitFacts, serviceTypeCode: string): Pick<KnownLimits, 'visitsLeftKnowledge' | 'visitsLeft'> {
  const limits = coverages.filter(({ serviceTypeCodes }) => covers(serviceTypeCodes, serviceTypeCode));
  if (limits.length === 0) return { visitsLeftKnowledge: 'NOT_KNOWN', visitsLeft: null };
  const ofEach = [...Map.groupBy(limits, ({ coverageId }) => coverageId).values()].map((each) => Math.min(...each.map(({ visits }) => visits ?? Infinity)));
  const most = Math.max(...ofEach);
  if (most === Infinity) return { visitsLeftKnowledge: 'NO_LIMIT', visitsLeft: null };
  return { visitsLeftKnowledge: 'KNOWN', visitsLeft: Math.max(0, most - pendingVisits) };
}

export type VisitLimit = 'VISITS_LEFT' | 'CERTIFICATION' | 'PLAN_NUMBER' | 'PLAN_END';

/** Whether the plan is certified for the day. With no certification and no lapse known, nobody says that it is not. */
export function isCertified({ certifications, lapsedOn }: Pick<LimitFacts, 'certifications' | 'lapsedOn'>, day: CalendarDay): boolean {
  if (certifications.some(({ from, through }) => from <= day && day <= through)) return true;
  return certifications.length === 0 && (lapsedOn === null || day < lapsedOn);
}

/** The first limit that one more visit on the day would pass, with so many more already counted; null when none. */
export function limitPassed(facts: LimitFacts, limits: KnownLimits, { day, more }: { readonly day: CalendarDay; readonly more: number }): VisitLimit | null {
  if (limits.planVisitsLeft !== null && more >= limits.planVisitsLeft) return 'PLAN_NUMBER';
  if (facts.plan?.closedOn && day > facts.plan.closedOn) return 'PLAN_END';
  if (limits.visitsLeft !== null && more >= limits.visitsLeft) return 'VISITS_LEFT';
  return isCertified(facts, day) ? null : 'CERTIFICATION';
}
