import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { CoverageEntity } from '../coverages/coverage.entity';
import { PayerEntity } from '../payers/payer.entity';

@Entity({ schema: 'billing', name: 'claim' })
@Unique('claim_patient_control_number', ['practiceId', 'patientControlNumber'])
@Index('claim_of_patient', ['practiceId', 'patientId', 'serviceDate', 'id'])
@Index('claim_of_coverage', ['practiceId', 'coverageId'])
@Index('claim_of_appointment', { synchronize: false })
@Index('claim_worklist', { synchronize: false })
@Index('claim_worklist_of_payer', { synchronize: false })
@Index('claim_worklist_of_state', { synchronize: false })
@ForeignKey(() => CoverageEntity, ['practiceId', 'coverageId'], ['practiceId', 'id'], { name: 'claim_coverage' })
@ForeignKey(() => PayerEntity, ['practiceId', 'payerId'], ['practiceId', 'id'], { name: 'claim_payer' })
@Check('claim_state', `state IN ('DRAFT', 'SCRUBBED', 'HELD', 'READY', 'BATCHED', 'SUBMITTED', 'RECEIVED', 'REJECTED', 'PENDED', 'ADJUDICATED', 'DENIED', 'APPEALED', 'REPLACED', 'VOIDED', 'DISCARDED', 'CLOSED')`)
@Check('claim_frequency', `frequency IN ('ORIGINAL', 'REPLACEMENT', 'VOID')`)
@Check('claim_diagnosis_codes', 'cardinality(diagnosis_codes) <= 12')
@Check('claim_control_number_length', 'length(patient_control_number) BETWEEN 1 AND 38 AND length(payer_control_number) BETWEEN 1 AND 50')
@Check('claim_batched', `state NOT IN ('BATCHED', 'SUBMITTED', 'RECEIVED', 'REJECTED', 'PENDED', 'ADJUDICATED', 'DENIED', 'APPEALED', 'REPLACED', 'VOIDED', 'CLOSED') OR patient_control_number IS NOT NULL`)
@Check('claim_submitted', `state NOT IN ('SUBMITTED', 'RECEIVED', 'REJECTED', 'PENDED', 'ADJUDICATED', 'DENIED', 'APPEALED', 'REPLACED', 'VOIDED', 'CLOSED') OR submitted_on IS NOT NULL`)
@Check('claim_known_to_payer', `state NOT IN ('ADJUDICATED', 'DENIED', 'APPEALED', 'REPLACED', 'VOIDED') OR payer_control_number IS NOT NULL`)
@Check('claim_adjudicated', `state NOT IN ('ADJUDICATED', 'DENIED', 'APPEALED') OR adjudicated_on IS NOT NULL`)
@Check('claim_closed', `state <> 'CLOSED' OR (adjudicated_on IS NOT NULL AND payer_control_number IS NOT NULL) OR end_reason IS NOT NULL`)
@Check('claim_discarded', `state <> 'DISCARDED' OR end_reason IS NOT NULL`)
@Check('claim_days', 'submitted_on >= service_date AND adjudicated_on >= submitted_on')
export class ClaimEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'claim_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'claim_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ type: 'text' }) state!: string;
  @Column({ type: 'text' }) frequency!: string;
  @Column({ name: 'patient_control_number', type: 'text', nullable: true }) patientControlNumber!: string | null;
  @Column({ name: 'payer_control_number', type: 'text', nullable: true }) payerControlNumber!: string | null;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'appointment_id', type: 'uuid', nullable: true }) appointmentId!: string | null;
  @Column({ name: 'coverage_id', type: 'uuid' }) coverageId!: string;
  @Column({ name: 'payer_id', type: 'uuid' }) payerId!: string;
  @Column({ name: 'service_date', type: 'date' }) serviceDate!: string;
  @Column({ name: 'diagnosis_codes', type: 'text', array: true }) diagnosisCodes!: string[];
  @Column({ name: 'submitted_on', type: 'date', nullable: true }) submittedOn!: string | null;
  @Column({ name: 'adjudicated_on', type: 'date', nullable: true }) adjudicatedOn!: string | null;
  @Column({ name: 'end_reason', type: 'text', nullable: true }) endReason!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
