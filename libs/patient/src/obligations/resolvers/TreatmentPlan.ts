import type { TreatmentPlanResolvers } from './../../types.generated';

export const TreatmentPlan: Pick<TreatmentPlanResolvers, 'obligations'|'__resolveReference'> = {
  obligations: async ({ id }, _args, { obligationLoader }) => [...await obligationLoader.ofPlan.load(id)],
};
