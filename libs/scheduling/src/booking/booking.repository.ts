import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';

const ROOM = statement('SELECT FROM scheduling.room r WHERE r.practice_id = $1 AND r.id = $2');
const ROOM_FOR = statement(`SELECT r.location_id = (SELECT a.location_id FROM scheduling.appointment a WHERE a.practice_id = $1 AND a.id = $2) AS at_site
  FROM scheduling.room r WHERE r.practice_id = $1 AND r.id = $3`);

/** Reads where rooms are. */
export class BookingRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** Whether the practice has the room, at whatever site. */
  async isRoom(roomId: Id<'Room'>): Promise<boolean> {
    return (await this.sql.rows(ROOM, [this.practiceId, roomId])).length > 0;
  }

  /** Where a room is as seen from an appointment's site; of an unknown appointment nothing is told. */
  async findRoomFor(appointmentId: Id<'Appointment'>, roomId: Id<'Room'>): Promise<'AT_SITE' | 'OTHER_SITE' | 'UNKNOWN'> {
    const [room] = await this.sql.rows<{ at_site: boolean | null }>(ROOM_FOR, [this.practiceId, appointmentId, roomId]);
    if (!room) return 'UNKNOWN';
    return room.at_site === false ? 'OTHER_SITE' : 'AT_SITE';
  }
}
