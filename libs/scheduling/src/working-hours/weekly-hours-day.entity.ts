import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { WeeklyHoursEntity } from './weekly-hours.entity';

/** One stretch of a weekday, in minutes of the site's clocks from midnight; Monday is 1. */
@Entity({ schema: 'scheduling', name: 'weekly_hours_day' })
@ForeignKey(() => WeeklyHoursEntity, ['practiceId', 'weeklyHoursId'], ['practiceId', 'id'], { name: 'weekly_hours_day_hours' })
@Check('weekly_hours_day_weekday', 'weekday BETWEEN 1 AND 7')
@Check('weekly_hours_day_minutes', 'opens_minute >= 0 AND opens_minute < closes_minute AND closes_minute <= 1440')
export class WeeklyHoursDayEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'weekly_hours_day_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'weekly_hours_id', type: 'uuid', primaryKeyConstraintName: 'weekly_hours_day_pkey' }) weeklyHoursId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'weekly_hours_day_pkey' }) weekday!: number;
  @PrimaryColumn({ name: 'opens_minute', type: 'integer', primaryKeyConstraintName: 'weekly_hours_day_pkey' }) opensMinute!: number;
  @Column({ name: 'closes_minute', type: 'integer' }) closesMinute!: number;
}
