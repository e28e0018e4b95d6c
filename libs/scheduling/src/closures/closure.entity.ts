import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LocationEntity } from '../locations/location.entity';

/** When a site, or with `location_id` null the whole practice, sees nobody. Wall time at each site. */
@Entity({ schema: 'scheduling', name: 'closure' })
@Index('closure_by_end', { synchronize: false })
@ForeignKey(() => LocationEntity, ['practiceId', 'locationId'], ['practiceId', 'id'], { name: 'closure_location' })
@Check('closure_kind', `kind IN ('CLOSURE', 'HOLIDAY')`)
@Check('closure_name_length', 'length(name) BETWEEN 1 AND 200')
@Check('closure_period', 'local_from < local_until AND isfinite(local_from) AND isfinite(local_until)')
export class ClosureEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'closure_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'closure_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ name: 'location_id', type: 'uuid', nullable: true }) locationId!: string | null;
  @Column({ type: 'text' }) kind!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ name: 'local_from', type: 'timestamp' }) localFrom!: string;
  @Column({ name: 'local_until', type: 'timestamp' }) localUntil!: string;
  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true }) withdrawnAt!: Date | null;
}
