import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const cosignNote: NonNullable<MutationResolvers['cosignNote']> = async (_parent, { input }, { noteSigning, noteLoader }) =>
  toPayload(await noteSigning.cosign(input), async (id) => ({ note: await noteLoader.reload(id) }));
