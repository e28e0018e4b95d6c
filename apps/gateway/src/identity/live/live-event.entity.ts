import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** What live pages are told: ids and versions, never health data. Kept 24 hours. */
@Entity({ schema: 'identity', name: 'live_event' })
@Unique('live_event_position', ['practiceId', 'position'])
@Index('live_event_waiting', ['writtenBy'], { where: '"position" IS NULL' })
@Index('live_event_age', ['occurredAt'])
@Index('live_event_after', ['position'])
export class LiveEventEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'live_event_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'live_event_pkey' }) id!: string;
  @Column({ type: 'text' }) kind!: string;
  @Column({ type: 'jsonb' }) payload!: object;
  /** The number of the transaction that wrote it. */
  @Column({ name: 'written_by', type: 'bigint' }) writtenBy!: bigint;
  /** Its place among the practice's events; null until no earlier transaction can write any more. */
  @Column({ type: 'bigint', nullable: true }) position!: bigint | null;
  @Column({ name: 'occurred_at', type: 'timestamptz' }) occurredAt!: Date;
}
