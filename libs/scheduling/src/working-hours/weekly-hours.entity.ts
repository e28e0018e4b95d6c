import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LocationEntity } from '../locations/location.entity';
import { PractitionerEntity } from '../practitioners/practitioner.entity';
import { ServiceTypeEntity } from '../service-types/service-type.entity';

/** From when to when a practitioner keeps the same week at a site; `service_type_code` null: for every service without hours of its own. */
@Entity({ schema: 'scheduling', name: 'weekly_hours' })
@Index('weekly_hours_of_practitioner', ['practiceId', 'practitionerId', 'locationId', 'validFrom'])
@ForeignKey(() => PractitionerEntity, ['practiceId', 'practitionerId'], ['practiceId', 'id'], { name: 'weekly_hours_practitioner' })
@ForeignKey(() => LocationEntity, ['practiceId', 'locationId'], ['practiceId', 'id'], { name: 'weekly_hours_location' })
@ForeignKey(() => ServiceTypeEntity, ['practiceId', 'serviceTypeCode'], ['practiceId', 'code'], { name: 'weekly_hours_service_type' })
@Check('weekly_hours_period', 'valid_to >= valid_from')
@Exclusion('weekly_hours_one_at_a_time', `USING gist (practitioner_id WITH =, location_id WITH =, (coalesce(service_type_code, '')) WITH =, (daterange(valid_from, valid_to, '[]')) WITH &&, practice_id WITH =)`)
export class WeeklyHoursEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'weekly_hours_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'weekly_hours_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ name: 'practitioner_id', type: 'uuid' }) practitionerId!: string;
  @Column({ name: 'location_id', type: 'uuid' }) locationId!: string;
  @Column({ name: 'service_type_code', type: 'text', collation: 'C', nullable: true }) serviceTypeCode!: string | null;
  @Column({ name: 'valid_from', type: 'date' }) validFrom!: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo!: string | null;
}
