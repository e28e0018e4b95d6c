import { toPayload } from '@spindle/subgraph';
import type { QueryResolvers } from './../../../types.generated';

export const proposeRepack: NonNullable<QueryResolvers['proposeRepack']> = async (_parent, request, { repacks }) =>
  toPayload(await repacks.propose(request), (proposal) => Promise.resolve({ proposal }));
