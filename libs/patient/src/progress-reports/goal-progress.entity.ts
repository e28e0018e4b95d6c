import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ProgressReportEntity } from './progress-report.entity';

@Entity({ schema: 'patient', name: 'goal_progress' })
@ForeignKey(() => ProgressReportEntity, ['practiceId', 'reportId'], ['practiceId', 'id'], { name: 'goal_progress_report' })
@Check('goal_progress_state', `progress IN ('MET', 'IMPROVED', 'UNCHANGED', 'WORSE')`)
export class GoalProgressEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'goal_progress_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'report_id', type: 'uuid', primaryKeyConstraintName: 'goal_progress_pkey' }) reportId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'goal_progress_pkey' }) rank!: number;
  @Column({ type: 'text' }) goal!: string;
  @Column({ type: 'text' }) progress!: string;
  @Column({ type: 'text', nullable: true }) note!: string | null;
}
