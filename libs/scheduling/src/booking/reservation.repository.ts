import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { ResourceLoad, SlotResource } from './slot';

export const LOCK_RESOURCES = statement(`SELECT id FROM scheduling.resource WHERE practice_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE`);
export const RELEASE_TIME = statement(`UPDATE scheduling.reservation SET live = false WHERE practice_id = $1 AND appointment_id = $2 AND live`);
export const REMOVE_RESERVATIONS = statement(`DELETE FROM scheduling.reservation WHERE practice_id = $1 AND appointment_id = $2 AND resource_id = ANY($3::uuid[])`);
/** Takes the lowest lane that is free, or lane 0 when none is: the constraint then refuses it, and the row is missing from the answer. */
export const TAKE_TIME = statement(`INSERT INTO scheduling.reservation (practice_id, appointment_id, resource_id, location_id, lanes, during, starts_at, ends_at, live)
  SELECT $1::uuid, $2::uuid, resource.id, $4::uuid, int4range(free.lane, free.lane + 1), tstzrange($5::timestamptz, $6::timestamptz, '[)'), $5::timestamptz, $6::timestamptz, true
  FROM scheduling.resource CROSS JOIN LATERAL (
    SELECT coalesce(min(lane.number), 0) AS lane FROM generate_series(0, resource.capacity - 1) AS lane(number)
    WHERE NOT EXISTS (SELECT FROM scheduling.reservation taken
      WHERE taken.practice_id = $1 AND taken.resource_id = resource.id AND taken.live AND taken.lanes @> lane.number
        AND taken.starts_at < $6 AND taken.starts_at > $5::timestamptz - interval '24 hours' AND taken.ends_at > $5)
  ) free
  WHERE resource.practice_id = $1 AND resource.id = ANY($3::uuid[])
  ORDER BY resource.id ON CONFLICT DO NOTHING RETURNING resource_id`);
export const RESOURCE_LOADS = statement(`SELECT resource.id, CASE resource.kind WHEN 'LEAD' THEN 'PATIENT' ELSE resource.kind END AS kind, resource.capacity, taken.starts_at, taken.ends_at
  FROM scheduling.resource LEFT JOIN scheduling.reservation taken ON taken.practice_id = $1 AND taken.resource_id = resource.id AND taken.live AND taken.appointment_id <> $5
    AND taken.starts_at > $3::timestamptz - interval '24 hours' AND taken.starts_at < $4 AND taken.ends_at > $3
  WHERE resource.practice_id = $1 AND resource.id = ANY($2::uuid[])`);

/** A resource with what others have reserved of it. */
export interface LoadedResource extends ResourceLoad {
  readonly id: string;
  readonly kind: SlotResource;
}

interface LoadRow {
  readonly id: string;
  readonly kind: SlotResource;
  readonly capacity: number;
  readonly starts_at: Date | null;
  readonly ends_at: Date | null;
}

/** The time that an appointment wants of some resources. */
export interface WantedTime {
  readonly appointmentId: Id<'Appointment'>;
  readonly resourceIds: readonly string[];
  readonly locationId: Id<'Location'>;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/**
 * The one place that writes reservations. Every change first locks all resources whose time it will give back or take,
 * old and new, in one statement in the order of their ids: so no two changes wait for each other. The exclusion
 * constraint is what refuses an overlap.
 */
export class ReservationRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async lock(resourceIds: readonly string[]): Promise<void> {
    const ids = [...new Set(resourceIds)];
    const locked = await this.sql.count(LOCK_RESOURCES, [this.practiceId, ids]);
    if (locked !== ids.length) throw new Error('A practitioner, room or patient has no row among the resources.');
  }

  /** Gives the appointment's time back; the rows stay, no longer live. */
  async release(appointmentId: Id<'Appointment'>): Promise<void> {
    await this.sql.count(RELEASE_TIME, [this.practiceId, appointmentId]);
  }

  async remove(appointmentId: Id<'Appointment'>, resourceIds: readonly string[]): Promise<void> {
    await this.sql.count(REMOVE_RESERVATIONS, [this.practiceId, appointmentId, resourceIds]);
  }

  /** Takes the time of all resources; answers which of them somebody else has. The resources are locked. */
  async take({ appointmentId, resourceIds, locationId, startsAt, endsAt }: WantedTime): Promise<string[]> {
    const got = await this.sql.rows<{ resource_id: string }>(TAKE_TIME, [this.practiceId, appointmentId, resourceIds, locationId, startsAt, endsAt]);
    const ids = new Set(got.map((row) => row.resource_id));
    return resourceIds.filter((id) => !ids.has(id));
  }

  /** What others have reserved of these resources within a range of time. */
  async findLoads({ appointmentId, resourceIds, startsAt, endsAt }: WantedTime): Promise<LoadedResource[]> {
    const rows = await this.sql.rows<LoadRow>(RESOURCE_LOADS, [this.practiceId, resourceIds, startsAt, endsAt, appointmentId]);
    return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap(toLoadedResource);
  }
}

/** The rows of one resource: one for each reservation, or a single one without. */
function toLoadedResource(rows: readonly LoadRow[]): LoadedResource[] {
  const reservations = rows.flatMap(({ starts_at: start, ends_at: end }) => (start && end ? [{ startsAt: start.getTime(), endsAt: end.getTime() }] : []));
  return rows.slice(0, 1).map(({ id, kind, capacity }) => ({ id, kind, capacity, reservations }));
}
