import { addDays, type CalendarDay, type Id } from '@spindle/kernel';
import { ruleOn, type ClinicalRule, type ClinicalRuleKey } from './clinical-rules';

export const OBLIGATION_KINDS = ['INITIAL_CERTIFICATION', 'RECERTIFICATION', 'PROGRESS_REPORT', 'OUTCOME_MEASURE'] as const;
export type ObligationKind = (typeof OBLIGATION_KINDS)[number];
export type ObligationState = 'OPEN' | 'DONE' | 'DONE_LATE' | 'MISSED' | 'NOT_NEEDED';

/** All that the obligations of one plan follow from. Days are in order. */
export interface PlanFacts {
  readonly planId: Id<'TreatmentPlan'>;
  readonly patientId: Id<'Patient'>;
  readonly requiresCertification: boolean;
  readonly visitsPlanned: number;
  /** Nothing arises after this day; null while the plan goes on. */
  readonly closedOn: CalendarDay | null;
  readonly treatmentDays: readonly CalendarDay[];
  readonly certifications: readonly CertifiedDays[];
  readonly progressReports: readonly { readonly through: CalendarDay; readonly writtenOn: CalendarDay }[];
  readonly outcomeDays: readonly CalendarDay[];
}

export interface CertifiedDays {
  readonly from: CalendarDay;
  readonly through: CalendarDay;
  readonly signedOn: CalendarDay;
}

/** What one rule wants done for one plan by a day. `planId`, `kind` and `raisedOn` tell it from every other. */
export interface Obligation {
  readonly planId: Id<'TreatmentPlan'>;
  readonly patientId: Id<'Patient'>;
  readonly kind: ObligationKind;
  readonly raisedOn: CalendarDay;
  readonly dueOn: CalendarDay;
  readonly doneOn: CalendarDay | null;
  readonly state: ObligationState;
  readonly source: string;
}

type Raised = Pick<Obligation, 'kind' | 'raisedOn' | 'dueOn' | 'doneOn' | 'source'>;

/**
 * The obligations of a plan as they stand at the end of a day, in the order in which they arose. What was raised on or
 * before the day depends on nothing that comes after it: asking for each day in turn or once for the last gives the same.
 */
export function obligationsThrough(facts: PlanFacts, today: CalendarDay, rules: readonly ClinicalRule[]): readonly Obligation[] {
  const known = knownOn(facts, today);
  return [...certificationDuties(known, rules), ...reportDuties(known, rules), ...outcomeDuties(known)]
    .filter(({ raisedOn }) => raisedOn <= today && (facts.closedOn === null || raisedOn <= facts.closedOn))
    .map((duty) => ({ planId: facts.planId, patientId: facts.patientId, ...duty, state: stateOn(duty, facts.closedOn, today) }))
    .sort(inOrder);
}

/** The order in which obligations are listed: by the day they arose, then by kind and plan. */
export function inOrder(one: Obligation, other: Obligation): number {
  return one.raisedOn.localeCompare(other.raisedOn) || OBLIGATION_KINDS.indexOf(one.kind) - OBLIGATION_KINDS.indexOf(other.kind) || one.planId.localeCompare(other.planId);
}

/** An obligation that is new or in another state than before; `before` null: it is new. */
export interface ObligationChange {
  readonly obligation: Obligation;
  readonly before: ObligationState | null;
}

/** A plan that was not certified any more from a day on. */
export interface Lapse extends Pick<Obligation, 'planId' | 'patientId'> {
  readonly lapsedOn: CalendarDay;
}

/**
 * The certifications that lapsed since one looked last, in the order of the days on which one would have seen it by
 * looking each day. What was made up for before anybody looked lapsed all the same.
 */
export function lapsesOf(changes: readonly ObligationChange[]): readonly Lapse[] {
  const lapsed = changes.filter(({ obligation: { kind, state }, before }) => kind.endsWith('CERTIFICATION') && isLate(state) && !isLate(before)).map(({ obligation }) => obligation);
  const seenOn = ({ raisedOn, dueOn }: Obligation): CalendarDay => (raisedOn > dueOn ? raisedOn : addDays(dueOn, 1));
  return lapsed.sort((one, other) => seenOn(one).localeCompare(seenOn(other)) || inOrder(one, other))
    .map(({ planId, patientId, dueOn }) => ({ planId, patientId, lapsedOn: addDays(dueOn, 1) }));
}

function isLate(state: ObligationState | null): boolean {
  return state === 'MISSED' || state === 'DONE_LATE';
}

