import type { CalendarDay, Clock, Id } from '@spindle/kernel';
import type { Transaction } from '@spindle/database';
import type { PlanFact, Viewer } from '@spindle/subgraph';
import { ObligationKeeper } from '../obligations/obligation-keeper.service';
import type { TreatmentPlan } from './plan';
import { PlanRepository } from './plan.repository';

/** Writes what became of a plan, tells the house of it, and renews what is due for it: all in one transaction. */
export class PlanChanger {
  readonly #transaction: Transaction;
  readonly #plans: PlanRepository;
  readonly #obligations: ObligationKeeper;

  constructor(transaction: Transaction, viewer: Pick<Viewer, 'practiceId'>, clock: Clock) {
    this.#transaction = transaction;
    this.#plans = new PlanRepository(transaction.sql, viewer.practiceId);
    this.#obligations = new ObligationKeeper(transaction, viewer, clock);
  }

  async accept(plan: TreatmentPlan): Promise<void> {
    await this.#plans.decide(plan);
    await this.#transaction.outbox.add('PlanAccepted', plan.id, factOf(plan));
    await this.#obligations.renew([plan.id]);
  }

  async end(plan: TreatmentPlan, closedOn: CalendarDay): Promise<void> {
    await this.#plans.decide(plan);
    await this.#tellEnd(plan, closedOn);
  }

  /** Tells of a revision: both rows are written already, the old one first, since one course has one accepted plan. */
  async tellRevision(replaced: TreatmentPlan, revision: TreatmentPlan): Promise<void> {
    await this.#tellEnd(replaced, replaced.closedOn ?? revision.startsOn);
    await this.#transaction.outbox.add('PlanRevised', revision.id, factOf(revision));
    await this.#obligations.renew([revision.id]);
  }

  /** Closes the accepted plan of a course of care that ends, if there is one. */
  async closeOfEpisode(episodeId: Id<'EpisodeOfCare'>, day: CalendarDay): Promise<void> {
    const plan = await this.#plans.findAccepted(episodeId);
    if (plan) await this.end({ ...plan, state: 'CLOSED', closedOn: day }, day);
  }

  async #tellEnd({ id, patientId }: TreatmentPlan, closedOn: CalendarDay): Promise<void> {
    await this.#transaction.outbox.add('PlanClosed', id, { planId: id, patientId, closedOn });
    await this.#obligations.renew([id]);
  }
}

function factOf({ id, patientId, episodeId, serviceTypeCodes, visitsPlanned, visitsPerWeek, weeks, startsOn, estimateId }: TreatmentPlan): PlanFact {
  return { planId: id, patientId, episodeId, serviceTypeCodes: [...serviceTypeCodes], visitsPlanned, visitsPerWeek, weeks, startsOn, estimateId };
}
