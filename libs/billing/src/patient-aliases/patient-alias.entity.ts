import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'billing', name: 'patient_alias' })
@Index('patient_alias_of', { synchronize: false })
@Check('patient_alias_two', 'merged_id <> survivor_id')
export class PatientAliasEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'patient_alias_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'merged_id', type: 'uuid', primaryKeyConstraintName: 'patient_alias_pkey' }) mergedId!: string;
  @Column({ name: 'survivor_id', type: 'uuid' }) survivorId!: string;
}
