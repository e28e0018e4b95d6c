import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PlanEntity } from '../plans/plan.entity';

@Entity({ schema: 'patient', name: 'progress_report' })
@Index('progress_report_by_plan', { synchronize: false })
@ForeignKey(() => PlanEntity, ['practiceId', 'planId'], ['practiceId', 'id'], { name: 'progress_report_plan' })
@Check('progress_report_days', 'through_day >= from_day AND treatment_days > 0')
export class ProgressReportEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'progress_report_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'progress_report_pkey' }) id!: string;
  @Column({ name: 'plan_id', type: 'uuid' }) planId!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'from_day', type: 'date' }) fromDay!: string;
  @Column({ name: 'through_day', type: 'date' }) throughDay!: string;
  @Column({ name: 'treatment_days', type: 'integer' }) treatmentDays!: number;
  @Column({ type: 'text' }) assessment!: string;
  @Column({ name: 'practitioner_id', type: 'uuid' }) practitionerId!: string;
  @Column({ name: 'written_on', type: 'date' }) writtenOn!: string;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
