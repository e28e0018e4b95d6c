import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const addRoom: NonNullable<MutationResolvers['addRoom']> = async (_parent, { input }, { sites, locations }) =>
  toPayload(await sites.addRoom(input), async (id) => ({ room: await locations.roomById.load(id) }));
