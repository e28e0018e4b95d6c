import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';
import { toEntry } from '../../needling.input';

export const recordNeedlingSite: NonNullable<MutationResolvers['recordNeedlingSite']> = async (_parent, { input }, { needling, encounterLoader }) =>
  toPayload(await needling.record({ ...input, entry: toEntry(input.entry) }), async (id) => ({ encounter: await encounterLoader.byId.load(id) }));
