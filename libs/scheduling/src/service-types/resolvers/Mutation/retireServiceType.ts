import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const retireServiceType: NonNullable<MutationResolvers['retireServiceType']> = async (_parent, { input }, { serviceTypeChanges }) =>
  toPayload(await serviceTypeChanges.retire(input), async (code) => ({ serviceType: await serviceTypeChanges.find(code) }));
