import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { AppointmentEntity } from '../appointments/appointment.entity';
import { SeriesEntity } from './series.entity';

/** One visit of a series: its place in the pattern, which never changes, and the appointment in which it is now. */
@Entity({ schema: 'scheduling', name: 'series_occurrence' })
@Unique('series_occurrence_appointment_once', ['practiceId', 'appointmentId'])
@ForeignKey(() => SeriesEntity, ['practiceId', 'seriesId'], ['practiceId', 'id'], { name: 'series_occurrence_series' })
@ForeignKey(() => AppointmentEntity, ['practiceId', 'appointmentId'], ['practiceId', 'id'], { name: 'series_occurrence_appointment' })
@Check('series_occurrence_ordinal', 'ordinal BETWEEN 1 AND 60')
export class SeriesOccurrenceEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'series_occurrence_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'series_id', type: 'uuid', primaryKeyConstraintName: 'series_occurrence_pkey' }) seriesId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'series_occurrence_pkey' }) ordinal!: number;
  @Column({ name: 'original_local_start', type: 'timestamp' }) originalLocalStart!: string;
  @Column({ name: 'appointment_id', type: 'uuid' }) appointmentId!: string;
}
