import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const closeLocation: NonNullable<MutationResolvers['closeLocation']> = async (_parent, { input }, { closures }) =>
  toPayload(await closures.close(input), async (id) => ({ closure: await closures.find(id) }));
