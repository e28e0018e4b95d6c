import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { GroupSession } from './group-session';

const ADD = statement(`INSERT INTO scheduling.group_session (practice_id, id, version, state, service_type_code, practitioner_id, location_id, room_id, seats, starts_at, ends_at, local_start, time_zone)
  VALUES ($1, $2, 1, 'PLANNED', $3, $4, $5, $6, $7, $8, $9, $10, $11)`);
const ADD_SEATS = statement(`INSERT INTO scheduling.resource (practice_id, id, kind, capacity) VALUES ($1, $2, 'SESSION', $3)`);
const CANCEL = statement(`UPDATE scheduling.group_session SET state = 'CANCELLED', version = version + 1 WHERE practice_id = $1 AND id = $2`);

/** Writes group sessions; decides nothing. */
export class GroupSessionWriter {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** The session, and its seats as a resource of as many lanes. */
  async add({ id, serviceTypeCode, practitionerId, locationId, roomId, seats, startsAt, endsAt, localStart, timeZone }: Omit<GroupSession, 'version' | 'state' | 'freeSeats'>): Promise<void> {
    await this.sql.count(ADD, [this.practiceId, id, serviceTypeCode, practitionerId, locationId, roomId, seats, startsAt, endsAt, localStart, timeZone]);
    await this.sql.count(ADD_SEATS, [this.practiceId, id, seats]);
  }

  /** Its row is locked. */
  async cancel(id: Id<'GroupSession'>): Promise<void> {
    await this.sql.count(CANCEL, [this.practiceId, id]);
  }
}
