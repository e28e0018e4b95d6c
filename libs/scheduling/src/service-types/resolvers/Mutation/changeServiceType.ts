import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const changeServiceType: NonNullable<MutationResolvers['changeServiceType']> = async (_parent, { input }, { serviceTypeChanges }) =>
  toPayload(await serviceTypeChanges.change(input), async (code) => ({ serviceType: await serviceTypeChanges.find(code) }));
