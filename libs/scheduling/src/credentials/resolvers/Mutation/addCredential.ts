import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const addCredential: NonNullable<MutationResolvers['addCredential']> = async (_parent, { input }, { credentials }) =>
  toPayload(await credentials.add(input), async (id) => ({ credential: await credentials.find(id) }));
