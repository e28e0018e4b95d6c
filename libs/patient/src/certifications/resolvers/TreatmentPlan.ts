import type { TreatmentPlanResolvers } from './../../types.generated';

export const TreatmentPlan: Pick<TreatmentPlanResolvers, 'certifications'|'certifiedThrough'|'__resolveReference'> = {
  certifications: async ({ id }, _args, { certificationLoader }) => [...await certificationLoader.ofPlan(id)],
  certifiedThrough: (plan, _args, { certificationLoader }) => certificationLoader.certifiedThrough(plan),
};
