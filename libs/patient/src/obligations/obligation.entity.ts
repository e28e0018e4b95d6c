import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PlanEntity } from '../plans/plan.entity';

@Entity({ schema: 'patient', name: 'obligation' })
@Unique('obligation_key', ['practiceId', 'planId', 'kind', 'raisedOn', 'dueOn'])
@Index('obligation_due', { synchronize: false })
@ForeignKey(() => PlanEntity, ['practiceId', 'planId'], ['practiceId', 'id'], { name: 'obligation_plan' })
@Check('obligation_kind', `kind IN ('INITIAL_CERTIFICATION', 'RECERTIFICATION', 'PROGRESS_REPORT', 'OUTCOME_MEASURE')`)
@Check('obligation_state', `state IN ('OPEN', 'DONE', 'DONE_LATE', 'MISSED', 'NOT_NEEDED') AND (state IN ('DONE', 'DONE_LATE')) = (done_on IS NOT NULL)`)
export class ObligationEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'obligation_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'obligation_pkey' }) id!: string;
  @Column({ name: 'plan_id', type: 'uuid' }) planId!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ type: 'text' }) kind!: string;
  @Column({ name: 'raised_on', type: 'date' }) raisedOn!: string;
  @Column({ name: 'due_on', type: 'date' }) dueOn!: string;
  @Column({ name: 'done_on', type: 'date', nullable: true }) doneOn!: string | null;
  @Column({ type: 'text' }) state!: string;
  @Column({ type: 'text' }) source!: string;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
