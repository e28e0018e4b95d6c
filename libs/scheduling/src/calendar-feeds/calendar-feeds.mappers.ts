export type { CalendarFeed as CalendarFeedMapper } from './calendar-feed';
export type { CalendarFile as CalendarFileMapper } from './calendar-file.service';
