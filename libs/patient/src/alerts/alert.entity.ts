import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PatientEntity } from '../patients/patient.entity';

@Entity({ schema: 'patient', name: 'patient_alert' })
@Index('patient_alert_pinned', { synchronize: false })
@ForeignKey(() => PatientEntity, ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'patient_alert_patient' })
@Check('patient_alert_category', `category IN ('ADMINISTRATIVE', 'CLINICAL')`)
export class AlertEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'patient_alert_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'patient_alert_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
  @Column({ type: 'text' }) category!: string;
  @Column({ type: 'text' }) text!: string;
  @Column({ name: 'pinned_by', type: 'uuid' }) pinnedBy!: string;
  @Column({ name: 'pinned_at', type: 'timestamptz' }) pinnedAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}
