import type { PlanVisitsResolvers } from './../../types.generated';

export const PlanVisits: PlanVisitsResolvers = {};
