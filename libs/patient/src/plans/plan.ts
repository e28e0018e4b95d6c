import { err, ok, type CalendarDay, type Id, type Result } from '@spindle/kernel';
import type { CareDiscipline } from '../episodes/episode';
import type { InvalidInputError } from '../patients/patient';
import type { Procedure, ScreeningQuestion } from '../screenings/question-set';
import { lengthFlaw, listFlaw, unlessFlawed } from '../texts';

export type TreatmentPlanState = 'PROPOSED' | 'ACCEPTED' | 'DECLINED' | 'REPLACED' | 'CLOSED';

export interface PlanDiagnosis {
  readonly code: string;
  readonly text: string;
}

/** What a plan says is to be done. */
export interface PlanTerms {
  readonly diagnosisCodes: readonly string[];
  readonly goals: readonly string[];
  readonly interventions: readonly string[];
  readonly serviceTypeCodes: readonly string[];
  readonly companionIntervention: string | null;
  readonly companionReason: string | null;
  readonly visitsPlanned: number;
  readonly visitsPerWeek: number;
  readonly weeks: number;
  readonly startsOn: CalendarDay;
  readonly requiresCertification: boolean;
}

export interface TreatmentPlan extends Omit<PlanTerms, 'diagnosisCodes'> {
  readonly id: Id<'TreatmentPlan'>;
  readonly version: number;
  readonly patientId: Id<'Patient'>;
  readonly episodeId: Id<'EpisodeOfCare'>;
  readonly state: TreatmentPlanState;
  readonly proposedBy: Id<'Practitioner'>;
  readonly proposedAt: Date;
  /** When the patient accepted or declined; null while the plan is a proposal. */
  readonly decidedAt: Date | null;
  readonly estimateId: Id<'Estimate'> | null;
  readonly closedOn: CalendarDay | null;
  readonly replacesId: Id<'TreatmentPlan'> | null;
}

export interface CompanionInterventionNeededError { readonly kind: 'CompanionInterventionNeededError'; readonly message: string }
export interface TreatmentPlanStateError { readonly kind: 'TreatmentPlanStateError'; readonly message: string; readonly state: TreatmentPlanState }
export interface RedFlagOpenError { readonly kind: 'RedFlagOpenError'; readonly message: string }
/** Questions about red flags that nobody asked, or so long ago that the answers hold no more. */
export interface RedFlagsUnansweredError { readonly kind: 'RedFlagsUnansweredError'; readonly message: string; readonly questions: readonly ScreeningQuestion[] }
export interface CandidacyNeededError { readonly kind: 'CandidacyNeededError'; readonly message: string; readonly procedure: Procedure }
export type GroundsRefusal = RedFlagOpenError | RedFlagsUnansweredError | CandidacyNeededError;

/** The services that go with a needle: named by the credential they need. */
export interface PlanSetting {
  readonly discipline: CareDiscipline;
  readonly needlingServices: ReadonlySet<string>;
  readonly today: CalendarDay;
}

/** Days that a plan may begin before the day on which it is written. */
const BACKDATED_DAYS_MS = 30 * 86_400_000;

function between(field: string, value: number, [least, most]: readonly [number, number]): InvalidInputError | null {
  return Number.isInteger(value) && value >= least && value <= most ? null : { kind: 'InvalidInputError', field, message: `A whole number from ${least} to ${most}.` };
}

function trimmed(text: string | null): string | null {
  return text?.trim() ? text.trim() : null;
}

