import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const withdrawFromWaitlist: NonNullable<MutationResolvers['withdrawFromWaitlist']> = async (_parent, { input }, { waitlistChanges, waitlist }) =>
  toPayload(await waitlistChanges.withdraw(input), async (id) => ({ entry: await waitlist.reloadEntry(id) }));
