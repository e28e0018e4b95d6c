import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { AppointmentState } from '../appointments/appointment';
import type { CalendarEntry, CalendarFeed, FeedOwner } from './calendar-feed';

const FEED_COLUMNS = 'f.id, f.practitioner_id, f.room_id, f.created_at';
const OPEN_OF = statement(`SELECT ${FEED_COLUMNS} FROM scheduling.calendar_feed f
  WHERE f.practice_id = $1 AND f.revoked_at IS NULL AND (f.practitioner_id = ANY($2::uuid[]) OR f.room_id = ANY($2::uuid[])) ORDER BY f.created_at DESC, f.id DESC`);
const MANY = statement(`SELECT ${FEED_COLUMNS} FROM scheduling.calendar_feed f WHERE f.practice_id = $1 AND f.id = ANY($2::uuid[])`);
const OPEN_BY_HASH = statement(`SELECT ${FEED_COLUMNS} FROM scheduling.calendar_feed f WHERE f.practice_id = $1 AND f.token_hash = $2 AND f.revoked_at IS NULL`);
/** The owner's row is locked, so that two feeds of one owner take turns; null when there is no such owner. */
const LOCK_OWNER = statement(`SELECT id FROM scheduling.resource WHERE practice_id = $1 AND id = $2 AND kind = $3 FOR NO KEY UPDATE`);
const ADD = statement(`INSERT INTO scheduling.calendar_feed (practice_id, id, token_hash, practitioner_id, room_id, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`);
const REVOKE = statement('UPDATE scheduling.calendar_feed SET revoked_at = $3 WHERE practice_id = $1 AND id = $2 AND revoked_at IS NULL');

const ENTRY_COLUMNS = `a.id AS appointment_id, a.version, a.state, a.starts_at, a.ends_at, a.state_changed_at, r.name AS room_name, l.name AS location_name`;
const ENTRY_JOINS = `LEFT JOIN scheduling.room r ON r.practice_id = $1 AND r.id = a.room_id LEFT JOIN scheduling.location l ON l.practice_id = $1 AND l.id = a.location_id`;
export const ENTRIES_OF_PRACTITIONER = statement(`SELECT ${ENTRY_COLUMNS} FROM scheduling.appointment a ${ENTRY_JOINS}
  WHERE a.practice_id = $1 AND a.practitioner_id = $2 AND a.starts_at >= $3 AND a.starts_at < $4 AND a.state NOT IN ('HELD', 'EXPIRED') ORDER BY a.starts_at, a.id LIMIT $5`);
export const ENTRIES_OF_ROOM = statement(`SELECT ${ENTRY_COLUMNS} FROM scheduling.appointment a ${ENTRY_JOINS}
  WHERE a.practice_id = $1 AND a.room_id = $2 AND a.starts_at >= $3 AND a.starts_at < $4 AND a.state NOT IN ('HELD', 'EXPIRED') ORDER BY a.starts_at, a.id LIMIT $5`);

interface FeedRow {
  readonly id: string;
  readonly practitioner_id: string | null;
  readonly room_id: string | null;
  readonly created_at: Date;
}

interface EntryRow {
  readonly appointment_id: string;
  readonly version: number;
  readonly state: AppointmentState;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly state_changed_at: Date;
  readonly room_name: string | null;
  readonly location_name: string | null;
}

function toFeed(row: FeedRow): CalendarFeed {
  return { id: row.id, practitionerId: row.practitioner_id, roomId: row.room_id, createdAt: row.created_at };
}

function toEntry(row: EntryRow): CalendarEntry {
  return {
    appointmentId: row.appointment_id, version: row.version, state: row.state, startsAt: row.starts_at, endsAt: row.ends_at, changedAt: row.state_changed_at,
    roomName: row.room_name, locationName: row.location_name,
  };
}

export interface NewFeed extends CalendarFeed {
  readonly tokenHash: string;
  readonly createdBy: Id<'Person'>;
}

export interface EntrySlice {
  readonly from: Date;
  readonly until: Date;
  readonly limit: number;
}

/** Reads and writes calendar feeds, and reads what a calendar shows. */
export class CalendarFeedRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** Open feeds of these practitioners and rooms. */
  async findOpenOf(ownerIds: readonly string[]): Promise<CalendarFeed[]> {
    return (await this.sql.rows<FeedRow>(OPEN_OF, [this.practiceId, ownerIds])).map(toFeed);
  }

  async findMany(ids: readonly Id<'CalendarFeed'>[]): Promise<CalendarFeed[]> {
    return (await this.sql.rows<FeedRow>(MANY, [this.practiceId, ids])).map(toFeed);
  }

  async findOpenByHash(tokenHash: string): Promise<CalendarFeed | null> {
    const [row] = await this.sql.rows<FeedRow>(OPEN_BY_HASH, [this.practiceId, tokenHash]);
    return row ? toFeed(row) : null;
  }

  /** False when there is no such practitioner or room. */
  async lockOwner({ practitionerId, roomId }: FeedOwner): Promise<boolean> {
    return (await this.sql.count(LOCK_OWNER, [this.practiceId, practitionerId ?? roomId, practitionerId === null ? 'ROOM' : 'PRACTITIONER'])) === 1;
  }

  async add({ id, tokenHash, practitionerId, roomId, createdBy, createdAt }: NewFeed): Promise<void> {
    await this.sql.count(ADD, [this.practiceId, id, tokenHash, practitionerId, roomId, createdBy, createdAt]);
  }

  /** False for a feed that is not known or was revoked before. */
  async revoke(id: Id<'CalendarFeed'>, at: Date): Promise<boolean> {
    return (await this.sql.count(REVOKE, [this.practiceId, id, at])) === 1;
  }

  async findEntries({ practitionerId, roomId }: FeedOwner, { from, until, limit }: EntrySlice): Promise<CalendarEntry[]> {
    const text = practitionerId === null ? ENTRIES_OF_ROOM : ENTRIES_OF_PRACTITIONER;
    return (await this.sql.rows<EntryRow>(text, [this.practiceId, practitionerId ?? roomId, from, until, limit])).map(toEntry);
  }
}
