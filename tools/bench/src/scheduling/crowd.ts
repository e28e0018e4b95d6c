import type { Client } from 'pg';

export const RESERVATIONS = 1_000_000;
/** How long a search looks ahead. */
export const DAYS = 60;

/** What the reservations of a hundred other practices come to: 20 resources each, booked by the half hour. Without visits: nobody asks for these. */
const OTHERS = `INSERT INTO scheduling.reservation (practice_id, holder_id, appointment_id, resource_id, location_id, lanes, during, starts_at, ends_at, live, minutes_before, minutes_after)
  SELECT md5('practice ' || practice)::uuid, holder.id, holder.id, md5('resource ' || practice || ' ' || resource)::uuid, md5('site ' || practice)::uuid, '[0,1)', tstzrange(at, at + interval '30 minutes', '[)'), at, at + interval '30 minutes', true, 0, 0
  FROM generate_series(1, 100) practice, generate_series(1, 20) resource, generate_series(0, $1::int / 2000 - 1) slot,
    LATERAL (SELECT date_trunc('day', now()) + slot * interval '30 minutes' AS at) time, LATERAL (SELECT md5(practice || ' ' || resource || ' ' || slot)::uuid AS id) holder`;

/** Everybody at the site is booked from early to late; one half hour in forty is free. */
const FULL = `INSERT INTO scheduling.reservation (practice_id, holder_id, appointment_id, resource_id, location_id, lanes, during, starts_at, ends_at, live, minutes_before, minutes_after)
  SELECT $1, holder.id, holder.id, p.practitioner_id, $2, '[0,1)', tstzrange(at, at + interval '30 minutes', '[)'), at, at + interval '30 minutes', true, 0, 0
  FROM (SELECT practitioner_id, row_number() OVER (ORDER BY practitioner_id) AS place FROM scheduling.practitioner_location WHERE practice_id = $1 AND location_id = $2) p, generate_series(0, $3::int * 48 - 1) slot,
    LATERAL (SELECT date_trunc('day', now()) + slot * interval '30 minutes' AS at) time, LATERAL (SELECT md5(p.practitioner_id || ' ' || time.at)::uuid AS id) holder
  WHERE (slot + p.place * 13) % 40 <> 0 ON CONFLICT DO NOTHING`;

/** What an earlier run left: reservations of the sample practices without a visit or a class. */
const LEFT = `DELETE FROM scheduling.reservation r USING (SELECT DISTINCT practice_id FROM scheduling.location) sample
  WHERE r.practice_id = sample.practice_id AND r.appointment_id IS NOT NULL AND NOT EXISTS (SELECT FROM scheduling.appointment a WHERE a.practice_id = r.practice_id AND a.id = r.appointment_id)`;

/** Fills the table of reservations, once for a database, and the site for the next days, each time. The constraints that refuse overlaps see every row. */
export async function crowd(admin: Client, { practiceId, locationId }: { readonly practiceId: string; readonly locationId: string }): Promise<number> {
  await admin.query('SET session_replication_role = replica');
  const { rows: [before] } = await admin.query<{ count: number }>('SELECT count(*)::int AS count FROM scheduling.reservation');
  if ((before?.count ?? 0) < RESERVATIONS) await admin.query(OTHERS, [RESERVATIONS]);
  await admin.query(LEFT);
  await admin.query(FULL, [practiceId, locationId, DAYS]);
  await admin.query('SET session_replication_role = origin');
  await admin.query('VACUUM ANALYZE scheduling.reservation');
  const { rows: [after] } = await admin.query<{ count: number }>('SELECT count(*)::int AS count FROM scheduling.reservation');
  return after?.count ?? 0;
}
