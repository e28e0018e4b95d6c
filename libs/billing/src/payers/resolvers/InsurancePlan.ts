import type { InsurancePlanResolvers } from './../../types.generated';

export const InsurancePlan: InsurancePlanResolvers = {
  __resolveReference: ({ id }, { load }) => load.payers.plans.load(id),
};
