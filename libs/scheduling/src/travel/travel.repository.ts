import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { InTheWay } from '../booked-visits/booked-visits';
import type { TravelTime } from './travel-time';

const OF_LOCATIONS = statement(`SELECT l.id AS location_id, CASE WHEN t.location_id = l.id THEN t.other_location_id ELSE t.location_id END AS other_location_id, t.minutes
  FROM unnest($2::uuid[]) AS l(id) JOIN scheduling.travel_time t ON t.practice_id = $1 AND l.id IN (t.location_id, t.other_location_id) ORDER BY t.minutes, 2`);
const SITES = statement('SELECT l.id FROM scheduling.location l WHERE l.practice_id = $1 AND l.id = ANY($2::uuid[])');
const SET = statement(`INSERT INTO scheduling.travel_time (practice_id, location_id, other_location_id, minutes) VALUES ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), $4)
  ON CONFLICT (practice_id, location_id, other_location_id) DO UPDATE SET minutes = excluded.minutes`);
const REMOVE = statement('DELETE FROM scheduling.travel_time WHERE practice_id = $1 AND location_id = least($2::uuid, $3::uuid) AND other_location_id = greatest($2::uuid, $3::uuid)');

/** Half the way to the farthest other site, and what is reserved from `$3` on at the two sites of those who travel. */
const WITH_WAYS = `WITH way AS MATERIALIZED (SELECT l.id AS location_id, (SELECT max(t.minutes) * interval '30 seconds' FROM scheduling.travel_time t WHERE t.practice_id = $1 AND l.id IN (t.location_id, t.other_location_id)) AS half
    FROM unnest($2::uuid[]) AS l(id)),
  wider AS MATERIALIZED (SELECT r.holder_id, r.resource_id, r.appointment_id, r.session_id, r.location_id, r.starts_at, CASE WHEN way.half IS NOT NULL THEN tstzrange(r.starts_at - way.half, r.ends_at + way.half, '[)') END AS travel
    FROM scheduling.reservation r JOIN way ON way.location_id = r.location_id JOIN scheduling.resource ON resource.practice_id = $1 AND resource.id = r.resource_id AND resource.kind IN ('PRACTITIONER', 'PATIENT', 'LEAD')
    WHERE r.practice_id = $1 AND r.live AND r.ends_at > $3)`;
const TOO_CLOSE = statement(`${WITH_WAYS}
  SELECT w.appointment_id, w.session_id FROM wider w WHERE EXISTS (SELECT FROM scheduling.reservation other LEFT JOIN wider ON wider.holder_id = other.holder_id AND wider.resource_id = other.resource_id
    WHERE other.practice_id = $1 AND other.resource_id = w.resource_id AND other.live AND other.location_id <> w.location_id AND other.starts_at < upper(w.travel) + interval '8 hours' AND other.starts_at > lower(w.travel) - interval '32 hours'
      AND w.travel && CASE WHEN wider.holder_id IS NULL THEN other.travel ELSE wider.travel END)
  ORDER BY w.starts_at, w.holder_id LIMIT 100`);
const WIDEN = statement(`${WITH_WAYS}
  UPDATE scheduling.reservation r SET travel = wider.travel FROM wider WHERE r.practice_id = $1 AND r.holder_id = wider.holder_id AND r.resource_id = wider.resource_id AND r.travel IS DISTINCT FROM wider.travel`);

/** Reads and writes the ways between sites, and what is reserved with the way around it. */
export class TravelRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findOfLocations(ids: readonly Id<'Location'>[]): Promise<TravelTime[]> {
    const rows = await this.sql.rows<{ location_id: string; other_location_id: string; minutes: number }>(OF_LOCATIONS, [this.practiceId, ids]);
    return rows.map((row) => ({ locationId: row.location_id, otherLocationId: row.other_location_id, minutes: row.minutes }));
  }

  /** Which of the ids are sites of the practice. */
  async findSites(ids: readonly Id<'Location'>[]): Promise<ReadonlySet<string>> {
    return new Set((await this.sql.rows<{ id: string }>(SITES, [this.practiceId, ids])).map(({ id }) => id));
  }

  async set({ locationId, otherLocationId, minutes }: TravelTime): Promise<void> {
    if (minutes === 0) await this.sql.count(REMOVE, [this.practiceId, locationId, otherLocationId]);
    else await this.sql.count(SET, [this.practiceId, locationId, otherLocationId, minutes]);
  }

  /** What is reserved from an instant on at the sites and closer to something at another site than the ways now are. The calendars of all sites are locked. */
  async findTooClose(sites: readonly Id<'Location'>[], from: Date): Promise<InTheWay[]> {
    const rows = await this.sql.rows<{ appointment_id: string | null; session_id: string | null }>(TOO_CLOSE, [this.practiceId, sites, from]);
    return rows.map((row) => ({ appointmentId: row.appointment_id, groupSessionId: row.session_id }));
  }

  /** Puts the ways as they now are around what is reserved from an instant on at the sites. Nothing is too close. */
  async widen(sites: readonly Id<'Location'>[], from: Date): Promise<void> {
    await this.sql.count(WIDEN, [this.practiceId, sites, from]);
  }
}
