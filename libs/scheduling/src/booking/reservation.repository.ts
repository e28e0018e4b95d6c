import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { crowdedTimes, lanesFor, type TakenLanes } from './lanes';
import type { WantedTime } from './occupation';

/**
 * First shares the calendars of the sites: a closure, which takes one alone, waits for bookings that are under way, and
 * they for it. Then locks the resources in the order of their ids.
 */
export const LOCK_RESOURCES = statement(`WITH calendar AS MATERIALIZED (
    SELECT pg_advisory_xact_lock_shared(hashtextextended('scheduling calendar ' || site.id, 0)) FROM (SELECT id FROM unnest($3::uuid[]) AS id ORDER BY id) site)
  SELECT id FROM scheduling.resource WHERE practice_id = $1 AND id = ANY($2::uuid[]) AND (SELECT count(*) FROM calendar) >= 0 ORDER BY id FOR NO KEY UPDATE`);
export const RELEASE_TIME = statement(`UPDATE scheduling.reservation SET live = false WHERE practice_id = $1 AND holder_id = ANY($2::uuid[]) AND live`);
export const KEEP_TIME = statement(`UPDATE scheduling.reservation SET expires_at = NULL WHERE practice_id = $1 AND holder_id = $2 AND live`);
export const REMOVE_RESERVATIONS = statement(`DELETE FROM scheduling.reservation WHERE practice_id = $1 AND holder_id = $2 AND resource_id = ANY($3::uuid[])`);

/**
 * Takes all times in the order of resource and start. Of a resource that bears several, the lowest lane that is free
 * throughout, or lane 0 when none is: the constraint then refuses it, and the row is missing from the answer. A time that
 * meets another one of the same statement, which does not see it, brings its `lane` along. Nobody is booked beside a visit above the capacity.
 */
export const TAKE_TIMES = statement(`INSERT INTO scheduling.reservation (practice_id, holder_id, appointment_id, session_id, resource_id, location_id, lanes, during, starts_at, ends_at, live, expires_at, minutes_before, minutes_after, travel)
  SELECT $1::uuid, w.holder_id, CASE WHEN NOT w.is_session THEN w.holder_id END, CASE WHEN w.is_session THEN w.holder_id END, w.resource_id, w.location_id,
    CASE w.lanes WHEN 'ALL' THEN int4range(0, resource.capacity) WHEN 'ABOVE' THEN int4range(above.lane, above.lane + 1) ELSE int4range(free.lane, free.lane + 1) END,
    tstzrange(w.starts_at, w.ends_at, '[)'), w.starts_at, w.ends_at, true, w.expires_at, w.minutes_before, w.minutes_after,
    CASE WHEN w.travels AND way.half IS NOT NULL THEN tstzrange(w.starts_at - way.half, w.ends_at + way.half, '[)') END
  FROM jsonb_to_recordset($2::jsonb) AS w(holder_id uuid, is_session boolean, resource_id uuid, location_id uuid, starts_at timestamptz, ends_at timestamptz, lanes text, expires_at timestamptz, minutes_before integer, minutes_after integer, travels boolean, lane integer)
  JOIN scheduling.resource ON resource.practice_id = $1 AND resource.id = w.resource_id
  CROSS JOIN LATERAL (
    SELECT coalesce(w.lane, (SELECT lane.number FROM generate_series(0, resource.capacity - 1) AS lane(number)
      WHERE w.lanes = 'ONE' AND NOT EXISTS (SELECT FROM scheduling.reservation taken
        WHERE taken.practice_id = $1 AND taken.resource_id = w.resource_id AND taken.live AND taken.lanes @> lane.number
          AND taken.starts_at < w.ends_at AND taken.starts_at > w.starts_at - interval '24 hours' AND taken.ends_at > w.starts_at)
      ORDER BY lane.number LIMIT 1), 0) AS lane
  ) free
  CROSS JOIN LATERAL (
    SELECT greatest(resource.capacity, max(upper(taken.lanes))) AS lane FROM scheduling.reservation taken
    WHERE w.lanes = 'ABOVE' AND taken.practice_id = $1 AND taken.resource_id = w.resource_id AND taken.live
      AND taken.starts_at < w.ends_at AND taken.starts_at > w.starts_at - interval '24 hours' AND taken.ends_at > w.starts_at
  ) above
  CROSS JOIN LATERAL (
    SELECT max(minutes) * interval '30 seconds' AS half FROM scheduling.travel_time t
    WHERE w.travels AND t.practice_id = $1 AND (t.location_id = w.location_id OR t.other_location_id = w.location_id)
  ) way
  WHERE w.lanes = 'ABOVE' OR NOT EXISTS (SELECT FROM scheduling.reservation beside
    WHERE beside.practice_id = $1 AND beside.resource_id = w.resource_id AND beside.live AND lower(beside.lanes) >= resource.capacity
      AND beside.starts_at < w.ends_at AND beside.starts_at > w.starts_at - interval '24 hours' AND beside.ends_at > w.starts_at)
  ORDER BY w.resource_id, w.starts_at ON CONFLICT DO NOTHING RETURNING holder_id, resource_id`);

