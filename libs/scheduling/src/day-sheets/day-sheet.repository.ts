import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Appointment } from '../appointments/appointment';
import { toAppointmentAt, VISIT_COLUMNS_BUT_LOCATION, VISIT_JOINS_BUT_LOCATION, type VisitRowButLocation } from '../appointments/appointment.columns';
import type { Location } from '../locations/location';
import { LOCATION_COLUMNS, toLocation, type LocationRow } from '../locations/location.repository';

/**
 * A site's day by the wall time that was stored with each visit. `$3` and `$4` are the instants between which that day
 * lies in any zone (UTC+14 to UTC-12): with them the index by site and start is a range, of whose visits those of
 * the day are kept, and the zone need not be read first.
 */
export const VISITS_OF_DAY = statement(`SELECT ${LOCATION_COLUMNS}, ${VISIT_COLUMNS_BUT_LOCATION}
  FROM scheduling.location l LEFT JOIN LATERAL (
    SELECT * FROM scheduling.appointment visit
    WHERE visit.practice_id = $1 AND visit.location_id = $2
      AND visit.starts_at >= $3 AND visit.starts_at < $4 AND visit.local_start >= $5::timestamp AND visit.local_start < $5::timestamp + interval '1 day'
    ORDER BY visit.starts_at, visit.local_start, visit.id LIMIT $6
  ) a ON true ${VISIT_JOINS_BUT_LOCATION}
  WHERE l.practice_id = $1 AND l.id = $2 ORDER BY a.starts_at, a.id`);

const HOUR_MS = 3_600_000;

/** Reads a site with all its visits of one day in one statement. */
export class DaySheetRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** Null when the practice has no such site. */
  async find(locationId: Id<'Location'>, date: CalendarDay, limit: number): Promise<{ location: Location; visits: Appointment[] } | null> {
    const midnight = Date.parse(date);
    const range = [new Date(midnight - 14 * HOUR_MS), new Date(midnight + 36 * HOUR_MS), date];
    const rows = await this.sql.rows<LocationRow & (VisitRowButLocation | { id: null })>(VISITS_OF_DAY, [this.practiceId, locationId, ...range, limit]);
    const [first] = rows;
    if (!first) return null;
    const location = toLocation(first);
    return { location, visits: rows.filter((row) => row.id !== null).map((row) => toAppointmentAt(row, location)) };
  }
}
