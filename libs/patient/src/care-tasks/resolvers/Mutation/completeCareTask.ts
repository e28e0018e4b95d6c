import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const completeCareTask: NonNullable<MutationResolvers['completeCareTask']> = async (_parent, { input }, { careTasks }) =>
  toPayload(await careTasks.complete(input), async (id) => ({ careTask: await careTasks.find(id) }));
