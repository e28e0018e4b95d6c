import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const closeTreatmentPlan: NonNullable<MutationResolvers['closeTreatmentPlan']> = async (_parent, { input }, { plans, planLoader }) =>
  toPayload(await plans.close(input), async (id) => ({ plan: await planLoader.reload(id) }));
