import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const addendNote: NonNullable<MutationResolvers['addendNote']> = async (_parent, { input }, { noteSigning, noteLoader }) =>
  toPayload(await noteSigning.addend(input), async (id) => ({ note: await noteLoader.reload(id) }));
