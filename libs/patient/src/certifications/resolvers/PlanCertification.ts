import type { PlanCertificationResolvers } from './../../types.generated';

export const PlanCertification: PlanCertificationResolvers = {
  plan: ({ planId }, _args, { planLoader }) => planLoader.byId.load(planId),
};
