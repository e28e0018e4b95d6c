import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const createServiceType: NonNullable<MutationResolvers['createServiceType']> = async (_parent, { input }, { serviceTypeChanges }) =>
  toPayload(await serviceTypeChanges.create(input), async (code) => ({ serviceType: await serviceTypeChanges.find(code) }));
