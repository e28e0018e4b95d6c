import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const createCalendarFeed: NonNullable<MutationResolvers['createCalendarFeed']> = async (_parent, { input }, { calendarFeeds, feeds }) =>
  toPayload(await calendarFeeds.create(input), async ({ feedId, token }) => ({ feed: await feeds.byId.load(feedId), token }));
