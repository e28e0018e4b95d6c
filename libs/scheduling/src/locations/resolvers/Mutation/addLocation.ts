import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const addLocation: NonNullable<MutationResolvers['addLocation']> = async (_parent, { input }, { sites, locations }) =>
  toPayload(await sites.add(input), async (id) => ({ location: await locations.byId.load(id) }));
