import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const recordScreening: NonNullable<MutationResolvers['recordScreening']> = async (_parent, { input }, { screenings, screeningLoader }) =>
  toPayload(await screenings.record({ ...input, encounterId: input.encounterId ?? null }), async (id) => ({ screening: await screeningLoader.byId.clear(id).load(id) }));
