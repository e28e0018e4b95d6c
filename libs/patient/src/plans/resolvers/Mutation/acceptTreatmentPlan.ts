import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const acceptTreatmentPlan: NonNullable<MutationResolvers['acceptTreatmentPlan']> = async (_parent, { input }, { plans, planLoader }) =>
  toPayload(await plans.accept({ ...input, estimateId: input.estimateId ?? null }), async (id) => ({ plan: await planLoader.reload(id) }));
