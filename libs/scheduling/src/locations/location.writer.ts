import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { NewLocation, NewRoom } from './new-location';

/** The zone data of the database decides beside that of the runtime. */
const ZONE = statement('SELECT FROM pg_timezone_names z WHERE z.name = $1');
const ADD = statement(`INSERT INTO scheduling.location (practice_id, id, name, time_zone, address_lines, city, state, postal_code, telephone, cancellation_notice_hours, no_show_grace_minutes)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT ON CONSTRAINT location_name DO NOTHING`);
const ADD_ROOMS = statement(`WITH added AS (INSERT INTO scheduling.room (practice_id, id, location_id, name, kind) SELECT $1::uuid, id, $2::uuid, name, kind
    FROM jsonb_to_recordset($3::jsonb) AS room(id uuid, name text, kind text) ON CONFLICT ON CONSTRAINT room_name DO NOTHING RETURNING id)
  INSERT INTO scheduling.resource (practice_id, id, kind, capacity) SELECT $1, added.id, 'ROOM', room.capacity
  FROM added JOIN jsonb_to_recordset($3::jsonb) AS room(id uuid, capacity integer) ON room.id = added.id`);

/** Writes sites and rooms; decides nothing. */
export class LocationWriter {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async isTimeZone(name: string): Promise<boolean> {
    return (await this.sql.rows(ZONE, [name])).length > 0;
  }

  /** False when another site has the name. */
  async add(id: Id<'Location'>, { name, timeZone, addressLines, city, state, postalCode, telephone, cancellationNoticeHours, noShowGraceMinutes }: NewLocation): Promise<boolean> {
    return (await this.sql.count(ADD, [this.practiceId, id, name, timeZone, addressLines, city, state, postalCode, telephone, cancellationNoticeHours, noShowGraceMinutes])) === 1;
  }

  /** Rooms with their resources; how many had a name that no other room of the site has. */
  addRooms(locationId: Id<'Location'>, rooms: readonly (NewRoom & { readonly id: Id<'Room'> })[]): Promise<number> {
    return this.sql.count(ADD_ROOMS, [this.practiceId, locationId, JSON.stringify(rooms)]);
  }
}
