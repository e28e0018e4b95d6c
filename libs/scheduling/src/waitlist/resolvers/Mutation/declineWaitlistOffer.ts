import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const declineWaitlistOffer: NonNullable<MutationResolvers['declineWaitlistOffer']> = async (_parent, { input }, { waitlistChanges, waitlist }) =>
  toPayload(await waitlistChanges.decline(input), async (id) => ({ offer: await waitlist.offerById.clear(id).load(id) }));
