/**
 * The first free times at a site as one would write it in SQL, over multiranges: hours less closures, less what is reserved
 * of the practitioner, while a room is free. `$1` the practice, `$2` the site, `$3` practitioners, `$4` the service, `$5` to `$6` when,
 * `$7` how many. For the sample's clinic: nobody has exceptions, hours for one service alone, or another site; nothing bears two visits.
 */
export const FREE_STARTS_BY_MULTIRANGES = `WITH site AS (SELECT time_zone FROM scheduling.location WHERE practice_id = $1 AND id = $2),
  service AS (SELECT * FROM scheduling.service_type WHERE practice_id = $1 AND code = $4),
  closed AS (SELECT coalesce(range_agg(tstzrange(c.local_from AT TIME ZONE site.time_zone, c.local_until AT TIME ZONE site.time_zone)), '{}') AS times
    FROM site JOIN scheduling.closure c ON c.practice_id = $1 AND coalesce(c.location_id, $2) = $2 AND c.withdrawn_at IS NULL),
  reserved AS (SELECT r.resource_id, range_agg(r.during) AS times FROM scheduling.reservation r
    WHERE r.practice_id = $1 AND r.live AND r.starts_at < $6 AND r.ends_at > $5 AND (r.expires_at IS NULL OR r.expires_at > now()) GROUP BY 1),
  open AS MATERIALIZED (SELECT h.practitioner_id, range_agg(tstzrange((day + d.opens_minute * interval '1 minute') AT TIME ZONE site.time_zone, (day + d.closes_minute * interval '1 minute') AT TIME ZONE site.time_zone))
      - (SELECT times FROM closed) - coalesce((SELECT times FROM reserved WHERE resource_id = h.practitioner_id), '{}') AS times
    FROM site, generate_series($5::date::timestamp - interval '1 day', $6::date::timestamp + interval '1 day', interval '1 day') AS day, scheduling.weekly_hours h
    JOIN scheduling.weekly_hours_day d ON d.practice_id = h.practice_id AND d.weekly_hours_id = h.id
    WHERE h.practice_id = $1 AND h.location_id = $2 AND h.practitioner_id = ANY($3) AND h.service_type_code IS NULL AND day::date <@ daterange(h.valid_from, h.valid_to, '[]') AND d.weekday = extract(isodow FROM day)
    GROUP BY 1)
  SELECT at AS "startsAt" FROM service CROSS JOIN site CROSS JOIN generate_series($5::timestamptz, $6::timestamptz - interval '1 minute', interval '5 minutes') AS at
    JOIN open ON open.times @> tstzrange(at - service.practitioner_minutes_before * interval '1 minute', at + (service.duration_minutes + service.practitioner_minutes_after) * interval '1 minute')
  WHERE extract(epoch FROM at AT TIME ZONE site.time_zone)::bigint % (service.grid_minutes * 60) = 0 AND at >= now() + service.minimum_notice_minutes * interval '1 minute'
    AND EXISTS (SELECT FROM scheduling.room LEFT JOIN reserved ON reserved.resource_id = room.id WHERE room.practice_id = $1 AND room.location_id = $2 AND room.kind = coalesce(service.room_kind, room.kind)
      AND NOT coalesce(reserved.times, '{}') && tstzrange(at - service.room_minutes_before * interval '1 minute', at + (service.duration_minutes + service.room_minutes_after) * interval '1 minute'))
  ORDER BY at, open.practitioner_id LIMIT $7`;
