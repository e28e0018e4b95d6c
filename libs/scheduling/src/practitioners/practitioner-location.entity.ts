import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LocationEntity } from '../locations/location.entity';
import { PractitionerEntity } from './practitioner.entity';

@Entity({ schema: 'scheduling', name: 'practitioner_location' })
@Index('practitioner_location_of_practitioner', ['practiceId', 'practitionerId'])
@ForeignKey(() => LocationEntity, ['practiceId', 'locationId'], ['practiceId', 'id'], { name: 'practitioner_location_location' })
@ForeignKey(() => PractitionerEntity, ['practiceId', 'practitionerId'], ['practiceId', 'id'], { name: 'practitioner_location_practitioner' })
export class PractitionerLocationEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'practitioner_location_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'location_id', type: 'uuid', primaryKeyConstraintName: 'practitioner_location_pkey' }) locationId!: string;
  @PrimaryColumn({ name: 'practitioner_id', type: 'uuid', primaryKeyConstraintName: 'practitioner_location_pkey' }) practitionerId!: string;
}
