import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const endCredential: NonNullable<MutationResolvers['endCredential']> = async (_parent, { input }, { credentials }) =>
  toPayload(await credentials.end(input), async (id) => ({ credential: await credentials.find(id) }));
