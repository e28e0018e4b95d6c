import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { findInOrder } from '../in-order';
import type { TreatmentPlan } from './limits';
import { PlanRepository, type PlanCounts } from './plan.repository';

/** Copies of plans and the counts of their visits; null while no copy has arrived. */
export class PlanLoader {
  readonly byId: DataLoader<Id<'TreatmentPlan'>, TreatmentPlan | null>;
  readonly counts: DataLoader<Id<'TreatmentPlan'>, PlanCounts | null>;

  constructor(session: PracticeSession) {
    const plans = new PlanRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => findInOrder(ids, await plans.findMany(ids), ({ id }) => id));
    this.counts = new DataLoader(async (ids) => {
      const known = (await Promise.all(ids.map((id) => this.byId.load(id)))).filter((plan) => plan !== null);
      return findInOrder(ids, await plans.countVisits(known), ({ planId }) => planId);
    });
  }
}
