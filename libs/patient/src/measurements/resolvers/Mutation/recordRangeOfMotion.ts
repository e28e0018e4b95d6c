import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const recordRangeOfMotion: NonNullable<MutationResolvers['recordRangeOfMotion']> = async (_parent, { input }, { measurements, encounterLoader }) =>
  toPayload(await measurements.recordRangeOfMotion(input), async (id) => ({ encounter: await encounterLoader.byId.load(id) }));
