import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';
import { toProposal } from '../../plan.input';

export const proposeTreatmentPlan: NonNullable<MutationResolvers['proposeTreatmentPlan']> = async (_parent, { input }, { plans, planLoader }) =>
  toPayload(await plans.propose(toProposal(input)), async (id) => ({ plan: await planLoader.reload(id) }));
