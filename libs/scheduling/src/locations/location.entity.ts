import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity({ schema: 'scheduling', name: 'location' })
@Unique('location_name', ['practiceId', 'name'])
@Check('location_name_length', 'length(name) BETWEEN 1 AND 200')
@Check('location_notice', 'cancellation_notice_hours BETWEEN 0 AND 336')
@Check('location_grace', 'no_show_grace_minutes BETWEEN 0 AND 240')
export class LocationEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'location_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'location_pkey' }) id!: string;
  @Column({ type: 'text', collation: 'C' }) name!: string;
  @Column({ name: 'time_zone', type: 'text' }) timeZone!: string;
  @Column({ name: 'address_lines', type: 'text', array: true }) addressLines!: string[];
  @Column({ type: 'text', nullable: true }) city!: string | null;
  @Column({ type: 'text', nullable: true }) state!: string | null;
  @Column({ name: 'postal_code', type: 'text', nullable: true }) postalCode!: string | null;
  @Column({ type: 'text', nullable: true }) telephone!: string | null;
  @Column({ name: 'cancellation_notice_hours', type: 'integer' }) cancellationNoticeHours!: number;
  @Column({ name: 'no_show_grace_minutes', type: 'integer' }) noShowGraceMinutes!: number;
}
