import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const offerServiceTypeAgain: NonNullable<MutationResolvers['offerServiceTypeAgain']> = async (_parent, { input }, { serviceTypeChanges }) =>
  toPayload(await serviceTypeChanges.offerAgain(input), async (code) => ({ serviceType: await serviceTypeChanges.find(code) }));
