import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const unmergePatients: NonNullable<MutationResolvers['unmergePatients']> = async (_parent, { input }, { merges, mergeLoader }) =>
  toPayload(await merges.unmerge(input), async (id) => ({ merge: await mergeLoader.byId.load(id) }));
