import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const withdrawNeedlingSite: NonNullable<MutationResolvers['withdrawNeedlingSite']> = async (_parent, { input }, { needling, encounterLoader }) =>
  toPayload(await needling.withdraw(input), async (id) => ({ encounter: await encounterLoader.byId.load(id) }));
