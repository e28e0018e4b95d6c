import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const renewCredential: NonNullable<MutationResolvers['renewCredential']> = async (_parent, { input }, { credentials }) =>
  toPayload(await credentials.renew(input), async (id) => ({ credential: await credentials.find(id) }));
