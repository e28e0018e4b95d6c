import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const changeEquipment: NonNullable<MutationResolvers['changeEquipment']> = async (_parent, { input }, { equipping }) =>
  toPayload(await equipping.change(input), async (id) => ({ equipment: await equipping.find(id) }));
