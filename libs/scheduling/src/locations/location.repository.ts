import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Location, Room } from './location';

/** A site's columns under the alias `l`, wherever a statement joins it. */
export const LOCATION_COLUMNS = `l.id AS location_id, l.name AS location_name, l.time_zone AS location_time_zone, l.address_lines, l.city, l.state AS location_state,
  l.postal_code, l.telephone, l.cancellation_notice_hours, l.no_show_grace_minutes`;

export interface LocationRow {
  readonly location_id: string;
  readonly location_name: string;
  readonly location_time_zone: string;
  readonly address_lines: string[];
  readonly city: string | null;
  readonly location_state: string | null;
  readonly postal_code: string | null;
  readonly telephone: string | null;
  readonly cancellation_notice_hours: number;
  readonly no_show_grace_minutes: number;
}

export function toLocation(row: LocationRow): Location {
  return {
    id: row.location_id, name: row.location_name, timeZone: row.location_time_zone,
    addressLines: row.address_lines, city: row.city, state: row.location_state, postalCode: row.postal_code, telephone: row.telephone,
    cancellationNoticeHours: row.cancellation_notice_hours, noShowGraceMinutes: row.no_show_grace_minutes,
  };
}

/** A room's columns under the alias `r`. */
export const ROOM_COLUMNS = 'r.id AS room_id, r.name AS room_name, r.location_id AS room_location_id';

export interface RoomRow {
  readonly room_id: string;
  readonly room_name: string;
  readonly room_location_id: string;
}

export function toRoom(row: RoomRow): Room {
  return { id: row.room_id, name: row.room_name, locationId: row.room_location_id };
}

export const LOCATIONS_BY_NAME = statement(`SELECT ${LOCATION_COLUMNS} FROM scheduling.location l
  WHERE l.practice_id = $1 AND (l.name, l.id) > ($2, $3::uuid) ORDER BY l.name, l.id LIMIT $4`);
const MANY = statement(`SELECT ${LOCATION_COLUMNS} FROM scheduling.location l WHERE l.practice_id = $1 AND l.id = ANY($2::uuid[])`);
const ROOMS_BY_ID = statement(`SELECT ${ROOM_COLUMNS} FROM scheduling.room r WHERE r.practice_id = $1 AND r.id = ANY($2::uuid[])`);
const ROOMS = statement(`SELECT ${ROOM_COLUMNS} FROM scheduling.room r WHERE r.practice_id = $1 AND r.location_id = ANY($2::uuid[]) ORDER BY r.name, r.id`);

/** Reads sites and their rooms. */
export class LocationRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** By name, those behind the position: a name and an id. */
  async findAfter([name, id]: readonly string[], limit: number): Promise<Location[]> {
    return (await this.sql.rows<LocationRow>(LOCATIONS_BY_NAME, [this.practiceId, name, id, limit])).map(toLocation);
  }

  async findMany(ids: readonly Id<'Location'>[]): Promise<Location[]> {
    return (await this.sql.rows<LocationRow>(MANY, [this.practiceId, ids])).map(toLocation);
  }

  async findRooms(ids: readonly Id<'Room'>[]): Promise<Room[]> {
    return (await this.sql.rows<RoomRow>(ROOMS_BY_ID, [this.practiceId, ids])).map(toRoom);
  }

  async findRoomsOf(locationIds: readonly Id<'Location'>[]): Promise<Room[]> {
    return (await this.sql.rows<RoomRow>(ROOMS, [this.practiceId, locationIds])).map(toRoom);
  }
}
