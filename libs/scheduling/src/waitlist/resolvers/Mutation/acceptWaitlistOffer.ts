import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const acceptWaitlistOffer: NonNullable<MutationResolvers['acceptWaitlistOffer']> = async (_parent, { input }, { waitlistChanges, waitlist }) =>
  toPayload(await waitlistChanges.accept(input), async (id) => ({ offer: await waitlist.offerById.clear(id).load(id) }));
