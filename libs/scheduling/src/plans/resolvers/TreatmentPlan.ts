import type { TreatmentPlanResolvers } from './../../types.generated';

export const TreatmentPlan: Pick<TreatmentPlanResolvers, 'attendedVisits'|'bookedVisits'|'id'|'__resolveReference'> = {
  __resolveReference: ({ id }) => ({ id }),
  attendedVisits: async ({ id }, _args, { plans }) => (await plans.counts.load(id))?.attended ?? null,
  bookedVisits: async ({ id }, _args, { plans }) => (await plans.counts.load(id))?.booked ?? null,
};
