import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PlanEntity } from './plan.entity';

@Entity({ schema: 'patient', name: 'plan_diagnosis' })
@ForeignKey(() => PlanEntity, ['practiceId', 'planId'], ['practiceId', 'id'], { name: 'plan_diagnosis_plan' })
export class PlanDiagnosisEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'plan_diagnosis_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'plan_id', type: 'uuid', primaryKeyConstraintName: 'plan_diagnosis_pkey' }) planId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'plan_diagnosis_pkey' }) rank!: number;
  @Column({ type: 'text' }) code!: string;
  @Column({ type: 'text' }) text!: string;
}
