import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const endCoverage: NonNullable<MutationResolvers['endCoverage']> = async (_parent, { input }, { coverages, load }) =>
  toPayload(await coverages.end(input), async (id) => ({ coverage: await load.coverages.byId.clear(id).load(id) }));
