import DataLoader from 'dataloader';
import type { Id, Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { pageLoader, type PageLoader } from '@spindle/subgraph';
import { countVisits, type VisitCounts } from '../planned-visits/planned-visit';
import { PlannedVisitRepository } from '../planned-visits/planned-visit.repository';
import type { PlanDiagnosis, TreatmentPlan } from './plan';
import { PlanRepository } from './plan.repository';

/** Plans and what belongs to them, one statement per batch. */
export class PlanLoader {
  readonly byId: DataLoader<Id<'TreatmentPlan'>, TreatmentPlan | null>;
  readonly diagnoses: DataLoader<Id<'TreatmentPlan'>, readonly PlanDiagnosis[]>;
  readonly ofPatient: PageLoader<Id<'Patient'>, Page<TreatmentPlan>>;
  readonly ofEpisode: PageLoader<Id<'EpisodeOfCare'>, Page<TreatmentPlan>>;
  readonly ofVisit: DataLoader<Id<'Appointment'>, TreatmentPlan | null>;
  readonly #visits: DataLoader<TreatmentPlan, VisitCounts, string>;

  constructor(session: PracticeSession) {
    const { practiceId } = session.viewer;
    const plans = new PlanRepository(session, practiceId);
    const visits = new PlannedVisitRepository(session, practiceId);
    this.byId = new DataLoader(async (ids) => {
      const found = new Map((await plans.findMany(ids)).map((plan) => [plan.id, plan]));
      return ids.map((id) => found.get(id) ?? null);
    });
    this.diagnoses = new DataLoader(async (ids) => {
      const found = await plans.diagnosesOf(ids);
      return ids.map((id) => found.get(id) ?? []);
    });
    this.ofPatient = pageLoader((ids, page) => plans.pagesOfPatients(ids, page));
    this.ofEpisode = pageLoader((ids, page) => plans.pagesOfEpisodes(ids, page));
    this.ofVisit = new DataLoader(async (ids) => {
      const found = await visits.plansOf(ids);
      return Promise.all(ids.map((id) => this.#optional(found.get(id))));
    });
    this.#visits = new DataLoader(async (batch) => {
      const found = await visits.ofPlans(batch.map(({ id }) => id));
      return batch.map((plan) => countVisits(plan.visitsPlanned, found.get(plan.id) ?? []));
    }, { cacheKeyFn: ({ id }) => id });
  }

  /** How many visits are planned, booked, attended and left; null before the patient accepted. */
  visitsOf(plan: TreatmentPlan): Promise<VisitCounts> | null {
    return plan.state === 'PROPOSED' || plan.state === 'DECLINED' ? null : this.#visits.load(plan);
  }

  /** Reads a plan again after a change. */
  reload(id: Id<'TreatmentPlan'>): Promise<TreatmentPlan | null> {
    return this.byId.clear(id).load(id);
  }

  #optional(id: Id<'TreatmentPlan'> | undefined): Promise<TreatmentPlan | null> | null {
    return id === undefined ? null : this.byId.load(id);
  }
}
