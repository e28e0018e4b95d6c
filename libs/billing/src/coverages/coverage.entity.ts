import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { DataKeyEntity } from '../data-keys/data-key.entity';
import { InsurancePlanEntity } from '../payers/insurance-plan.entity';

@Entity({ schema: 'billing', name: 'coverage' })
@Unique('coverage_source_key', ['practiceId', 'sourceKey'])
@Index('coverage_of_patient', ['practiceId', 'patientId', 'priority', 'validFrom'])
@Index('coverage_of_member', ['practiceId', 'memberIdIndex'])
@ForeignKey(() => DataKeyEntity, ['practiceId', 'memberIdKey'], ['practiceId', 'id'], { name: 'coverage_member_id_key' })
@ForeignKey(() => InsurancePlanEntity, ['practiceId', 'planId'], ['practiceId', 'id'], { name: 'coverage_plan' })
@Check('coverage_priority', `priority IN ('PRIMARY', 'SECONDARY', 'TERTIARY')`)
@Check('coverage_relationship', `relationship IN ('SELF', 'SPOUSE', 'CHILD', 'OTHER')`)
@Check('coverage_source', `source IN ('RECORDED', 'IMPORTED')`)
@Check('coverage_period', `valid_from > '-infinity' AND valid_from < 'infinity' AND valid_to >= valid_from AND valid_to < 'infinity'`)
@Check('coverage_recorded', `source = 'IMPORTED' OR ((member_id IS NOT NULL OR member_id_sealed IS NOT NULL) AND relationship IS NOT NULL)`)
@Check('coverage_member_id_sealed', `(member_id_sealed IS NULL) = (member_id_key IS NULL) AND (member_id_sealed IS NULL) = (member_id_index IS NULL)`)
@Exclusion('coverage_overlap', `USING gist (practice_id WITH =, (coalesce(original_patient_id, patient_id)) WITH =, priority WITH =, daterange(valid_from, valid_to, '[]') WITH &&)`)
export class CoverageEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'coverage_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'coverage_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'plan_id', type: 'uuid' }) planId!: string;
  @Column({ type: 'text' }) priority!: string;
  /** Empty: what the version before wrote plain, until the next change of keys seals it. */
  @Column({ name: 'member_id', type: 'text', nullable: true }) memberId!: string | null;
  @Column({ name: 'member_id_sealed', type: 'bytea', nullable: true }) memberIdSealed!: Buffer | null;
  @Column({ name: 'member_id_index', type: 'bytea', nullable: true }) memberIdIndex!: Buffer | null;
  @Column({ name: 'member_id_key', type: 'uuid', nullable: true }) memberIdKey!: string | null;
  @Column({ type: 'text', nullable: true }) relationship!: string | null;
  @Column({ name: 'valid_from', type: 'date' }) validFrom!: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo!: string | null;
  @Column({ type: 'text' }) source!: string;
  @Column({ name: 'source_key', type: 'text', nullable: true }) sourceKey!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
