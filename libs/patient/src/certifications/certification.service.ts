import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession } from '@spindle/database';
import { CLINICAL_RULES } from '../obligations/clinical-rules';
import { ObligationKeeper } from '../obligations/obligation-keeper.service';
import type { InvalidInputError } from '../patients/patient';
import { treatmentDays } from '../planned-visits/planned-visit';
import { PlannedVisitRepository } from '../planned-visits/planned-visit.repository';
import type { TreatmentPlanStateError } from '../plans/plan';
import { PlanRepository } from '../plans/plan.repository';
import type { TreatmentPlanNotFoundError } from '../plans/plan.service';
import { practiceDay } from '../practice-day';
import { certify, type CertificationNotAllowedError, type NewCertification } from './certification';
import { CertificationRepository } from './certification.repository';

export interface CertifyPlan extends NewCertification {
  readonly idempotencyKey: string;
  readonly planId: Id<'TreatmentPlan'>;
}

/** The plan and the certification that was recorded for it. */
export interface CertifiedPlan {
  readonly planId: Id<'TreatmentPlan'>;
  readonly certificationId: Id<'PlanCertification'>;
}

type Certified = Result<CertifiedPlan, TreatmentPlanNotFoundError | TreatmentPlanStateError | CertificationNotAllowedError | InvalidInputError | IdempotencyKeyReusedError>;

/** Records certifications of accepted plans. */
export class CertificationService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  certify(input: CertifyPlan): Promise<Certified> {
    const { viewer } = this.#session;
    const { idempotencyKey: _key, planId, ...asked } = input;
    return this.#session.mutate({ operation: 'certifyPlan', input: { ...input } }, async (transaction): Promise<Certified> => {
      const plan = await new PlanRepository(transaction.sql, viewer.practiceId).findForChange(planId);
      if (!plan) return err({ kind: 'TreatmentPlanNotFoundError', message: 'There is no such plan in this practice.' });
      transaction.audit.changed(plan.patientId, 'CLINICAL');
      if (plan.state !== 'ACCEPTED') return err({ kind: 'TreatmentPlanStateError', message: 'Only an accepted plan is certified.', state: plan.state });
      const certifications = new CertificationRepository(transaction.sql, viewer.practiceId);
      const earlier = (await certifications.ofPlans([planId])).get(planId) ?? [];
      const visits = (await new PlannedVisitRepository(transaction.sql, viewer.practiceId).ofPlans([planId])).get(planId) ?? [];
      const [firstTreatment = null] = treatmentDays(visits);
      const certified = certify(asked, { earlier, firstTreatment, today: practiceDay(this.#clock), rules: CLINICAL_RULES });
      if (!certified.ok) return certified;
      const certificationId = newId<'PlanCertification'>();
      const { from, through } = certified.value;
      await certifications.insert({ ...certified.value, id: certificationId, planId, patientId: plan.patientId }, { by: viewer.personId, at: this.#clock.now() });
      await transaction.outbox.add('PlanCertified', planId, { planId, patientId: plan.patientId, certificationId, from, through });
      await new ObligationKeeper(transaction, viewer, this.#clock).renew([planId]);
      return ok({ planId, certificationId });
    });
  }
}
