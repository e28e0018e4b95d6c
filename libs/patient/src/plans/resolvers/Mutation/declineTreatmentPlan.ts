import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const declineTreatmentPlan: NonNullable<MutationResolvers['declineTreatmentPlan']> = async (_parent, { input }, { plans, planLoader }) =>
  toPayload(await plans.decline(input), async (id) => ({ plan: await planLoader.reload(id) }));
