import { err, ok, type CalendarDay, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import type { PreconditionSources } from '../readiness/preconditions.service';
import { AcceptanceReader } from './acceptance.service';
import type { DiagnosisCodes, DiagnosisRefusal } from '../condition-catalog/diagnosis-code';
import { requireOpen, type Episode, type EpisodeClosedError } from '../episodes/episode';
import { EpisodeRepository } from '../episodes/episode.repository';
import { stale, type EpisodeNotFoundError } from '../episodes/episode.service';
import type { InvalidInputError } from '../patients/patient';
import type { StaleVersionError } from '../patients/patient.service';
import { practiceDay } from '../practice-day';
import { requirePractitioner, type PractitionerRequiredError } from '../practitioner';
import {
  acceptPlan, checkTerms, closePlan, declinePlan, groundsFlaw, replacePlan,
  type CompanionInterventionNeededError, type GroundsRefusal, type PlanDiagnosis, type PlanTerms, type TreatmentPlan, type TreatmentPlanStateError,
} from './plan';
import { PlanChanger } from './plan-changer.service';
import { PlanRepository } from './plan.repository';

interface Keyed { readonly idempotencyKey: string }
interface PlanVersion extends Keyed { readonly planId: Id<'TreatmentPlan'>; readonly version: number }
export interface ProposePlan extends Keyed { readonly episodeId: Id<'EpisodeOfCare'>; readonly plan: PlanTerms }
export interface AcceptPlan extends PlanVersion { readonly estimateId: Id<'Estimate'> | null }
export interface RevisePlan extends AcceptPlan { readonly plan: PlanTerms }
export interface ClosePlan extends PlanVersion { readonly closedOn: CalendarDay }

export interface TreatmentPlanNotFoundError { readonly kind: 'TreatmentPlanNotFoundError'; readonly message: string }

type FindError = TreatmentPlanNotFoundError | StaleVersionError;
type TermsError = InvalidInputError | CompanionInterventionNeededError | DiagnosisRefusal | PractitionerRequiredError;
type Answer<E> = Result<Id<'TreatmentPlan'>, E | IdempotencyKeyReusedError>;
type Proposed = Answer<EpisodeNotFoundError | EpisodeClosedError | TermsError>;
type Accepted = Answer<FindError | TreatmentPlanStateError | GroundsRefusal | EpisodeClosedError>;
type Declined = Answer<FindError | TreatmentPlanStateError>;
type Revised = Answer<FindError | TreatmentPlanStateError | TermsError | GroundsRefusal>;
type Closed = Answer<FindError | TreatmentPlanStateError | InvalidInputError>;

interface NewPlan { readonly episode: Episode; readonly terms: PlanTerms; readonly as: Partial<TreatmentPlan> }

/** Proposes, accepts, revises and closes plans. */
export class PlanService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;
  readonly #codes: DiagnosisCodes;
  readonly #sources: PreconditionSources;

  constructor(session: PracticeSession, { clock, codes, sources }: { readonly clock: Clock; readonly codes: DiagnosisCodes; readonly sources: PreconditionSources }) {
    this.#session = session;
    this.#clock = clock;
    this.#codes = codes;
    this.#sources = sources;
  }

  propose(input: ProposePlan): Promise<Proposed> {
    return this.#session.mutate({ operation: 'proposeTreatmentPlan', input: { ...input } }, async (transaction): Promise<Proposed> => {
      const episode = await new EpisodeRepository(transaction.sql, this.#practiceId).findForChange(input.episodeId);
      if (!episode) return err({ kind: 'EpisodeNotFoundError', message: 'There is no such course of care in this practice.' });
      transaction.audit.changed(episode.patientId, 'CLINICAL');
      const closed = requireOpen(episode);
      if (closed) return err(closed);
      const plan = await this.#write(transaction, { episode, terms: input.plan, as: {} });
      return plan.ok ? ok(plan.value.id) : plan;
    });
  }

  accept(input: AcceptPlan): Promise<Accepted> {
    return this.#session.mutate({ operation: 'acceptTreatmentPlan', input: { ...input } }, async (transaction): Promise<Accepted> => {
      const plan = await this.#find(transaction, input);
      if (!plan.ok) return plan;
      const episode = await new EpisodeRepository(transaction.sql, this.#practiceId).findForChange(plan.value.episodeId);
      const closed = episode ? requireOpen(episode) : null;
      if (closed) return err(closed);
      const now = this.#clock.now();
      const accepted = acceptPlan(plan.value, await this.#grounds(transaction).groundsOf(plan.value, now), { estimateId: input.estimateId, now });
      if (!accepted.ok) return accepted;
      const current = await this.#plans(transaction).findAccepted(plan.value.episodeId);
      if (current) return err({ kind: 'TreatmentPlanStateError', message: 'The course of care has an accepted plan. Revise it, or close it first.', state: plan.value.state });
      await this.#changer(transaction).accept(accepted.value);
      return ok(input.planId);
    });
  }

  decline(input: PlanVersion): Promise<Declined> {
    return this.#session.mutate({ operation: 'declineTreatmentPlan', input: { ...input } }, async (transaction): Promise<Declined> => {
      const plan = await this.#find(transaction, input);
      if (!plan.ok) return plan;
      const declined = declinePlan(plan.value, this.#clock.now());
      if (!declined.ok) return declined;
      await this.#plans(transaction).decide(declined.value);
      return ok(input.planId);
    });
  }

  revise(input: RevisePlan): Promise<Revised> {
    return this.#session.mutate({ operation: 'reviseTreatmentPlan', input: { ...input } }, async (transaction): Promise<Revised> => {
      const plan = await this.#find(transaction, input);
      if (!plan.ok) return plan;
      const replaced = replacePlan(plan.value, this.#today());
      if (!replaced.ok) return replaced;
      const [episode] = await new EpisodeRepository(transaction.sql, this.#practiceId).findMany([plan.value.episodeId]);
      if (!episode) throw new Error('A plan has no course of care.');
      const flaw = groundsFlaw(await this.#grounds(transaction).groundsOf({ patientId: plan.value.patientId, serviceTypeCodes: input.plan.serviceTypeCodes }, this.#clock.now()));
      if (flaw) return err(flaw);
      await this.#plans(transaction).decide(replaced.value);
      const revision = await this.#write(transaction, { episode, terms: input.plan, as: { state: 'ACCEPTED', decidedAt: this.#clock.now(), estimateId: input.estimateId, replacesId: input.planId } });
      if (!revision.ok) return revision;
      await this.#changer(transaction).tellRevision(replaced.value, revision.value);
      return ok(revision.value.id);
    });
  }

  close(input: ClosePlan): Promise<Closed> {
    return this.#session.mutate({ operation: 'closeTreatmentPlan', input: { ...input } }, async (transaction): Promise<Closed> => {
      const plan = await this.#find(transaction, input);
      if (!plan.ok) return plan;
      const closed = closePlan(plan.value, input.closedOn, this.#today());
      if (!closed.ok) return closed;
      await this.#changer(transaction).end(closed.value, input.closedOn);
      return ok(input.planId);
    });
  }

  async #find(transaction: Transaction, { planId, version }: PlanVersion): Promise<Result<TreatmentPlan, FindError>> {
    const plan = await this.#plans(transaction).findForChange(planId);
    if (!plan) return err({ kind: 'TreatmentPlanNotFoundError', message: 'There is no such plan in this practice.' });
    transaction.audit.changed(plan.patientId, 'CLINICAL');
    return plan.version === version ? ok(plan) : err(stale(plan.version));
  }

  /** Checks and stores a new plan; `as` says what of it is otherwise than in a proposal. */
  async #write(transaction: Transaction, { episode, terms, as }: NewPlan): Promise<Result<TreatmentPlan, TermsError>> {
    const practitioner = requirePractitioner(this.#session.viewer);
    if (!practitioner.ok) return practitioner;
    const needlingServices = this.#grounds(transaction).needlingServices(terms.serviceTypeCodes, this.#today());
    const checked = checkTerms(terms, { discipline: episode.discipline, needlingServices, today: this.#today() });
    if (!checked.ok) return checked;
    const { diagnosisCodes, ...rest } = checked.value;
    const diagnoses = diagnosesOn(this.#codes, diagnosisCodes, rest.startsOn);
    if (!diagnoses.ok) return diagnoses;
    const plan: TreatmentPlan = {
      ...rest, id: newId(), version: 1, patientId: episode.patientId, episodeId: episode.id, state: 'PROPOSED', proposedBy: practitioner.value, proposedAt: this.#clock.now(),
      decidedAt: null, estimateId: null, closedOn: null, replacesId: null, ...as,
    };
    await this.#plans(transaction).insert(plan, diagnoses.value);
    return ok(plan);
  }

  #grounds({ sql }: Transaction): AcceptanceReader {
    return new AcceptanceReader(sql, this.#practiceId, this.#sources);
  }

  #plans({ sql }: Transaction): PlanRepository {
    return new PlanRepository(sql, this.#practiceId);
  }

  #changer(transaction: Transaction): PlanChanger {
    return new PlanChanger(transaction, this.#session.viewer, this.#clock);
  }

  get #practiceId(): Id<'Practice'> {
    return this.#session.viewer.practiceId;
  }

  #today(): CalendarDay {
    return practiceDay(this.#clock);
  }
}

/** The diagnoses behind codes that can be billed on the day, or why one cannot. */
function diagnosesOn(codes: DiagnosisCodes, wanted: readonly string[], day: CalendarDay): Result<readonly PlanDiagnosis[], DiagnosisRefusal> {
  const diagnoses: PlanDiagnosis[] = [];
  for (const code of wanted) {
    const found = codes.check(code, day);
    if (!found.ok) return found;
    diagnoses.push({ code: found.value.code, text: found.value.text });
  }
  return ok(diagnoses);
}
