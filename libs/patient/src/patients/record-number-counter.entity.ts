import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'patient', name: 'record_number_counter' })
export class RecordNumberCounterEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'record_number_counter_pkey' }) practiceId!: string;
  @Column({ name: 'last_number', type: 'bigint' }) lastNumber!: bigint;
}
