import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession } from '@spindle/database';
import { ObligationKeeper } from '../obligations/obligation-keeper.service';
import type { InvalidInputError } from '../patients/patient';
import { treatmentDays } from '../planned-visits/planned-visit';
import { PlannedVisitRepository } from '../planned-visits/planned-visit.repository';
import type { TreatmentPlanStateError } from '../plans/plan';
import { PlanRepository } from '../plans/plan.repository';
import type { TreatmentPlanNotFoundError } from '../plans/plan.service';
import { practiceDay } from '../practice-day';
import { requirePractitioner, type PractitionerRequiredError } from '../practitioner';
import { reportProgress, type NothingToReportError, type ReportInput } from './progress-report';
import { ProgressReportRepository } from './progress-report.repository';

export interface WriteProgressReport extends ReportInput {
  readonly idempotencyKey: string;
  readonly planId: Id<'TreatmentPlan'>;
}

/** The plan and the report that was written on it. */
export interface ReportedPlan {
  readonly planId: Id<'TreatmentPlan'>;
  readonly reportId: Id<'ProgressReport'>;
}

type Reported = Result<ReportedPlan, TreatmentPlanNotFoundError | TreatmentPlanStateError | PractitionerRequiredError | NothingToReportError | InvalidInputError | IdempotencyKeyReusedError>;

/** Writes progress reports on accepted plans. */
export class ProgressReportService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  write(input: WriteProgressReport): Promise<Reported> {
    const { viewer } = this.#session;
    const { practiceId } = viewer;
    return this.#session.mutate({ operation: 'writeProgressReport', input: { ...input } }, async (transaction): Promise<Reported> => {
      const practitioner = requirePractitioner(viewer);
      if (!practitioner.ok) return practitioner;
      const plan = await new PlanRepository(transaction.sql, practiceId).findForChange(input.planId);
      if (!plan) return err({ kind: 'TreatmentPlanNotFoundError', message: 'There is no such plan in this practice.' });
      transaction.audit.changed(plan.patientId, 'CLINICAL');
      if (plan.state !== 'ACCEPTED') return err({ kind: 'TreatmentPlanStateError', message: 'Only an accepted plan is reported on.', state: plan.state });
      const reports = new ProgressReportRepository(transaction.sql, practiceId);
      const earlier = (await reports.ofPlans([plan.id])).get(plan.id) ?? [];
      const visits = (await new PlannedVisitRepository(transaction.sql, practiceId).ofPlans([plan.id])).get(plan.id) ?? [];
      const today = practiceDay(this.#clock);
      const report = reportProgress(input, { goals: plan.goals, treatmentDays: treatmentDays(visits), reportedThrough: earlier.at(-1)?.through ?? null, today });
      if (!report.ok) return report;
      const reportId = newId<'ProgressReport'>();
      await reports.insert({ ...report.value, id: reportId, planId: plan.id, patientId: plan.patientId, practitionerId: practitioner.value, writtenOn: today });
      await new ObligationKeeper(transaction, viewer, this.#clock).renew([plan.id]);
      return ok({ planId: plan.id, reportId });
    });
  }
}
