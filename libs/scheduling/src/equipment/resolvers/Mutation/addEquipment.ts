import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const addEquipment: NonNullable<MutationResolvers['addEquipment']> = async (_parent, { input }, { equipping }) =>
  toPayload(await equipping.add(input), async (id) => ({ equipment: await equipping.find(id) }));
