import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const setTravelTime: NonNullable<MutationResolvers['setTravelTime']> = async (_parent, { input }, { travelTimes, locations }) =>
  toPayload(await travelTimes.set(input), async (id) => ({ location: await locations.byId.load(id) }));
