import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LocationEntity } from '../locations/location.entity';
import { ServiceTypeEntity } from '../service-types/service-type.entity';

/** A series of visits as it was booked. `weekdays` and `times` go in pairs. */
@Entity({ schema: 'scheduling', name: 'series' })
@Index('series_of_plan', ['practiceId', 'planId', 'id'])
@Index('series_of_patient', ['practiceId', 'patientId', 'id'])
@ForeignKey(() => ServiceTypeEntity, ['practiceId', 'serviceTypeCode'], ['practiceId', 'code'], { name: 'series_service_type' })
@ForeignKey(() => LocationEntity, ['practiceId', 'locationId'], ['practiceId', 'id'], { name: 'series_location' })
@Check('series_version', 'version > 0')
@Check('series_pattern', 'cardinality(weekdays) = cardinality(times) AND cardinality(times) BETWEEN 1 AND 21')
export class SeriesEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'series_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'series_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
  @Column({ name: 'plan_id', type: 'uuid', nullable: true }) planId!: string | null;
  @Column({ name: 'service_type_code', type: 'text' }) serviceTypeCode!: string;
  @Column({ name: 'location_id', type: 'uuid' }) locationId!: string;
  @Column({ name: 'first_day', type: 'date' }) firstDay!: string;
  @Column({ type: 'text', array: true }) weekdays!: string[];
  @Column({ type: 'text', array: true }) times!: string[];
  @Column({ name: 'time_zone', type: 'text' }) timeZone!: string;
  @Column({ name: 'duration_minutes', type: 'integer' }) durationMinutes!: number;
  @Column({ name: 'booked_at', type: 'timestamptz' }) bookedAt!: Date;
}
