import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';
import { toRevision } from '../../plan.input';

export const reviseTreatmentPlan: NonNullable<MutationResolvers['reviseTreatmentPlan']> = async (_parent, { input }, { plans, planLoader }) =>
  toPayload(await plans.revise(toRevision(input)), async (id) => ({ plan: await planLoader.reload(id) }));
