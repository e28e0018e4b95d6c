import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { CancellationCode } from './cancellation';

/** By the wall time of each visit; `$2` and `$3` are the instants between which those days lie in any zone (UTC+14 to UTC-12), for the index by site and start. */
const COUNTS = statement(`SELECT a.cancellation_code AS code, count(*) FILTER (WHERE a.state = 'CANCELLED')::integer AS cancelled,
    count(*) FILTER (WHERE a.state = 'LATE_CANCELLED')::integer AS "lateCancelled", count(*) FILTER (WHERE a.state = 'NO_SHOW')::integer AS "noShow"
  FROM scheduling.location l JOIN scheduling.appointment a ON a.practice_id = $1 AND a.location_id = l.id
    AND a.starts_at >= $2 AND a.starts_at < $3 AND a.local_start >= $4::timestamp AND a.local_start < $5::timestamp + interval '1 day'
  WHERE l.practice_id = $1 AND ($6::uuid[] IS NULL OR l.id = ANY($6)) AND a.state IN ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW')
  GROUP BY a.cancellation_code ORDER BY count(*) DESC, a.cancellation_code`);

const HOUR_MS = 3_600_000;

export interface CancellationCount {
  readonly code: CancellationCode | null;
  readonly cancelled: number;
  readonly lateCancelled: number;
  readonly noShow: number;
}

/** Counts visits that did not take place. */
export class CancellationCountRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** The most frequent reason first; `locationIds` null: of every site. */
  count(days: { readonly from: CalendarDay; readonly through: CalendarDay }, locationIds: readonly Id<'Location'>[] | null): Promise<CancellationCount[]> {
    const [first, last] = [new Date(Date.parse(days.from) - 14 * HOUR_MS), new Date(Date.parse(days.through) + 36 * HOUR_MS)];
    return this.sql.rows<CancellationCount>(COUNTS, [this.practiceId, first, last, days.from, days.through, locationIds]);
  }
}
