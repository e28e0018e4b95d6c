import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { LocationEntity } from '../locations/location.entity';

/** Minutes from one site to another, kept once for each pair with the lower id first. */
@Entity({ schema: 'scheduling', name: 'travel_time' })
@ForeignKey(() => LocationEntity, ['practiceId', 'locationId'], ['practiceId', 'id'], { name: 'travel_time_location' })
@ForeignKey(() => LocationEntity, ['practiceId', 'otherLocationId'], ['practiceId', 'id'], { name: 'travel_time_other_location' })
@Check('travel_time_pair', 'location_id < other_location_id')
@Check('travel_time_minutes', 'minutes BETWEEN 1 AND 480')
export class TravelTimeEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'travel_time_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'location_id', type: 'uuid', primaryKeyConstraintName: 'travel_time_pkey' }) locationId!: string;
  @PrimaryColumn({ name: 'other_location_id', type: 'uuid', primaryKeyConstraintName: 'travel_time_pkey' }) otherLocationId!: string;
  @Column({ type: 'integer' }) minutes!: number;
}
