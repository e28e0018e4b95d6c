import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { LocationEntity } from './location.entity';

@Entity({ schema: 'scheduling', name: 'room' })
@Unique('room_name', ['practiceId', 'locationId', 'name'])
@ForeignKey(() => LocationEntity, ['practiceId', 'locationId'], ['practiceId', 'id'], { name: 'room_location' })
@Check('room_kind', `kind ~ '^[A-Z][A-Z_]{0,39}$'`)
export class RoomEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'room_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'room_pkey' }) id!: string;
  @Column({ name: 'location_id', type: 'uuid' }) locationId!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text', default: 'TREATMENT' }) kind!: string;
}
