import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How often somebody (a person, a practice, an address) asked within one window, all gateways together. */
@Entity({ schema: 'identity', name: 'rate_counter' })
@Index('rate_counter_age', ['windowStart'])
export class RateCounterEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'rate_counter_pkey' }) key!: string;
  @PrimaryColumn({ name: 'window_start', type: 'timestamptz', primaryKeyConstraintName: 'rate_counter_pkey' }) windowStart!: Date;
  @Column({ type: 'bigint' }) count!: bigint;
}
