import type { TreatmentPlanResolvers } from './../../types.generated';

export const TreatmentPlan: Pick<TreatmentPlanResolvers, 'progressReports'|'__resolveReference'> = {
  progressReports: async ({ id }, _args, { progressReportLoader }) => [...await progressReportLoader.ofPlan.load(id)],
};
