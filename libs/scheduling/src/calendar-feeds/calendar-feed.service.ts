import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession } from '@spindle/database';
import { hashOfToken, newPracticeToken } from '@spindle/subgraph';
import type { InvalidInputError } from '../visit-flow/reason';
import { CALENDAR_DAYS, CALENDAR_ENTRIES, checkFeedCount, parseOwner, type CalendarFeedNotFoundError, type TooManyFeedsError } from './calendar-feed';
import { CalendarFeedRepository } from './calendar-feed.repository';
import { toCalendarFile, type CalendarFile } from './calendar-file.service';

export interface CreateCalendarFeedInput {
  readonly idempotencyKey: string;
  readonly practitionerId?: Id<'Practitioner'> | null | undefined;
  readonly roomId?: Id<'Room'> | null | undefined;
}

export interface RevokeCalendarFeedInput {
  readonly idempotencyKey: string;
  readonly feedId: Id<'CalendarFeed'>;
}

/** A feed that was made; its token is known to the first answer alone. */
export interface CreatedFeed {
  readonly feedId: Id<'CalendarFeed'>;
  readonly token: string | null;
}

type CreateError = InvalidInputError | TooManyFeedsError | IdempotencyKeyReusedError;
type RevokeError = CalendarFeedNotFoundError | IdempotencyKeyReusedError;

const DAY_MS = 86_400_000;

/** Makes and revokes calendar feeds, and gives the calendars behind them. */
export class CalendarFeedService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  /** The token is not kept: a repeat with the same key gives the feed without it. */
  async create(input: CreateCalendarFeedInput): Promise<Result<CreatedFeed, CreateError>> {
    const { viewer } = this.#session;
    let token: string | null = null;
    const created = await this.#session.mutate({ operation: 'createCalendarFeed', input: { ...input } }, async ({ sql, audit }): Promise<Result<Id<'CalendarFeed'>, CreateError>> => {
      audit.changed(null, 'SCHEDULE');
      const owner = parseOwner(input);
      if (!owner.ok) return owner;
      const feeds = new CalendarFeedRepository(sql, viewer.practiceId);
      if (!(await feeds.lockOwner(owner.value))) return err({ kind: 'InvalidInputError', message: 'There is no such practitioner or room.', field: owner.value.practitionerId === null ? 'roomId' : 'practitionerId' });
      const counted = checkFeedCount((await feeds.findOpenOf([owner.value.practitionerId ?? owner.value.roomId ?? ''])).length);
      if (!counted.ok) return counted;
      const id = newId<'CalendarFeed'>();
      token = newPracticeToken(viewer.practiceId);
      await feeds.add({ id, ...owner.value, tokenHash: hashOfToken(token), createdBy: viewer.personId, createdAt: this.#clock.now() });
      return ok(id);
    });
    return created.ok ? ok({ feedId: created.value, token }) : created;
  }

  revoke(input: RevokeCalendarFeedInput): Promise<Result<boolean, RevokeError>> {
    return this.#session.mutate({ operation: 'revokeCalendarFeed', input: { ...input } }, async ({ sql, audit }): Promise<Result<boolean, RevokeError>> => {
      audit.changed(null, 'SCHEDULE');
      const revoked = await new CalendarFeedRepository(sql, this.#session.viewer.practiceId).revoke(input.feedId, this.#clock.now());
      return revoked ? ok(true) : err({ kind: 'CalendarFeedNotFoundError', message: 'There is no such open feed.' });
    });
  }

  /** The calendar of an open feed: the past month and the coming half year. */
  async find(tokenHash: string): Promise<CalendarFile | null> {
    if (!/^[0-9a-f]{64}$/.test(tokenHash)) return null;
    const feeds = new CalendarFeedRepository(this.#session, this.#session.viewer.practiceId);
    const feed = await feeds.findOpenByHash(tokenHash);
    if (!feed) return null;
    const now = this.#clock.now().getTime();
    const slice = { from: new Date(now - CALENDAR_DAYS.before * DAY_MS), until: new Date(now + CALENDAR_DAYS.after * DAY_MS), limit: CALENDAR_ENTRIES };
    return toCalendarFile(await feeds.findEntries(feed, slice));
  }
}