/** What is taken of resources around a stretch of time; a resource of which nothing is has one row without times. */
export const TAKEN_LANES = statement(`SELECT resource.id, resource.capacity, taken.starts_at, taken.ends_at, lower(taken.lanes) AS first_lane, upper(taken.lanes) AS end_lane
  FROM scheduling.resource LEFT JOIN scheduling.reservation taken ON taken.practice_id = $1 AND taken.resource_id = resource.id AND taken.live
    AND taken.starts_at > $3::timestamptz - interval '24 hours' AND taken.starts_at < $4 AND taken.ends_at > $3
  WHERE resource.practice_id = $1 AND resource.id = ANY($2::uuid[])`);
export const HELD_RESOURCES = statement(`SELECT resource_id, location_id FROM scheduling.reservation WHERE practice_id = $1 AND holder_id = ANY($2::uuid[]) AND live`);

/**
 * The one place that writes reservations. Every change first locks all resources whose time it will give back or take,
 * old and new, in one statement in the order of their ids: so no two changes wait for each other. The exclusion
 * constraints are what refuses an overlap.
 */
export class ReservationRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async lock(resourceIds: readonly string[], locationIds: readonly string[]): Promise<void> {
    const ids = [...new Set(resourceIds)];
    const locked = await this.sql.count(LOCK_RESOURCES, [this.practiceId, ids, [...new Set(locationIds)]]);
    if (locked !== ids.length) throw new Error('A practitioner, room or patient has no row among the resources.');
  }

  /** Gives the time of appointments or sessions back; the rows stay, no longer live. */
  async release(holderIds: readonly string[]): Promise<void> {
    await this.sql.count(RELEASE_TIME, [this.practiceId, holderIds]);
  }

  /** What these appointments or sessions have, and where. */
  async findResources(holderIds: readonly string[]): Promise<{ resourceIds: string[]; locationIds: Id<'Location'>[] }> {
    const rows = await this.sql.rows<{ resource_id: string; location_id: string }>(HELD_RESOURCES, [this.practiceId, holderIds]);
    return { resourceIds: rows.map((row) => row.resource_id), locationIds: rows.map((row) => row.location_id) };
  }

  /** What was held is kept from now on. */
  async keep(holderId: string): Promise<void> {
    await this.sql.count(KEEP_TIME, [this.practiceId, holderId]);
  }

  async remove(holderId: string, resourceIds: readonly string[]): Promise<void> {
    await this.sql.count(REMOVE_RESERVATIONS, [this.practiceId, holderId, resourceIds]);
  }

  /** Takes all times; answers those that somebody else has. The resources are locked. */
  async take(times: readonly WantedTime[]): Promise<WantedTime[]> {
    const lanes = await this.#lanesOfCrowded(times);
    const got = await this.sql.rows<{ holder_id: string; resource_id: string }>(TAKE_TIMES, [this.practiceId, JSON.stringify(times.map((time) => ({ ...toRow(time), lane: lanes.get(time) ?? null })))]);
    const taken = new Set(got.map((row) => `${row.holder_id} ${row.resource_id}`));
    return times.filter(({ holderId, resourceId }) => !taken.has(`${holderId} ${resourceId}`));
  }

  /** Lanes of times that the statement could not choose, as it does not see its own rows. One statement more, where there are any. */
  async #lanesOfCrowded(times: readonly WantedTime[]): Promise<Map<WantedTime, number | null>> {
    const crowded = crowdedTimes(times);
    if (crowded.length === 0) return new Map();
    const from = new Date(Math.min(...crowded.map(({ startsAt }) => startsAt.getTime())));
    const to = new Date(Math.max(...crowded.map(({ endsAt }) => endsAt.getTime())));
    const rows = await this.sql.rows<LanesRow>(TAKEN_LANES, [this.practiceId, [...new Set(crowded.map(({ resourceId }) => resourceId))], from, to]);
    const lanes = lanesFor(crowded, rows.map(toTakenLanes));
    return new Map(crowded.map((time, place) => [time, lanes[place] ?? null]));
  }
}

interface LanesRow { readonly id: string; readonly capacity: number; readonly starts_at: Date | null; readonly ends_at: Date | null; readonly first_lane: number | null; readonly end_lane: number | null }

/** Where nothing is taken, no lane is for no time. */
function toTakenLanes({ id, capacity, starts_at: startsAt, ends_at: endsAt, first_lane: firstLane, end_lane: endLane }: LanesRow): TakenLanes {
  const never = new Date(0);
  return { resourceId: id, capacity, startsAt: startsAt ?? never, endsAt: endsAt ?? never, firstLane: firstLane ?? 0, endLane: endLane ?? 0 };
}

function toRow({ holderId, isSession, resourceId, locationId, startsAt, endsAt, lanes, expiresAt, minutesBefore, minutesAfter, travels }: WantedTime): object {
  return { holder_id: holderId, is_session: isSession, resource_id: resourceId, location_id: locationId, starts_at: startsAt, ends_at: endsAt, lanes, expires_at: expiresAt, minutes_before: minutesBefore, minutes_after: minutesAfter, travels };
}
