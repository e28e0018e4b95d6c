import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const createVisitLink: NonNullable<MutationResolvers['createVisitLink']> = async (_parent, { input }, { visitLinks }) =>
  toPayload(await visitLinks.create(input), (token) => Promise.resolve({ token }));
