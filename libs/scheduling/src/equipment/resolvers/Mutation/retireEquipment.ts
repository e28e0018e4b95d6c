import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const retireEquipment: NonNullable<MutationResolvers['retireEquipment']> = async (_parent, { input }, { equipping }) =>
  toPayload(await equipping.retire(input), async (id) => ({ equipment: await equipping.find(id) }));
