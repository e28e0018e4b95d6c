import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const signCandidacy: NonNullable<MutationResolvers['signCandidacy']> = async (_parent, { input }, { candidacies, candidacyLoader }) =>
  toPayload(await candidacies.sign({ ...input, precautions: input.precautions ?? null, alternative: input.alternative ?? null }), async (id) => ({ candidacy: await candidacyLoader.byId.clear(id).load(id) }));
