import type { TreatmentPlanResolvers } from './../../types.generated';

export const TreatmentPlan: Pick<TreatmentPlanResolvers, 'series'|'__resolveReference'> = {
  series: ({ id }, args, { series }) => series.list('PLAN', id, args),
};
