import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const addBodyMark: NonNullable<MutationResolvers['addBodyMark']> = async (_parent, { input }, { bodyMarks, bodyMarkLoader }) =>
  toPayload(await bodyMarks.add({ ...input, encounterId: input.encounterId ?? null }), async (id) => ({ bodyMark: await bodyMarkLoader.byId.clear(id).load(id) }));
