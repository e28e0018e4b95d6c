import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const revokeCalendarFeed: NonNullable<MutationResolvers['revokeCalendarFeed']> = async (_parent, { input }, { calendarFeeds }) =>
  toPayload(await calendarFeeds.revoke(input), async (revoked) => ({ revoked }));
