import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PatientEntity } from '../patients/patient.entity';

@Entity({ schema: 'patient', name: 'lead_conversion' })
@ForeignKey(() => PatientEntity, ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'lead_conversion_patient' })
export class LeadConversionEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'lead_conversion_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'lead_id', type: 'uuid', primaryKeyConstraintName: 'lead_conversion_pkey' }) leadId!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
  @Column({ name: 'converted_at', type: 'timestamptz' }) convertedAt!: Date;
}
