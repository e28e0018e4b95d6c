import type { QueryResolvers } from './../../../types.generated';

export const calendarFile: NonNullable<QueryResolvers['calendarFile']> = (_parent, { tokenHash }, { calendarFeeds }) => calendarFeeds.find(tokenHash);
