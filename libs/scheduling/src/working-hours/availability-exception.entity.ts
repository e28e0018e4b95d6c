import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LocationEntity } from '../locations/location.entity';
import { PractitionerEntity } from '../practitioners/practitioner.entity';
import { ServiceTypeEntity } from '../service-types/service-type.entity';

/** Where a practitioner's week is not kept: absent (`location_id` null: from every site), or there for longer. Wall time at the site. */
@Entity({ schema: 'scheduling', name: 'availability_exception' })
@Index('availability_exception_of_practitioner', { synchronize: false })
@ForeignKey(() => PractitionerEntity, ['practiceId', 'practitionerId'], ['practiceId', 'id'], { name: 'availability_exception_practitioner' })
@ForeignKey(() => LocationEntity, ['practiceId', 'locationId'], ['practiceId', 'id'], { name: 'availability_exception_location' })
@ForeignKey(() => ServiceTypeEntity, ['practiceId', 'serviceTypeCode'], ['practiceId', 'code'], { name: 'availability_exception_service_type' })
@Check('availability_exception_kind', `kind IN ('ABSENCE', 'EXTRA_HOURS') AND (kind = 'ABSENCE' OR location_id IS NOT NULL)`)
@Check('availability_exception_period', 'local_from < local_until AND isfinite(local_from) AND isfinite(local_until)')
export class AvailabilityExceptionEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'availability_exception_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'availability_exception_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ name: 'practitioner_id', type: 'uuid' }) practitionerId!: string;
  @Column({ name: 'location_id', type: 'uuid', nullable: true }) locationId!: string | null;
  @Column({ name: 'service_type_code', type: 'text', collation: 'C', nullable: true }) serviceTypeCode!: string | null;
  @Column({ type: 'text' }) kind!: string;
  @Column({ name: 'local_from', type: 'timestamp' }) localFrom!: string;
  @Column({ name: 'local_until', type: 'timestamp' }) localUntil!: string;
  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true }) withdrawnAt!: Date | null;
}
