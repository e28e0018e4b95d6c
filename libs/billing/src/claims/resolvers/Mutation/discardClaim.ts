import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const discardClaim: NonNullable<MutationResolvers['discardClaim']> = async (_parent, { input }, { claims, load }) =>
  toPayload(await claims.discard(input), async (id) => ({ claim: await load.claims.byId.clear(id).load(id) }));
