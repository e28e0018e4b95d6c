import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const recordCondition: NonNullable<MutationResolvers['recordCondition']> = async (_parent, { input }, { conditions, conditionLoader }) =>
  toPayload(await conditions.record({ ...input, onset: input.onset ?? null }), async (id) => ({ condition: await conditionLoader.byId.clear(id).load(id) }));
