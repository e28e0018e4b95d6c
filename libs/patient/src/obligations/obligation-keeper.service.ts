import type { CalendarDay, Clock, Id } from '@spindle/kernel';
import type { Transaction } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
import { CLINICAL_RULES } from './clinical-rules';
import { inOrder, lapsesOf, obligationsThrough } from './obligation';
import { ObligationRepository } from './obligation.repository';
import { practiceDay } from '../practice-day';

/** Keeps what is due in step with what happened, and with the day. */
export class ObligationKeeper {
  readonly #transaction: Transaction;
  readonly #obligations: ObligationRepository;
  readonly #clock: Clock;

  constructor(transaction: Transaction, { practiceId }: Pick<Viewer, 'practiceId'>, clock: Clock) {
    this.#transaction = transaction;
    this.#obligations = new ObligationRepository(transaction.sql, practiceId);
    this.#clock = clock;
  }

  /** Works out anew what is due for these plans, after something happened to them. */
  async renew(planIds: readonly Id<'TreatmentPlan'>[]): Promise<void> {
    const today = this.#today();
    if ((await this.#obligations.clock()) === null) await this.#obligations.advanceClock(today);
    await this.#keep(planIds, today);
  }

  /** Works out anew what is due for the plans of a patient who was measured on a day. */
  async measured(patientId: Id<'Patient'>, day: CalendarDay): Promise<void> {
    const planIds = await this.#obligations.plansMeasuredOn(patientId, day);
    if (planIds.length > 0) await this.renew(planIds);
  }

  /** Moves the practice's clock to the present day, over any number of days. Running it again the same day changes nothing. */
  async advance(): Promise<void> {
    const today = this.#today();
    const before = await this.#obligations.clock();
    if (before !== null && before >= today) return;
    await this.#keep(await this.#obligations.plansFrom(before ?? today), today);
    await this.#obligations.advanceClock(today);
  }

  async #keep(planIds: readonly Id<'TreatmentPlan'>[], today: CalendarDay): Promise<void> {
    const facts = await this.#obligations.factsOf(planIds);
    const obligations = facts.flatMap((each) => obligationsThrough(each, today, CLINICAL_RULES)).sort(inOrder);
    const changed = await this.#obligations.keep(planIds, obligations);
    for (const { obligation } of changed) this.#transaction.audit.changed(obligation.patientId, 'CLINICAL');
    for (const { planId, patientId, lapsedOn } of lapsesOf(changed)) await this.#transaction.outbox.add('CertificationLapsed', planId, { planId, patientId, lapsedOn });
  }

  #today(): CalendarDay {
    return practiceDay(this.#clock);
  }
}
