import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { InTheWay } from '../booked-visits/booked-visits';
import type { Equipment } from './equipment';

const COLUMNS = 'e.id, e.version, e.location_id, e.name, e.kind, resource.capacity, e.retired';
const FROM = 'FROM scheduling.equipment e JOIN scheduling.resource ON resource.practice_id = $1 AND resource.id = e.id WHERE e.practice_id = $1';
const ONE = statement(`SELECT ${COLUMNS} ${FROM} AND e.id = $2`);
/** Bookings of it lock its resource too. */
const FOR_CHANGE = statement(`SELECT ${COLUMNS} ${FROM} AND e.id = $2 FOR NO KEY UPDATE OF resource, e`);
const OF_LOCATIONS = statement(`SELECT ${COLUMNS} ${FROM} AND e.location_id = ANY($2::uuid[]) AND NOT e.retired ORDER BY e.name, e.id`);
const ADD = statement(`WITH added AS (INSERT INTO scheduling.equipment (practice_id, id, version, location_id, name, kind, retired) VALUES ($1, $2, 1, $3, $4, $5, false)
    ON CONFLICT ON CONSTRAINT equipment_name DO NOTHING RETURNING practice_id, id)
  INSERT INTO scheduling.resource (practice_id, id, kind, capacity) SELECT practice_id, id, 'EQUIPMENT', $6::integer FROM added`);
const NAME_IS_TAKEN = statement('SELECT FROM scheduling.equipment e WHERE e.practice_id = $1 AND e.location_id = $2 AND e.name = $3 AND e.id <> $4');
const CHANGE = statement('UPDATE scheduling.equipment SET version = version + 1, name = $3, kind = $4, retired = $5 WHERE practice_id = $1 AND id = $2');
const CHANGE_CAPACITY = statement('UPDATE scheduling.resource SET capacity = $3 WHERE practice_id = $1 AND id = $2');
/**
 * Visits that have it from an instant on; with `$4`, those in a lane from there on while as many others as it will bear
 * then overlap them. A visit above the capacity by override is nobody's matter.
 */
const BOOKED = statement(`SELECT r.appointment_id, r.session_id FROM scheduling.reservation r JOIN scheduling.resource ON resource.practice_id = $1 AND resource.id = r.resource_id
  WHERE r.practice_id = $1 AND r.resource_id = $2 AND r.live AND r.ends_at > $3 AND (r.expires_at IS NULL OR r.expires_at > $3)
    AND ($4::integer IS NULL OR (upper(r.lanes) > $4 AND lower(r.lanes) < resource.capacity AND $4 <= (SELECT count(*) FROM scheduling.reservation other
      WHERE other.practice_id = $1 AND other.resource_id = $2 AND other.live AND other.during && r.during AND other.holder_id <> r.holder_id)))
  ORDER BY r.starts_at, r.holder_id LIMIT 100`);

interface EquipmentRow {
  readonly id: string;
  readonly version: number;
  readonly location_id: string;
  readonly name: string;
  readonly kind: string;
  readonly capacity: number;
  readonly retired: boolean;
}

/** Reads and writes equipment; decides nothing. */
export class EquipmentRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async find(id: Id<'Equipment'>): Promise<Equipment | null> {
    const [row] = await this.sql.rows<EquipmentRow>(ONE, [this.practiceId, id]);
    return row ? toEquipment(row) : null;
  }

  /** The device; nobody books it until the transaction ends. */
  async findForChange(id: Id<'Equipment'>): Promise<Equipment | null> {
    const [row] = await this.sql.rows<EquipmentRow>(FOR_CHANGE, [this.practiceId, id]);
    return row ? toEquipment(row) : null;
  }

  async findInUse(locationIds: readonly Id<'Location'>[]): Promise<Equipment[]> {
    return (await this.sql.rows<EquipmentRow>(OF_LOCATIONS, [this.practiceId, locationIds])).map(toEquipment);
  }

  /** False when another of the site has the name. */
  async add({ id, locationId, name, kind, capacity }: Omit<Equipment, 'version' | 'retired'>): Promise<boolean> {
    return (await this.sql.count(ADD, [this.practiceId, id, locationId, name, kind, capacity])) === 1;
  }

  async isNameTaken({ id, locationId, name }: Pick<Equipment, 'id' | 'locationId' | 'name'>): Promise<boolean> {
    return (await this.sql.rows(NAME_IS_TAKEN, [this.practiceId, locationId, name, id])).length > 0;
  }

  async change({ id, name, kind, capacity, retired }: Equipment): Promise<void> {
    await this.sql.count(CHANGE, [this.practiceId, id, name, kind, retired]);
    await this.sql.count(CHANGE_CAPACITY, [this.practiceId, id, capacity]);
  }

  /** Who has it from an instant on; with a capacity, who could not have it if it bore only so many. */
  async findBooked(id: Id<'Equipment'>, from: Date, capacity: number | null): Promise<InTheWay[]> {
    const rows = await this.sql.rows<{ appointment_id: string | null; session_id: string | null }>(BOOKED, [this.practiceId, id, from, capacity]);
    return rows.map((row) => ({ appointmentId: row.appointment_id, groupSessionId: row.session_id }));
  }
}

function toEquipment(row: EquipmentRow): Equipment {
  return { id: row.id, version: row.version, locationId: row.location_id, name: row.name, kind: row.kind, capacity: row.capacity, retired: row.retired };
}
