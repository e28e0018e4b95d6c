import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const recordOutcomeScore: NonNullable<MutationResolvers['recordOutcomeScore']> = async (_parent, { input }, { outcomeScores, outcomeScoreLoader }) =>
  toPayload(await outcomeScores.record({ ...input, encounterId: input.encounterId ?? null }), async (id) => ({ outcomeScore: await outcomeScoreLoader.byId.clear(id).load(id) }));
