import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity({ schema: 'billing', name: 'imported_claim' })
@Unique('imported_claim_source_key', ['practiceId', 'sourceKey'])
@Index('imported_claim_of_patient', ['practiceId', 'patientId', 'serviceFrom', 'id'])
@Index('imported_claim_of_encounter', { synchronize: false })
@Check('imported_claim_period', 'service_to >= service_from')
export class ImportedClaimEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'imported_claim_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'imported_claim_pkey' }) id!: string;
  @Column({ name: 'source_key', type: 'text' }) sourceKey!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'encounter_id', type: 'uuid', nullable: true }) encounterId!: string | null;
  @Column({ name: 'encounter_source_key', type: 'text', nullable: true }) encounterSourceKey!: string | null;
  @Column({ name: 'payer_name', type: 'text', nullable: true }) payerName!: string | null;
  @Column({ name: 'service_from', type: 'date' }) serviceFrom!: string;
  @Column({ name: 'service_to', type: 'date' }) serviceTo!: string;
  @Column({ type: 'text', array: true }) diagnoses!: string[];
  @Column({ name: 'submitted_cents', type: 'bigint', nullable: true }) submittedCents!: bigint | null;
  @Column({ name: 'allowed_cents', type: 'bigint', nullable: true }) allowedCents!: bigint | null;
  @Column({ name: 'paid_cents', type: 'bigint', nullable: true }) paidCents!: bigint | null;
  @Column({ name: 'patient_responsibility_cents', type: 'bigint', nullable: true }) patientResponsibilityCents!: bigint | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
