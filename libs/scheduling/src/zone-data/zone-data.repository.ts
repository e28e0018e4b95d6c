import { Client } from 'pg';
import { roleUrl, type DatabasePlace } from '@spindle/database';
import { offsetChanges } from '../wall-time';
import { firstDifference, type OffsetChange, type ZoneDifference } from './zone-differences';

/** Months ahead for which the zones are compared: as far as visits are booked. */
const MONTHS = 24;

const ZONES = 'SELECT DISTINCT time_zone FROM scheduling.location ORDER BY 1';

/** Clocks change on the whole or half hour everywhere. */
const CHANGES = `WITH half_hour AS (
    SELECT at, extract(epoch FROM (at AT TIME ZONE $1) - (at AT TIME ZONE 'UTC'))::integer AS seconds FROM generate_series($2::timestamptz, $3::timestamptz, interval '30 minutes') AS at
  ), step AS (SELECT at, seconds, lag(seconds) OVER (ORDER BY at) AS before FROM half_hour)
  SELECT at, seconds FROM step WHERE before IS DISTINCT FROM seconds ORDER BY at`;

/**
 * Compares, as the schema's owner, the zone data of this program with the database's, for the zones of all sites and the
 * next 24 months. Where they differ, a visit's wall time and its instant would part.
 */
export async function checkZoneData(place: DatabasePlace, now: Date): Promise<ZoneDifference[]> {
  const client = new Client({ connectionString: roleUrl(place.url, 'scheduling_owner', place.secret), application_name: 'spindle zone check' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ time_zone: string }>(ZONES);
    return await compareZones(client, rows.map(({ time_zone: zone }) => zone), now);
  } finally {
    await client.end();
  }
}

/** Compares these zones. */
export async function compareZones(client: Client, zones: readonly string[], now: Date): Promise<ZoneDifference[]> {
  const from = new Date(Math.floor(now.getTime() / 1_800_000) * 1_800_000);
  const until = new Date(from);
  until.setUTCMonth(until.getUTCMonth() + MONTHS);
  const differences: ZoneDifference[] = [];
  for (const zone of zones) {
    const { rows } = await client.query<{ at: Date; seconds: number }>(CHANGES, [zone, from, until]);
    const inDatabase = rows.map(({ at, seconds }): OffsetChange => ({ at, offsetSeconds: seconds }));
    const difference = firstDifference(zone, offsetChanges(zone, from, until), inDatabase);
    if (difference) differences.push(difference);
  }
  return differences;
}
