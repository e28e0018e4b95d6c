import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PlanEntity } from '../plans/plan.entity';

@Entity({ schema: 'patient', name: 'plan_certification' })
@Index('plan_certification_by_plan', { synchronize: false })
@ForeignKey(() => PlanEntity, ['practiceId', 'planId'], ['practiceId', 'id'], { name: 'plan_certification_plan' })
@Check('plan_certification_days', 'through_day >= from_day')
@Check('plan_certification_basis', `basis IN ('SIGNATURE', 'REFERRAL_ON_FILE') AND (basis = 'REFERRAL_ON_FILE') = (plan_sent_on IS NOT NULL)`)
@Check('plan_certification_certifier', `certifier_kind IN ('PHYSICIAN', 'NURSE_PRACTITIONER', 'PHYSICIAN_ASSISTANT', 'CLINICAL_NURSE_SPECIALIST', 'CHIROPRACTOR')`)
export class CertificationEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'plan_certification_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'plan_certification_pkey' }) id!: string;
  @Column({ name: 'plan_id', type: 'uuid' }) planId!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'from_day', type: 'date' }) fromDay!: string;
  @Column({ name: 'through_day', type: 'date' }) throughDay!: string;
  @Column({ type: 'text' }) basis!: string;
  @Column({ name: 'certifier_name', type: 'text' }) certifierName!: string;
  @Column({ name: 'certifier_npi', type: 'text' }) certifierNpi!: string;
  @Column({ name: 'certifier_kind', type: 'text' }) certifierKind!: string;
  @Column({ name: 'signed_on', type: 'date' }) signedOn!: string;
  @Column({ name: 'plan_sent_on', type: 'date', nullable: true }) planSentOn!: string | null;
  @Column({ name: 'delay_reason', type: 'text', nullable: true }) delayReason!: string | null;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
