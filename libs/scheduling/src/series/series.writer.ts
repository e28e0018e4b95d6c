import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Series, SeriesVisit } from './series';

const INSERT = statement(`INSERT INTO scheduling.series (practice_id, id, version, patient_id, plan_id, service_type_code, location_id, first_day, weekdays, times, time_zone, duration_minutes, booked_at)
  VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`);
const ADD_VISITS = statement(`INSERT INTO scheduling.series_occurrence (practice_id, series_id, ordinal, original_local_start, appointment_id)
  SELECT $1, $2, t.ordinal, t.original_local_start, t.appointment_id FROM unnest($3::integer[], $4::timestamp[], $5::uuid[]) AS t(ordinal, original_local_start, appointment_id)`);
const TOUCH = statement('UPDATE scheduling.series SET version = version + 1 WHERE practice_id = $1 AND id = $2');

/** Writes series; decides nothing. */
export class SeriesWriter {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async insert(series: Series): Promise<void> {
    const { id, patientId, planId, serviceTypeCode, locationId, firstDay, weeklyTimes, timeZone, durationMinutes, bookedAt } = series;
    const [weekdays, times] = [weeklyTimes.map(({ weekday }) => weekday), weeklyTimes.map(({ time }) => time)];
    await this.sql.count(INSERT, [this.practiceId, id, patientId, planId, serviceTypeCode, locationId, firstDay, weekdays, times, timeZone, durationMinutes, bookedAt]);
  }

  async addVisits(seriesId: Id<'Series'>, visits: readonly Omit<SeriesVisit, 'seriesId'>[]): Promise<void> {
    const columns = [visits.map(({ ordinal }) => ordinal), visits.map(({ originalLocalStart }) => originalLocalStart), visits.map(({ appointmentId }) => appointmentId)];
    await this.sql.count(ADD_VISITS, [this.practiceId, seriesId, ...columns]);
  }

  /** Counts a change of the series. */
  async touch(id: Id<'Series'>): Promise<void> {
    await this.sql.count(TOUCH, [this.practiceId, id]);
  }
}
