import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const addToWaitlist: NonNullable<MutationResolvers['addToWaitlist']> = async (_parent, { input }, { waitlistChanges, waitlist }) =>
  toPayload(await waitlistChanges.add(input), async (id) => ({ entry: await waitlist.reloadEntry(id) }));
