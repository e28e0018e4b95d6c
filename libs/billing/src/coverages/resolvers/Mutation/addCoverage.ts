import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const addCoverage: NonNullable<MutationResolvers['addCoverage']> = async (_parent, { input }, { coverages, load }) =>
  toPayload(await coverages.add(input), async (id) => ({ coverage: await load.coverages.byId.clear(id).load(id) }));
