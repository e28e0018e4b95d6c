import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'patient', name: 'planned_visit' })
@Index('planned_visit_by_patient', { synchronize: false })
export class PlannedVisitEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'planned_visit_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'appointment_id', type: 'uuid', primaryKeyConstraintName: 'planned_visit_pkey' }) appointmentId!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'service_type_code', type: 'text' }) serviceTypeCode!: string;
  @Column({ name: 'starts_at', type: 'timestamptz' }) startsAt!: Date;
  @Column({ type: 'date' }) day!: string;
  @Column({ type: 'text' }) state!: string;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
