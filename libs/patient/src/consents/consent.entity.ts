import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PatientEntity } from '../patients/patient.entity';

@Entity({ schema: 'patient', name: 'consent' })
@Index('consent_by_patient', { synchronize: false })
@ForeignKey(() => PatientEntity, ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'consent_patient' })
@Check('consent_signer', `signer_kind = 'PATIENT' OR signer_kind = 'GUARDIAN' AND signer_relationship IS NOT NULL`)
@Check('consent_period', 'valid_through >= signed_on')
@Check('consent_withdrawal', '(withdrawn_at IS NULL) = (withdrawn_on IS NULL)')
export class ConsentEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'consent_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'consent_pkey' }) id!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ type: 'text' }) procedure!: string;
  @Column({ name: 'form_version', type: 'integer' }) formVersion!: number;
  @Column({ type: 'text', array: true }) regions!: string[];
  @Column({ name: 'signer_kind', type: 'text' }) signerKind!: string;
  @Column({ name: 'signer_name', type: 'text' }) signerName!: string;
  @Column({ name: 'signer_relationship', type: 'text', nullable: true }) signerRelationship!: string | null;
  @Column({ name: 'signed_at', type: 'timestamptz' }) signedAt!: Date;
  @Column({ name: 'signed_on', type: 'date' }) signedOn!: string;
  @Column({ name: 'valid_through', type: 'date' }) validThrough!: string;
  @Column({ type: 'text', array: true }) acknowledged!: string[];
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true }) withdrawnAt!: Date | null;
  @Column({ name: 'withdrawn_on', type: 'date', nullable: true }) withdrawnOn!: string | null;
  @Column({ name: 'withdrawal_reason', type: 'text', nullable: true }) withdrawalReason!: string | null;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
