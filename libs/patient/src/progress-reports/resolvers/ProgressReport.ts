import type { ProgressReportResolvers } from './../../types.generated';

export const ProgressReport: ProgressReportResolvers = {
  outcomeScores: (report, _args, { outcomeScoreLoader }) => outcomeScoreLoader.inDays.load(report),
  plan: ({ planId }, _args, { planLoader }) => planLoader.byId.load(planId),
  practitioner: ({ practitionerId }) => ({ id: practitionerId }),
};
