import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const signNote: NonNullable<MutationResolvers['signNote']> = async (_parent, { input }, { noteSigning, noteLoader }) =>
  toPayload(await noteSigning.sign({ ...input, overrides: input.overrides ?? [] }), async (id) => ({ note: await noteLoader.reload(id) }));
