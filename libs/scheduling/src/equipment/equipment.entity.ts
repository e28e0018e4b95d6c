import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { LocationEntity } from '../locations/location.entity';

/** A device of a site that one visit at a time can have: a traction table, a laser. */
@Entity({ schema: 'scheduling', name: 'equipment' })
@Unique('equipment_name', ['practiceId', 'locationId', 'name'])
@ForeignKey(() => LocationEntity, ['practiceId', 'locationId'], ['practiceId', 'id'], { name: 'equipment_location' })
@Check('equipment_kind', `kind ~ '^[A-Z][A-Z_]{0,39}$'`)
@Check('equipment_name_length', 'length(name) BETWEEN 1 AND 200')
export class EquipmentEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'equipment_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'equipment_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ name: 'location_id', type: 'uuid' }) locationId!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) kind!: string;
  @Column({ type: 'boolean' }) retired!: boolean;
}
