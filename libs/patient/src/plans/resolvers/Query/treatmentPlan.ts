import type { QueryResolvers } from './../../../types.generated';

export const treatmentPlan: NonNullable<QueryResolvers['treatmentPlan']> = (_parent, { id }, { planLoader }) => planLoader.byId.load(id);
