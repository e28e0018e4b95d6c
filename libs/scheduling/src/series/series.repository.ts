import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Weekday } from './occurrence';
import type { Series, SeriesVisit } from './series';

const COLUMNS = 's.id, s.version, s.patient_id, s.plan_id, s.service_type_code, s.location_id, s.first_day, s.weekdays, s.times, s.time_zone, s.duration_minutes, s.booked_at';
const MANY = statement(`SELECT ${COLUMNS} FROM scheduling.series s WHERE s.practice_id = $1 AND s.id = ANY($2::uuid[])`);
const FOR_CHANGE = statement(`SELECT ${COLUMNS} FROM scheduling.series s WHERE s.practice_id = $1 AND s.id = $2 FOR NO KEY UPDATE`);
const OF_PATIENTS = statement(`SELECT ${COLUMNS} FROM unnest($2::uuid[]) AS wanted(id) CROSS JOIN LATERAL (
    SELECT * FROM scheduling.series one WHERE one.practice_id = $1 AND one.patient_id = wanted.id AND one.id < $4::uuid ORDER BY one.id DESC LIMIT $3) s ORDER BY s.id DESC`);
const OF_PLANS = statement(`SELECT ${COLUMNS} FROM unnest($2::uuid[]) AS wanted(id) CROSS JOIN LATERAL (
    SELECT * FROM scheduling.series one WHERE one.practice_id = $1 AND one.plan_id = wanted.id AND one.id < $4::uuid ORDER BY one.id DESC LIMIT $3) s ORDER BY s.id DESC`);
const VISITS = statement('SELECT series_id, ordinal, original_local_start::text AS original_local_start, appointment_id FROM scheduling.series_occurrence WHERE practice_id = $1 AND series_id = ANY($2::uuid[]) ORDER BY ordinal');
const OF_APPOINTMENTS = statement(`SELECT o.appointment_id, ${COLUMNS} FROM scheduling.series_occurrence o JOIN scheduling.series s ON s.practice_id = $1 AND s.id = o.series_id
  WHERE o.practice_id = $1 AND o.appointment_id = ANY($2::uuid[])`);
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

interface SeriesRow {
  readonly id: string;
  readonly version: number;
  readonly patient_id: string;
  readonly plan_id: string | null;
  readonly service_type_code: string;
  readonly location_id: string;
  readonly first_day: CalendarDay;
  readonly weekdays: Weekday[];
  readonly times: string[];
  readonly time_zone: string;
  readonly duration_minutes: number;
  readonly booked_at: Date;
}

interface VisitRow { readonly series_id: string; readonly ordinal: number; readonly original_local_start: string; readonly appointment_id: string }

/** A slice of each owner's series, the newest first. */
export interface SeriesSlice {
  readonly limit: number;
  readonly after: Id<'Series'> | null;
}

/** Reads series and their visits. */
export class SeriesRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findMany(ids: readonly Id<'Series'>[]): Promise<Series[]> {
    return (await this.sql.rows<SeriesRow>(MANY, [this.practiceId, ids])).map(toSeries);
  }

  /** The series, its row locked until the transaction ends. */
  async findForChange(id: Id<'Series'>): Promise<Series | null> {
    const [row] = await this.sql.rows<SeriesRow>(FOR_CHANGE, [this.practiceId, id]);
    return row ? toSeries(row) : null;
  }

  async findOf(owner: 'PATIENT' | 'PLAN', ids: readonly string[], { limit, after }: SeriesSlice): Promise<Series[]> {
    return (await this.sql.rows<SeriesRow>(owner === 'PATIENT' ? OF_PATIENTS : OF_PLANS, [this.practiceId, ids, limit, after ?? LAST])).map(toSeries);
  }

  async findVisits(seriesIds: readonly Id<'Series'>[]): Promise<SeriesVisit[]> {
    const rows = await this.sql.rows<VisitRow>(VISITS, [this.practiceId, seriesIds]);
    return rows.map((row) => ({ seriesId: row.series_id, ordinal: row.ordinal, originalLocalStart: `${row.original_local_start.slice(0, 10)}T${row.original_local_start.slice(11, 16)}`, appointmentId: row.appointment_id }));
  }

  async findOfAppointments(appointmentIds: readonly Id<'Appointment'>[]): Promise<{ appointmentId: Id<'Appointment'>; series: Series }[]> {
    const rows = await this.sql.rows<SeriesRow & { appointment_id: string }>(OF_APPOINTMENTS, [this.practiceId, appointmentIds]);
    return rows.map((row) => ({ appointmentId: row.appointment_id, series: toSeries(row) }));
  }
}

function toSeries(row: SeriesRow): Series {
  return {
    id: row.id, version: row.version, patientId: row.patient_id, planId: row.plan_id, serviceTypeCode: row.service_type_code, locationId: row.location_id, firstDay: row.first_day,
    weeklyTimes: row.weekdays.map((weekday, place) => ({ weekday, time: row.times[place] ?? '' })), timeZone: row.time_zone, durationMinutes: row.duration_minutes, bookedAt: row.booked_at,
  };
}
