import DataLoader from 'dataloader';
import type { CalendarDay, Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { CLINICAL_RULES } from '../obligations/clinical-rules';
import { treatmentDays } from '../planned-visits/planned-visit';
import { PlannedVisitRepository } from '../planned-visits/planned-visit.repository';
import { certifiedThrough, isDelayed, type Certification } from './certification';
import { CertificationRepository } from './certification.repository';
import type { CertifiedPlan } from './certification.service';

/** A certification, and whether it came late for its plan. */
export interface JudgedCertification extends Certification {
  readonly isDelayed: boolean;
}

/** Certifications of plans, one statement per batch for them and one for the treatments that they are judged by. */
export class CertificationLoader {
  readonly #ofPlan: DataLoader<Id<'TreatmentPlan'>, readonly Certification[]>;
  readonly #firstTreatment: DataLoader<Id<'TreatmentPlan'>, CalendarDay | null>;

  constructor(session: PracticeSession) {
    const { practiceId } = session.viewer;
    const certifications = new CertificationRepository(session, practiceId);
    const visits = new PlannedVisitRepository(session, practiceId);
    this.#ofPlan = new DataLoader(async (ids) => {
      const found = await certifications.ofPlans(ids);
      return ids.map((id) => found.get(id) ?? []);
    });
    this.#firstTreatment = new DataLoader(async (ids) => {
      const found = await visits.ofPlans(ids);
      return ids.map((id) => treatmentDays(found.get(id) ?? [])[0] ?? null);
    });
  }

  async ofPlan(planId: Id<'TreatmentPlan'>): Promise<readonly JudgedCertification[]> {
    const [certifications, firstTreatment] = await Promise.all([this.#ofPlan.load(planId), this.#firstTreatment.load(planId)]);
    return certifications.map((each, index) => ({ ...each, isDelayed: isDelayed(each, { earlier: certifications.slice(0, index), firstTreatment, rules: CLINICAL_RULES }) }));
  }

  /** Reads a certification after it was recorded. */
  async recorded({ planId, certificationId }: CertifiedPlan): Promise<JudgedCertification | null> {
    this.#ofPlan.clear(planId);
    return (await this.ofPlan(planId)).find(({ id }) => id === certificationId) ?? null;
  }

  /** From the first treatment on; from the plan's first day while nobody was treated. */
  async certifiedThrough({ id, startsOn }: { readonly id: Id<'TreatmentPlan'>; readonly startsOn: CalendarDay }): Promise<CalendarDay | null> {
    const [certifications, firstTreatment] = await Promise.all([this.#ofPlan.load(id), this.#firstTreatment.load(id)]);
    return certifiedThrough(certifications, firstTreatment ?? startsOn);
  }
}
