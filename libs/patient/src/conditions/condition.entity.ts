import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PatientEntity } from '../patients/patient.entity';

@Entity({ schema: 'patient', name: 'condition' })
@Unique('condition_source_key', ['practiceId', 'sourceKey'])
@Index('condition_by_patient', { synchronize: false })
@ForeignKey(() => PatientEntity, ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'condition_patient' })
@Check('condition_clinical_status', `clinical_status IN ('ACTIVE', 'RECURRENCE', 'RELAPSE', 'INACTIVE', 'REMISSION', 'RESOLVED', 'UNKNOWN')`)
@Check('condition_source', `source IN ('RECORDED', 'IMPORTED')`)
export class ConditionEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'condition_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'condition_pkey' }) id!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'code_system', type: 'text', nullable: true }) codeSystem!: string | null;
  @Column({ type: 'text', nullable: true }) code!: string | null;
  @Column({ name: 'code_text', type: 'text' }) codeText!: string;
  @Column({ name: 'onset_date', type: 'date', nullable: true }) onsetDate!: string | null;
  @Column({ name: 'abatement_date', type: 'date', nullable: true }) abatementDate!: string | null;
  @Column({ name: 'clinical_status', type: 'text' }) clinicalStatus!: string;
  @Column({ type: 'text' }) source!: string;
  @Column({ name: 'source_key', type: 'text', nullable: true }) sourceKey!: string | null;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
