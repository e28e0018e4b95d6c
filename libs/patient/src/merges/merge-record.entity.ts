import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PatientEntity } from '../patients/patient.entity';

@Entity({ schema: 'patient', name: 'merge_record' })
@Index('merge_record_of_survivor', { synchronize: false })
@Index('merge_record_of_merged', { synchronize: false })
@Index('merge_record_holds', { synchronize: false })
@ForeignKey(() => PatientEntity, ['practiceId', 'survivorId'], ['practiceId', 'id'], { name: 'merge_record_survivor' })
@ForeignKey(() => PatientEntity, ['practiceId', 'mergedId'], ['practiceId', 'id'], { name: 'merge_record_merged' })
@Check('merge_record_two', 'survivor_id <> merged_id')
@Check('merge_record_end', '(unmerged_at IS NULL) = (unmerged_by IS NULL) AND (unmerged_at IS NULL) = (unmerge_reason IS NULL)')
export class MergeRecordEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'merge_record_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'merge_record_pkey' }) id!: string;
  @Column({ name: 'survivor_id', type: 'uuid' }) survivorId!: string;
  @Column({ name: 'merged_id', type: 'uuid' }) mergedId!: string;
  @Column({ type: 'text' }) reason!: string;
  @Column({ name: 'merged_at', type: 'timestamptz' }) mergedAt!: Date;
  @Column({ name: 'merged_by', type: 'uuid' }) mergedBy!: string;
  @Column({ name: 'unmerged_at', type: 'timestamptz', nullable: true }) unmergedAt!: Date | null;
  @Column({ name: 'unmerged_by', type: 'uuid', nullable: true }) unmergedBy!: string | null;
  @Column({ name: 'unmerge_reason', type: 'text', nullable: true }) unmergeReason!: string | null;
}
