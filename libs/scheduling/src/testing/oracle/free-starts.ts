/**
 * A second opinion on which times are free: one statement over the tables, with multiranges, for as many questions as one
 * likes. It shares nothing with what it is compared to but the tables.
 *
 * House rules of time, stated here once more: a wall time that comes twice in autumn is the earlier instant, where AT TIME
 * ZONE alone takes the later one; a wall time that spring leaves out is as far behind the gap as it is into it, which is
 * what AT TIME ZONE does with it. It looks every five minutes, since grids and zones are multiples of five.
 */
export interface OracleQuestion {
  readonly practiceId: string;
  readonly serviceTypeCode: string;
  readonly practitionerId: string;
  readonly personId: string | null;
  /** Instants as ISO 8601, the first on five minutes. */
  readonly from: string;
  readonly until: string;
  readonly now: string;
}

/** `$1`: questions as JSON, each with a number by which its answers go. */
export const FREE_STARTS_BY_MULTIRANGES = `SELECT q.number, free.location_id AS "locationId", free.starts_at AS "startsAt"
  FROM jsonb_to_recordset($1) AS q(number int, "practiceId" uuid, "serviceTypeCode" text, "practitionerId" uuid, "personId" uuid, "from" timestamptz, until timestamptz, now timestamptz)
  CROSS JOIN LATERAL (
  WITH service AS (SELECT * FROM scheduling.service_type WHERE practice_id = q."practiceId" AND code = q."serviceTypeCode"),
  place AS (SELECT l.id, l.time_zone, l.state, (SELECT max(t.minutes) * interval '30 seconds' FROM scheduling.travel_time t WHERE t.practice_id = q."practiceId" AND l.id IN (t.location_id, t.other_location_id)) AS half_way,
      pg_temp.earliest(((q.now AT TIME ZONE l.time_zone)::date + service.horizon_days + 1)::timestamp, l.time_zone) AS horizon
    FROM service, scheduling.location l WHERE l.practice_id = q."practiceId"
      AND EXISTS (SELECT FROM scheduling.practitioner_location p WHERE p.practice_id = q."practiceId" AND p.location_id = l.id AND p.practitioner_id = q."practitionerId")),
  day AS (SELECT place.id AS place_id, d::date AS day FROM place, generate_series((q."from" - interval '2 days')::date, (q.until + interval '2 days')::date, interval '1 day') d),
  week AS (SELECT day.place_id, day.day, h.service_type_code, h.id, bool_or(h.service_type_code IS NOT NULL) OVER (PARTITION BY day.place_id, day.day) AS has_own
    FROM day JOIN scheduling.weekly_hours h ON h.practice_id = q."practiceId" AND h.practitioner_id = q."practitionerId" AND h.location_id = day.place_id AND day.day <@ daterange(h.valid_from, h.valid_to, '[]')
      AND coalesce(h.service_type_code, q."serviceTypeCode") = q."serviceTypeCode"),
  wall AS (
    SELECT week.place_id, true AS adds, week.day + d.opens_minute * interval '1 minute' AS begins, week.day + d.closes_minute * interval '1 minute' AS ends
      FROM week JOIN scheduling.weekly_hours_day d ON d.practice_id = q."practiceId" AND d.weekly_hours_id = week.id AND d.weekday = extract(isodow FROM week.day) WHERE week.has_own = (week.service_type_code IS NOT NULL)
    UNION ALL SELECT place.id, x.kind = 'EXTRA_HOURS', x.local_from, x.local_until FROM place JOIN scheduling.availability_exception x ON x.practice_id = q."practiceId" AND x.practitioner_id = q."practitionerId" AND x.withdrawn_at IS NULL
      AND coalesce(x.service_type_code, q."serviceTypeCode") = q."serviceTypeCode" AND CASE WHEN x.kind = 'EXTRA_HOURS' THEN x.location_id = place.id ELSE coalesce(x.location_id, place.id) = place.id END
    UNION ALL SELECT place.id, false, c.local_from, c.local_until FROM place JOIN scheduling.closure c ON c.practice_id = q."practiceId" AND coalesce(c.location_id, place.id) = place.id AND c.withdrawn_at IS NULL),
  instant AS (SELECT wall.place_id, wall.adds, pg_temp.earliest(wall.begins, place.time_zone) AS begins, pg_temp.earliest(wall.ends, place.time_zone) AS ends FROM wall JOIN place ON place.id = wall.place_id),
  open AS MATERIALIZED (SELECT place_id, coalesce(range_agg(tstzrange(begins, ends)) FILTER (WHERE adds AND begins < ends), '{}') - coalesce(range_agg(tstzrange(begins, ends)) FILTER (WHERE NOT adds AND begins < ends), '{}') AS hours
    FROM instant GROUP BY place_id),
  taken AS (SELECT r.*, resource.capacity FROM scheduling.reservation r JOIN scheduling.resource ON resource.practice_id = q."practiceId" AND resource.id = r.resource_id
    WHERE r.practice_id = q."practiceId" AND r.live AND (r.expires_at IS NULL OR r.expires_at > q.now)),
  lane AS (SELECT resource.id, resource.kind, number, coalesce(range_agg(taken.during), '{}') AS busy FROM scheduling.resource CROSS JOIN LATERAL generate_series(0, resource.capacity - 1) AS number
    LEFT JOIN taken ON taken.resource_id = resource.id AND (taken.lanes @> number OR lower(taken.lanes) >= resource.capacity) WHERE resource.practice_id = q."practiceId" GROUP BY resource.id, resource.kind, number),
  whole AS (SELECT id, range_agg(busy) AS busy FROM lane GROUP BY id),
  away AS (SELECT place.id AS place_id, taken.resource_id, range_agg(coalesce(taken.travel, taken.during)) AS way FROM place JOIN taken ON taken.location_id <> place.id GROUP BY 1, 2),
  start AS MATERIALIZED (SELECT place.id AS place_id, place.half_way, place.state, (at AT TIME ZONE place.time_zone)::date AS day, at, tstzrange(at, at + service.duration_minutes * interval '1 minute') AS visit,
      tstzrange(at - service.practitioner_minutes_before * interval '1 minute', at + (service.duration_minutes + service.practitioner_minutes_after) * interval '1 minute') AS with_practitioner,
      tstzrange(at - service.room_minutes_before * interval '1 minute', at + (service.duration_minutes + service.room_minutes_after) * interval '1 minute') AS in_room,
      tstzrange(at - service.equipment_minutes_before * interval '1 minute', at + (service.duration_minutes + service.equipment_minutes_after) * interval '1 minute') AS with_equipment
    FROM service, place JOIN open ON open.place_id = place.id, generate_series(q."from", q.until - interval '1 minute', interval '5 minutes') AS at
    WHERE extract(epoch FROM at AT TIME ZONE place.time_zone)::bigint % (service.grid_minutes * 60) = 0
      AND at >= q.now + CASE WHEN service.minimum_notice_minutes > 0 THEN service.minimum_notice_minutes ELSE -15 END * interval '1 minute'
      AND at < place.horizon AND open.hours @> tstzrange(at, at + service.duration_minutes * interval '1 minute'))
  SELECT start.place_id AS location_id, start.at AS starts_at FROM start CROSS JOIN service
  WHERE CASE WHEN service.overlap = 'EXCLUSIVE' THEN NOT EXISTS (SELECT FROM whole WHERE whole.id = q."practitionerId" AND whole.busy && start.with_practitioner)
      ELSE EXISTS (SELECT FROM lane WHERE lane.id = q."practitionerId" AND NOT lane.busy && start.with_practitioner) END
    AND (NOT service.needs_room OR EXISTS (SELECT FROM scheduling.room JOIN lane ON lane.id = room.id
      WHERE room.practice_id = q."practiceId" AND room.location_id = start.place_id AND room.kind = coalesce(service.room_kind, room.kind) AND NOT lane.busy && start.in_room))
    AND (service.equipment_kind IS NULL OR EXISTS (SELECT FROM scheduling.equipment JOIN lane ON lane.id = equipment.id
      WHERE equipment.practice_id = q."practiceId" AND equipment.location_id = start.place_id AND equipment.kind = service.equipment_kind AND NOT equipment.retired AND NOT lane.busy && start.with_equipment))
    AND (service.required_credential IS NULL OR EXISTS (SELECT FROM scheduling.credential c WHERE c.practice_id = q."practiceId" AND c.practitioner_id = q."practitionerId" AND c.kind = service.required_credential
      AND start.day <@ daterange(c.valid_from, c.valid_to, '[]') AND coalesce(c.hours, 0) >= coalesce(service.required_credential_hours, 0) AND coalesce(c.state = start.state, true)))
    AND NOT EXISTS (SELECT FROM whole WHERE whole.id = q."personId" AND whole.busy && start.visit)
    AND NOT EXISTS (SELECT FROM away WHERE away.place_id = start.place_id AND away.resource_id = q."practitionerId"
      AND away.way && tstzrange(lower(start.with_practitioner) - coalesce(start.half_way, '0'), upper(start.with_practitioner) + coalesce(start.half_way, '0')))
    AND NOT EXISTS (SELECT FROM away WHERE away.place_id = start.place_id AND away.resource_id = q."personId"
      AND away.way && tstzrange(lower(start.visit) - coalesce(start.half_way, '0'), upper(start.visit) + coalesce(start.half_way, '0')))) free
  ORDER BY q.number, free.starts_at, free.location_id`;

/** The earliest instant at which the zone's clocks show the wall time; behind the gap where they never do. */
export const EARLIEST = `CREATE FUNCTION pg_temp.earliest(wall timestamp, zone text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT coalesce(min(candidate) FILTER (WHERE candidate AT TIME ZONE zone = wall), wall AT TIME ZONE zone)
  FROM unnest(ARRAY[interval '0', interval '30 minutes', interval '1 hour']) AS back, LATERAL (SELECT wall AT TIME ZONE zone - back AS candidate) c $$`;
