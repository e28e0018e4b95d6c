import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { findInOrder, groupInOrder } from '../in-order';
import type { CalendarFeed } from './calendar-feed';
import { CalendarFeedRepository } from './calendar-feed.repository';

/** Calendar feeds by id and by owner, one statement per batch. */
export class CalendarFeedLoader {
  readonly byId: DataLoader<Id<'CalendarFeed'>, CalendarFeed | null>;
  readonly ofOwner: DataLoader<string, CalendarFeed[]>;

  constructor(session: PracticeSession) {
    const feeds = new CalendarFeedRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => findInOrder(ids, await feeds.findMany(ids), ({ id }) => id));
    this.ofOwner = new DataLoader(async (ids) => groupInOrder(ids, await feeds.findOpenOf(ids), ({ practitionerId, roomId }) => practitionerId ?? roomId ?? ''));
  }
}
