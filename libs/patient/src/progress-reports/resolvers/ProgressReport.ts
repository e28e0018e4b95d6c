import type { ProgressReportResolvers } from './../../types.generated';

export const ProgressReport: ProgressReportResolvers = {
  plan: ({ planId }, _args, { planLoader }) => planLoader.byId.load(planId),
  practitioner: ({ practitionerId }) => ({ id: practitionerId }),
};