/** What had happened by the end of the day. */
function knownOn(facts: PlanFacts, today: CalendarDay): PlanFacts {
  return {
    ...facts,
    treatmentDays: facts.treatmentDays.filter((day) => day <= today),
    certifications: facts.certifications.filter(({ signedOn }) => signedOn <= today),
    progressReports: facts.progressReports.filter(({ writtenOn }) => writtenOn <= today),
    outcomeDays: facts.outcomeDays.filter((day) => day <= today),
  };
}

/** What the end of the plan overtook is not needed any more. */
function stateOn({ dueOn, doneOn }: Raised, closedOn: CalendarDay | null, today: CalendarDay): ObligationState {
  if (doneOn !== null) return doneOn <= dueOn ? 'DONE' : 'DONE_LATE';
  if (closedOn !== null && closedOn <= dueOn && closedOn <= today) return 'NOT_NEEDED';
  return today > dueOn ? 'MISSED' : 'OPEN';
}

/** The first certification, counted from the first treatment, and one more for each certified span that ends. */
function certificationDuties({ requiresCertification, treatmentDays, certifications }: PlanFacts, rules: readonly ClinicalRule[]): readonly Raised[] {
  const [firstTreatment] = treatmentDays;
  const within = firstTreatment === undefined ? null : ruleOn(rules, 'CERTIFICATION_DUE_DAYS', firstTreatment);
  if (!requiresCertification || firstTreatment === undefined || within === null) return [];
  const covering = certifications.find(({ from, through }) => from <= firstTreatment && firstTreatment <= through);
  const initial: Raised = { kind: 'INITIAL_CERTIFICATION', raisedOn: firstTreatment, dueOn: addDays(firstTreatment, within.value), doneOn: covering?.signedOn ?? null, source: within.source };
  return [initial, ...certifications.flatMap((span) => recertification(span, certifications, rules))];
}

function recertification(span: CertifiedDays, certifications: readonly CertifiedDays[], rules: readonly ClinicalRule[]): readonly Raised[] {
  const notice = ruleOn(rules, 'RECERTIFICATION_NOTICE_DAYS', span.through);
  const length = ruleOn(rules, 'CERTIFICATION_LENGTH_DAYS', span.through);
  if (notice === null || length === null) return [];
  const early = addDays(span.through, -notice.value);
  const next = certifications.find(({ from, through }) => from <= addDays(span.through, 1) && through > span.through);
  return [{ kind: 'RECERTIFICATION', raisedOn: early > span.signedOn ? early : span.signedOn, dueOn: span.through, doneOn: next?.signedOn ?? null, source: length.source }];
}

/**
 * A report is due on the tenth treatment day since the last report, or since the last day on which one was due. Only
 * what was written before a day counts on it: a report that is written late answers for the duty, and does not undo it.
 */
function reportDuties({ requiresCertification, treatmentDays, progressReports }: PlanFacts, rules: readonly ClinicalRule[]): readonly Raised[] {
  if (!requiresCertification) return [];
  const duties: Raised[] = [];
  for (const day of treatmentDays) {
    const rule = ruleOn(rules, 'PROGRESS_REPORT_TREATMENT_DAYS', day);
    const lookedBack = progressReports.filter(({ writtenOn }) => writtenOn < day).map(({ through }) => through);
    const countedThrough = [...lookedBack, duties.at(-1)?.raisedOn ?? ''].sort().at(-1) ?? '';
    const count = treatmentDays.filter((each) => each > countedThrough && each <= day).length;
    if (rule === null || count < rule.value) continue;
    duties.push({ kind: 'PROGRESS_REPORT', raisedOn: day, dueOn: day, doneOn: progressReports.find(({ through }) => through >= day)?.writtenOn ?? null, source: rule.source });
  }
  return duties;
}

const OUTCOME_SOURCE = 'House rule: measure at half and at the end of the planned visits';
/** Days that one may take to measure. */
const OUTCOME_WITHIN_DAYS = 7;

/** A measure when half, and when all, of the planned visits were attended. */
function outcomeDuties({ treatmentDays, visitsPlanned, outcomeDays }: PlanFacts): readonly Raised[] {
  const marks = [...new Set([Math.ceil(visitsPlanned / 2), visitsPlanned])];
  return marks.flatMap((mark) => {
    const raisedOn = treatmentDays[mark - 1];
    if (raisedOn === undefined) return [];
    const doneOn = outcomeDays.find((day) => day >= raisedOn) ?? null;
    return [{ kind: 'OUTCOME_MEASURE' as const, raisedOn, dueOn: addDays(raisedOn, OUTCOME_WITHIN_DAYS), doneOn, source: OUTCOME_SOURCE }];
  });
}