/** Checks and tidies a plan's terms. A plan with needling in it names a companion intervention or a reason. */
export function checkTerms(terms: PlanTerms, setting: PlanSetting): Result<PlanTerms, InvalidInputError | CompanionInterventionNeededError> {
  const tidy: PlanTerms = {
    ...terms, diagnosisCodes: terms.diagnosisCodes.map((code) => code.trim().toUpperCase()), goals: terms.goals.map((goal) => goal.trim()), interventions: terms.interventions.map((each) => each.trim()),
    companionIntervention: trimmed(terms.companionIntervention), companionReason: trimmed(terms.companionReason),
  };
  const checked = unlessFlawed(tidy, [
    listFlaw('plan.diagnosisCodes', tidy.diagnosisCodes, { least: 3, most: 8, items: { least: 1, most: 12 } }),
    new Set(tidy.diagnosisCodes).size < tidy.diagnosisCodes.length ? { kind: 'InvalidInputError', field: 'plan.diagnosisCodes', message: 'Each code once.' } : null,
    listFlaw('plan.goals', tidy.goals, { least: 1, most: 500, items: { least: 1, most: 10 } }),
    listFlaw('plan.interventions', tidy.interventions, { least: 1, most: 200, items: { least: 1, most: 20 } }),
    listFlaw('plan.serviceTypeCodes', tidy.serviceTypeCodes, { least: 1, most: 50, items: { least: 1, most: 10 } }),
    between('plan.visitsPlanned', tidy.visitsPlanned, [1, 200]), between('plan.visitsPerWeek', tidy.visitsPerWeek, [1, 7]), between('plan.weeks', tidy.weeks, [1, 52]),
    tidy.visitsPlanned > tidy.visitsPerWeek * tidy.weeks ? { kind: 'InvalidInputError', field: 'plan.visitsPlanned', message: 'More visits than the weeks hold.' } : null,
    Date.parse(tidy.startsOn) < Date.parse(setting.today) - BACKDATED_DAYS_MS ? { kind: 'InvalidInputError', field: 'plan.startsOn', message: 'A plan begins at most 30 days before it is written.' } : null,
    lengthFlaw('plan.companionIntervention', tidy.companionIntervention ?? '', { least: 0, most: 200 }), lengthFlaw('plan.companionReason', tidy.companionReason ?? '', { least: 0, most: 500 }),
  ]);
  if (!checked.ok) return checked;
  const needles = setting.discipline === 'DRY_NEEDLING' || tidy.serviceTypeCodes.some((code) => setting.needlingServices.has(code));
  if (needles && tidy.companionIntervention === null && tidy.companionReason === null) {
    return err({ kind: 'CompanionInterventionNeededError', message: 'Name what is done beside needling to retrain the muscle, or say why nothing is.' });
  }
  return ok(tidy);
}

function wrongState(plan: TreatmentPlan, message: string): TreatmentPlanStateError {
  return { kind: 'TreatmentPlanStateError', message, state: plan.state };
}

/** What a plan rests on before it starts, as the record has it. */
export interface PlanGrounds {
  readonly hasOpenRedFlag: boolean;
  readonly unansweredRedFlags: readonly ScreeningQuestion[];
  /** A procedure of the plan of which no practitioner signed that it is right for the patient; null: all are. */
  readonly unsignedProcedure: Procedure | null;
}

/** No plan starts while a red flag is open or was never asked for, or before a practitioner signed that its procedures are suitable. */
export function groundsFlaw({ hasOpenRedFlag, unansweredRedFlags, unsignedProcedure }: PlanGrounds): GroundsRefusal | null {
  if (hasOpenRedFlag) return { kind: 'RedFlagOpenError', message: 'The screening found a red flag: refer the patient out before a plan starts.' };
  if (unansweredRedFlags.length > 0) return { kind: 'RedFlagsUnansweredError', message: `Ask these questions about red flags first: ${unansweredRedFlags.map(({ key }) => key).join(', ')}.`, questions: unansweredRedFlags };
  if (unsignedProcedure !== null) return { kind: 'CandidacyNeededError', message: 'A practitioner signs first that the treatment is suitable for the patient.', procedure: unsignedProcedure };
  return null;
}

/** The patient agrees, to what the plan says and, where one was shown, to the estimate. */
export function acceptPlan(plan: TreatmentPlan, grounds: PlanGrounds, { estimateId, now }: { readonly estimateId: Id<'Estimate'> | null; readonly now: Date }): Result<TreatmentPlan, TreatmentPlanStateError | GroundsRefusal> {
  if (plan.state !== 'PROPOSED') return err(wrongState(plan, 'Only a proposed plan can be accepted.'));
  const flaw = groundsFlaw(grounds);
  return flaw ? err(flaw) : ok({ ...plan, state: 'ACCEPTED', decidedAt: now, estimateId });
}

export function declinePlan(plan: TreatmentPlan, now: Date): Result<TreatmentPlan, TreatmentPlanStateError> {
  return plan.state === 'PROPOSED' ? ok({ ...plan, state: 'DECLINED', decidedAt: now }) : err(wrongState(plan, 'Only a proposed plan can be declined.'));
}

/** The accepted plan as it is when another one took its place on a day. */
export function replacePlan(plan: TreatmentPlan, day: CalendarDay): Result<TreatmentPlan, TreatmentPlanStateError> {
  return plan.state === 'ACCEPTED' ? ok({ ...plan, state: 'REPLACED', closedOn: day }) : err(wrongState(plan, 'Only an accepted plan is revised. Propose a new one.'));
}

export function closePlan(plan: TreatmentPlan, day: CalendarDay, today: CalendarDay): Result<TreatmentPlan, TreatmentPlanStateError | InvalidInputError> {
  if (plan.state !== 'ACCEPTED') return err(wrongState(plan, 'Only an accepted plan is closed.'));
  if (day > today || day < plan.startsOn) return err({ kind: 'InvalidInputError', field: 'closedOn', message: 'A day from the plan\'s first to the present one.' });
  return ok({ ...plan, state: 'CLOSED', closedOn: day });
}
