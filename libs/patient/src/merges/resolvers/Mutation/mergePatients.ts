import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const mergePatients: NonNullable<MutationResolvers['mergePatients']> = async (_parent, { input }, { merges, mergeLoader }) =>
  toPayload(await merges.merge(input), async (id) => ({ merge: await mergeLoader.byId.load(id) }));
