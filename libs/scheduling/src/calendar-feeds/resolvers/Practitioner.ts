import type { PractitionerResolvers } from './../../types.generated';

export const Practitioner: Pick<PractitionerResolvers, 'calendarFeeds'|'__resolveReference'> = {
  calendarFeeds: ({ id }, _args, { feeds }) => feeds.ofOwner.load(id),
};
