import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { EncounterEntity } from '../encounters/encounter.entity';

@Entity({ schema: 'patient', name: 'care_task' })
@ForeignKey(() => EncounterEntity, ['practiceId', 'encounterId'], ['practiceId', 'id'], { name: 'care_task_encounter' })
@Unique('care_task_once', ['practiceId', 'encounterId', 'kind', 'dueOn'])
@Index('care_task_due', { synchronize: false })
@Check('care_task_kind', `kind IN ('NEXT_DAY_CHECK_IN')`)
@Check('care_task_end', '(done_at IS NULL) = (outcome IS NULL) AND (done_at IS NULL) = (done_by IS NULL)')
export class CareTaskEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'care_task_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'care_task_pkey' }) id!: string;
  @Column({ name: 'encounter_id', type: 'uuid' }) encounterId!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ type: 'text' }) kind!: string;
  @Column({ name: 'due_on', type: 'date' }) dueOn!: string;
  @Column({ name: 'done_at', type: 'timestamptz', nullable: true }) doneAt!: Date | null;
  @Column({ name: 'done_by', type: 'uuid', nullable: true }) doneBy!: string | null;
  @Column({ type: 'text', nullable: true }) outcome!: string | null;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
