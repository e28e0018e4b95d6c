import type { RoomResolvers } from './../../types.generated';

export const Room: Pick<RoomResolvers, 'calendarFeeds'> = {
  calendarFeeds: ({ id }, _args, { feeds }) => feeds.ofOwner.load(id),
};
