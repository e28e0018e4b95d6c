import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PatientEntity } from '../patients/patient.entity';

@Entity({ schema: 'patient', name: 'encounter' })
@Unique('encounter_appointment', ['practiceId', 'appointmentId'])
@Unique('encounter_source_key', ['practiceId', 'sourceKey'])
@Index('encounter_by_patient', { synchronize: false })
@ForeignKey(() => PatientEntity, ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'encounter_patient' })
@Check('encounter_period', 'period_end >= period_start')
@Check('encounter_status', `status IN ('IN_PROGRESS', 'FINISHED', 'CANCELLED', 'UNKNOWN')`)
@Check('encounter_source', `source IN ('RECORDED', 'IMPORTED')`)
export class EncounterEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'encounter_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'encounter_pkey' }) id!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'appointment_id', type: 'uuid', nullable: true }) appointmentId!: string | null;
  @Column({ name: 'practitioner_id', type: 'uuid', nullable: true }) practitionerId!: string | null;
  @Column({ name: 'practitioner_name', type: 'text', nullable: true }) practitionerName!: string | null;
  @Column({ name: 'practitioner_identifier', type: 'text', nullable: true }) practitionerIdentifier!: string | null;
  @Column({ name: 'practitioner_identifier_valid', type: 'boolean', nullable: true }) practitionerIdentifierValid!: boolean | null;
  @Column({ name: 'place_name', type: 'text', nullable: true }) placeName!: string | null;
  @Column({ type: 'text', nullable: true }) description!: string | null;
  @Column({ name: 'period_start', type: 'timestamptz' }) periodStart!: Date;
  @Column({ name: 'period_end', type: 'timestamptz', nullable: true }) periodEnd!: Date | null;
  @Column({ type: 'text' }) status!: string;
  @Column({ type: 'text' }) source!: string;
  @Column({ name: 'source_key', type: 'text', nullable: true }) sourceKey!: string | null;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
  @Column({ name: 'needled_at', type: 'timestamptz', nullable: true }) needledAt!: Date | null;
}
