import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const recordPain: NonNullable<MutationResolvers['recordPain']> = async (_parent, { input }, { measurements, encounterLoader }) =>
  toPayload(await measurements.recordPain(input), async (id) => ({ encounter: await encounterLoader.byId.load(id) }));
