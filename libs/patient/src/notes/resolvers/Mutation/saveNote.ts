import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const saveNote: NonNullable<MutationResolvers['saveNote']> = async (_parent, { input }, { notes, noteLoader }) =>
  toPayload(await notes.save({ ...input, version: input.version ?? null }), async (id) => ({ note: await noteLoader.reload(id) }));
