import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The id of a merged patient record, and the record that survived it. */
@Entity({ schema: 'scheduling', name: 'patient_alias' })
@Index('patient_alias_of_survivor', ['practiceId', 'survivorId'])
@Check('patient_alias_other', 'merged_id <> survivor_id')
export class PatientAliasEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'patient_alias_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'merged_id', type: 'uuid', primaryKeyConstraintName: 'patient_alias_pkey' }) mergedId!: string;
  @Column({ name: 'survivor_id', type: 'uuid' }) survivorId!: string;
}
