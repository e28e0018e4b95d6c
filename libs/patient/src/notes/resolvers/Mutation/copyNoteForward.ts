import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const copyNoteForward: NonNullable<MutationResolvers['copyNoteForward']> = async (_parent, { input }, { notes, noteLoader }) =>
  toPayload(await notes.copyForward({ ...input, version: input.version ?? null }), async (id) => ({ note: await noteLoader.reload(id) }));
