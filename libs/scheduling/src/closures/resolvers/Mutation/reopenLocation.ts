import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const reopenLocation: NonNullable<MutationResolvers['reopenLocation']> = async (_parent, { input }, { closures }) =>
  toPayload(await closures.reopen(input), async (id) => ({ closure: await closures.find(id) }));
