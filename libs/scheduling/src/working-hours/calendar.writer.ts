import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { DayStretch, WallPeriod } from './wall-input';

/** Bookings at the site share its calendar: this waits for those that are under way, and those that come wait for it. */
const LOCK_CALENDARS = statement(`SELECT pg_advisory_xact_lock(hashtextextended('scheduling calendar ' || site.id, 0)) FROM (
    SELECT id FROM scheduling.location WHERE practice_id = $1 AND ($2::uuid IS NULL OR id = $2) ORDER BY id) site`);
const LOCK_PRACTITIONER = statement(`SELECT id FROM scheduling.resource WHERE practice_id = $1 AND id = $2 AND kind = 'PRACTITIONER' FOR NO KEY UPDATE`);
const KNOWN = statement(`SELECT EXISTS (SELECT FROM scheduling.location WHERE practice_id = $1 AND id = $2) AS location, EXISTS (SELECT FROM scheduling.service_type WHERE practice_id = $1 AND code = $3) AS service`);
const REMOVE_LATER_DAYS = statement(`DELETE FROM scheduling.weekly_hours_day d USING scheduling.weekly_hours h WHERE h.practice_id = $1 AND h.practitioner_id = $2 AND h.location_id = $3
  AND h.service_type_code IS NOT DISTINCT FROM $4 AND h.valid_from >= $5 AND d.practice_id = $1 AND d.weekly_hours_id = h.id`);
const REMOVE_LATER = statement(`DELETE FROM scheduling.weekly_hours WHERE practice_id = $1 AND practitioner_id = $2 AND location_id = $3 AND service_type_code IS NOT DISTINCT FROM $4 AND valid_from >= $5`);
const END_EARLIER = statement(`UPDATE scheduling.weekly_hours SET valid_to = $5::date - 1, version = version + 1 WHERE practice_id = $1 AND practitioner_id = $2 AND location_id = $3
  AND service_type_code IS NOT DISTINCT FROM $4 AND (valid_to IS NULL OR valid_to >= $5)`);
const ADD_HOURS = statement(`INSERT INTO scheduling.weekly_hours (practice_id, id, version, practitioner_id, location_id, service_type_code, valid_from, valid_to) VALUES ($1, $2, 1, $3, $4, $5, $6, $7)`);
const ADD_DAYS = statement(`INSERT INTO scheduling.weekly_hours_day (practice_id, weekly_hours_id, weekday, opens_minute, closes_minute)
  SELECT $1, $2, weekday, opens, closes FROM unnest($3::int[], $4::int[], $5::int[]) AS day(weekday, opens, closes)`);
const ADD_EXCEPTION = statement(`INSERT INTO scheduling.availability_exception (practice_id, id, version, practitioner_id, location_id, service_type_code, kind, local_from, local_until) VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8)`);
const WITHDRAW_EXCEPTION = statement(`UPDATE scheduling.availability_exception SET withdrawn_at = $4, version = version + 1 WHERE practice_id = $1 AND id = $2 AND version = $3 AND withdrawn_at IS NULL`);
const EXCEPTION_VERSION = statement('SELECT version FROM scheduling.availability_exception WHERE practice_id = $1 AND id = $2');

export interface NewWeeklyHours {
  readonly id: Id<'WeeklyHours'>;
  readonly practitionerId: Id<'Practitioner'>;
  readonly locationId: Id<'Location'>;
  readonly serviceTypeCode: string | null;
  readonly validFrom: CalendarDay;
  readonly validTo: CalendarDay | null;
  readonly stretches: readonly DayStretch[];
}

export interface NewException extends WallPeriod {
  readonly id: Id<'AvailabilityException'>;
  readonly practitionerId: Id<'Practitioner'>;
  readonly locationId: Id<'Location'> | null;
  readonly serviceTypeCode: string | null;
  readonly kind: 'ABSENCE' | 'EXTRA_HOURS';
}

/** Writes when practitioners see patients. Bookings of a practitioner and changes of their calendar wait for each other. */
export class CalendarWriter {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** Null: the calendars of all sites. */
  async lockCalendars(locationId: Id<'Location'> | null): Promise<void> {
    await this.sql.count(LOCK_CALENDARS, [this.practiceId, locationId]);
  }

  /** False when there is no such practitioner. */
  async lockPractitioner(id: Id<'Practitioner'>): Promise<boolean> {
    return (await this.sql.count(LOCK_PRACTITIONER, [this.practiceId, id])) === 1;
  }

  async findKnown(locationId: Id<'Location'> | null, serviceTypeCode: string | null): Promise<{ readonly location: boolean; readonly service: boolean }> {
    const [known] = await this.sql.rows<{ location: boolean; service: boolean }>(KNOWN, [this.practiceId, locationId, serviceTypeCode]);
    return known ?? { location: false, service: false };
  }

  /** The week holds from its first day on: what was set for later falls away, what was set before ends on the day before. */
  async replaceHours({ id, practitionerId, locationId, serviceTypeCode, validFrom, validTo, stretches }: NewWeeklyHours): Promise<void> {
    const key = [this.practiceId, practitionerId, locationId, serviceTypeCode, validFrom];
    await this.sql.count(REMOVE_LATER_DAYS, key);
    await this.sql.count(REMOVE_LATER, key);
    await this.sql.count(END_EARLIER, key);
    await this.sql.count(ADD_HOURS, [this.practiceId, id, practitionerId, locationId, serviceTypeCode, validFrom, validTo]);
    await this.sql.count(ADD_DAYS, [this.practiceId, id, stretches.map(({ weekday }) => weekday), stretches.map(({ opensMinute }) => opensMinute), stretches.map(({ closesMinute }) => closesMinute)]);
  }

  async addException({ id, practitionerId, locationId, serviceTypeCode, kind, localFrom, localUntil }: NewException): Promise<void> {
    await this.sql.count(ADD_EXCEPTION, [this.practiceId, id, practitionerId, locationId, serviceTypeCode, kind, localFrom, localUntil]);
  }

  async withdrawException(id: Id<'AvailabilityException'>, version: number, at: Date): Promise<boolean> {
    return (await this.sql.count(WITHDRAW_EXCEPTION, [this.practiceId, id, version, at])) === 1;
  }

  /** Null where there is none. */
  async findExceptionVersion(id: Id<'AvailabilityException'>): Promise<number | null> {
    const [row] = await this.sql.rows<{ version: number }>(EXCEPTION_VERSION, [this.practiceId, id]);
    return row?.version ?? null;
  }
}
