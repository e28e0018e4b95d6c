import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { resourcesOf, type Occupation } from '../booking/reservation.service';

const RELEASE = statement('UPDATE scheduling.reservation SET live = false WHERE practice_id = $1 AND appointment_id = ANY($2::uuid[]) AND live');
/** As for one visit, for many: `rank` counts the visits of the same batch that overlap this one at the resource and come before it, so that each takes a lane of its own. */
const TAKE = statement(`INSERT INTO scheduling.reservation (practice_id, appointment_id, resource_id, location_id, lanes, during, starts_at, ends_at, live)
  SELECT $1::uuid, t.appointment_id, resource.id, t.location_id, int4range(free.lane, free.lane + 1), tstzrange(t.starts_at, t.ends_at, '[)'), t.starts_at, t.ends_at, true
  FROM jsonb_to_recordset($2::jsonb) AS t(appointment_id uuid, resource_id uuid, location_id uuid, starts_at timestamptz, ends_at timestamptz, rank integer)
  JOIN scheduling.resource ON resource.practice_id = $1 AND resource.id = t.resource_id
  CROSS JOIN LATERAL (
    SELECT coalesce((SELECT lane.number FROM generate_series(0, resource.capacity - 1) AS lane(number)
      WHERE NOT EXISTS (SELECT FROM scheduling.reservation taken
        WHERE taken.practice_id = $1 AND taken.resource_id = resource.id AND taken.live AND taken.lanes @> lane.number
          AND taken.starts_at < t.ends_at AND taken.starts_at > t.starts_at - interval '24 hours' AND taken.ends_at > t.starts_at)
      ORDER BY lane.number OFFSET t.rank LIMIT 1), 0) AS lane
  ) free
  ORDER BY resource.id, t.starts_at ON CONFLICT DO NOTHING RETURNING appointment_id`);

/** Gives back and takes the time of many visits in one statement each. All their resources are locked before. */
export class ReservationBatchRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async release(appointmentIds: readonly Id<'Appointment'>[]): Promise<void> {
    await this.sql.count(RELEASE, [this.practiceId, appointmentIds]);
  }

  /** Takes the time of all; answers the visits of which somebody else has some. */
  async take(visits: readonly Occupation[]): Promise<Id<'Appointment'>[]> {
    const wanted = visits.flatMap((visit) => resourcesOf(visit).map((resourceId) => ({ visit, resourceId })));
    const rows = wanted.map(({ visit, resourceId }, place) => ({
      appointment_id: visit.id, resource_id: resourceId, location_id: visit.locationId, starts_at: visit.startsAt, ends_at: visit.endsAt,
      rank: wanted.slice(0, place).filter((other) => other.resourceId === resourceId && other.visit.startsAt < visit.endsAt && visit.startsAt < other.visit.endsAt).length,
    }));
    const got = await this.sql.rows<{ appointment_id: string }>(TAKE, [this.practiceId, JSON.stringify(rows)]);
    const taken = Map.groupBy(got, ({ appointment_id: id }) => id);
    return visits.filter((visit) => taken.get(visit.id)?.length !== resourcesOf(visit).length).map(({ id }) => id);
  }
}
