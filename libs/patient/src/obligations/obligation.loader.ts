import DataLoader from 'dataloader';
import type { CalendarDay, Id, Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import type { PageRequest } from '@spindle/subgraph';
import { ObligationRepository, type KeptObligation } from './obligation.repository';

/** What is due, one statement per batch. */
export class ObligationLoader {
  readonly ofPlan: DataLoader<Id<'TreatmentPlan'>, readonly KeptObligation[]>;
  readonly #obligations: ObligationRepository;

  constructor(session: PracticeSession) {
    this.#obligations = new ObligationRepository(session, session.viewer.practiceId);
    this.ofPlan = new DataLoader(async (ids) => {
      const found = await this.#obligations.ofPlans(ids);
      return ids.map((id) => found.get(id) ?? []);
    });
  }

  due(through: CalendarDay | null, page: PageRequest): Promise<Page<KeptObligation>> {
    return this.#obligations.due(through, page);
  }
}
