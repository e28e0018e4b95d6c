import { statement } from '@spindle/database';
import type { WorkerSql } from '../store';

/** In the order of the keys, so that two gateways that add at once never wait for each other in a circle. */
const ADD = statement(`INSERT INTO identity.rate_counter (key, window_start, count)
  SELECT key, $3, count FROM unnest($1::text[], $2::bigint[]) AS added(key, count) ORDER BY key
  ON CONFLICT (key, window_start) DO UPDATE SET count = rate_counter.count + excluded.count RETURNING key, count::integer AS count`);

const SWEEP = statement('DELETE FROM identity.rate_counter WHERE window_start < $1');

/** Adds counts to a window's; answers what they are with those of all gateways. */
export async function addCounts(sql: WorkerSql, windowStart: Date, counts: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.rows<{ key: string; count: number }>(ADD, [[...counts.keys()], [...counts.values()], windowStart]);
  return new Map(rows.map(({ key, count }) => [key, count]));
}

export function sweepCounts(sql: WorkerSql, before: Date): Promise<number> {
  return sql.count(SWEEP, [before]);
}
