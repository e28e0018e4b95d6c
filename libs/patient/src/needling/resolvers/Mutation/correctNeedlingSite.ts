import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';
import { toEntry } from '../../needling.input';

export const correctNeedlingSite: NonNullable<MutationResolvers['correctNeedlingSite']> = async (_parent, { input }, { needling, encounterLoader }) =>
  toPayload(await needling.correct({ ...input, entry: toEntry(input.entry) }), async (id) => ({ encounter: await encounterLoader.byId.load(id) }));
