import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'patient', name: 'obligation_clock' })
export class ObligationClockEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'obligation_clock_pkey' }) practiceId!: string;
  @Column({ name: 'advanced_through', type: 'date' }) advancedThrough!: string;
}
