import type { TreatmentPlanResolvers } from './../../types.generated';

export const TreatmentPlan: TreatmentPlanResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  attendedVisits: async ({ id }, _args, { plans }) => (await plans.counts.load(id))?.attended ?? null,
  bookedVisits: async ({ id }, _args, { plans }) => (await plans.counts.load(id))?.booked ?? null,
};
