import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import type { ProgressReport } from './progress-report';
import { ProgressReportRepository } from './progress-report.repository';
import type { ReportedPlan } from './progress-report.service';

/** Progress reports of plans, one statement per batch. */
export class ProgressReportLoader {
  readonly ofPlan: DataLoader<Id<'TreatmentPlan'>, readonly ProgressReport[]>;

  constructor(session: PracticeSession) {
    const reports = new ProgressReportRepository(session, session.viewer.practiceId);
    this.ofPlan = new DataLoader(async (ids) => {
      const found = await reports.ofPlans(ids);
      return ids.map((id) => found.get(id) ?? []);
    });
  }

  /** Reads a report after it was written. */
  async written({ planId, reportId }: ReportedPlan): Promise<ProgressReport | null> {
    return (await this.ofPlan.clear(planId).load(planId)).find(({ id }) => id === reportId) ?? null;
  }
}
