import type { Policy } from '@spindle/subgraph';

/** The secret addresses are the business of those who make them; the calendar behind one is read by the gateway alone. */
export const calendarFeeds: Policy = {
  Query: { calendarFile: ['SERVICE'] },
  Mutation: {
    createCalendarFeed: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN'],
    revokeCalendarFeed: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN'],
  },
  arguments: { 'Query.calendarFile(tokenHash)': '' },
  types: {
    CalendarFeed: { STRUCTURE: 'id', STAFF: 'practitioner room createdAt' },
    CalendarFile: { SCHEDULE: 'text etag' },
    Practitioner: { STAFF: 'calendarFeeds' },
    Room: { STAFF: 'calendarFeeds' },
    CreateCalendarFeedPayload: { STRUCTURE: 'feed token errors' },
    RevokeCalendarFeedPayload: { STRUCTURE: 'revoked errors' },
    TooManyFeedsError: { STRUCTURE: 'message' },
    CalendarFeedNotFoundError: { STRUCTURE: 'message' },
  },
};
