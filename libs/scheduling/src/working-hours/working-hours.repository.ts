import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { DayStretch } from './wall-input';

const HOURS = statement(`SELECT h.id, h.version, h.service_type_code, h.valid_from, h.valid_to,
    (SELECT coalesce(json_agg(json_build_object('weekday', d.weekday, 'opensMinute', d.opens_minute, 'closesMinute', d.closes_minute) ORDER BY d.weekday, d.opens_minute), '[]')
      FROM scheduling.weekly_hours_day d WHERE d.practice_id = $1 AND d.weekly_hours_id = h.id) AS stretches
  FROM scheduling.weekly_hours h WHERE h.practice_id = $1 AND h.id = $2`);
const EXCEPTION = statement(`SELECT id, version, kind, to_char(local_from, 'YYYY-MM-DD"T"HH24:MI') AS local_from, to_char(local_until, 'YYYY-MM-DD"T"HH24:MI') AS local_until, withdrawn_at
  FROM scheduling.availability_exception WHERE practice_id = $1 AND id = $2`);

export interface RecordedWeeklyHours {
  readonly id: Id<'WeeklyHours'>;
  readonly version: number;
  readonly serviceTypeCode: string | null;
  readonly validFrom: CalendarDay;
  readonly validTo: CalendarDay | null;
  readonly stretches: readonly DayStretch[];
}

export interface RecordedException {
  readonly id: Id<'AvailabilityException'>;
  readonly version: number;
  readonly kind: 'ABSENCE' | 'EXTRA_HOURS';
  readonly localFrom: string;
  readonly localUntil: string;
  readonly withdrawnAt: Date | null;
}

interface HoursRow { readonly id: string; readonly version: number; readonly service_type_code: string | null; readonly valid_from: CalendarDay; readonly valid_to: CalendarDay | null; readonly stretches: DayStretch[] }
interface ExceptionRow { readonly id: string; readonly version: number; readonly kind: 'ABSENCE' | 'EXTRA_HOURS'; readonly local_from: string; readonly local_until: string; readonly withdrawn_at: Date | null }

/** Reads weeks and exceptions as they are recorded. */
export class WorkingHoursRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findHours(id: Id<'WeeklyHours'>): Promise<RecordedWeeklyHours | null> {
    const [row] = await this.sql.rows<HoursRow>(HOURS, [this.practiceId, id]);
    return row ? { id: row.id, version: row.version, serviceTypeCode: row.service_type_code, validFrom: row.valid_from, validTo: row.valid_to, stretches: row.stretches } : null;
  }

  async findException(id: Id<'AvailabilityException'>): Promise<RecordedException | null> {
    const [row] = await this.sql.rows<ExceptionRow>(EXCEPTION, [this.practiceId, id]);
    return row ? { id: row.id, version: row.version, kind: row.kind, localFrom: row.local_from, localUntil: row.local_until, withdrawnAt: row.withdrawn_at } : null;
  }
}
