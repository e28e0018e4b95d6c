import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { EncounterEntity } from '../encounters/encounter.entity';
import { PatientEntity } from '../patients/patient.entity';

@Entity({ schema: 'patient', name: 'screening' })
@Index('screening_by_patient', { synchronize: false })
@ForeignKey(() => PatientEntity, ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'screening_patient' })
@ForeignKey(() => EncounterEntity, ['practiceId', 'encounterId'], ['practiceId', 'id'], { name: 'screening_encounter' })
@Check('screening_outcome', `outcome IN ('CLEAR', 'CAUTION', 'STOP', 'REFER_OUT')`)
@Check('screening_decision', `decision IN ('OVERRIDDEN', 'REFUSED') AND outcome IN ('STOP', 'REFER_OUT') AND decision_reason IS NOT NULL AND decided_by IS NOT NULL AND decided_at IS NOT NULL OR decision IS NULL`)
export class ScreeningEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'screening_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'screening_pkey' }) id!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'encounter_id', type: 'uuid', nullable: true }) encounterId!: string | null;
  @Column({ name: 'question_set', type: 'text' }) questionSet!: string;
  @Column({ name: 'question_set_version', type: 'integer' }) questionSetVersion!: number;
  @Column({ type: 'jsonb' }) answers!: object;
  @Column({ type: 'jsonb' }) findings!: object;
  @Column({ type: 'text' }) outcome!: string;
  @Column({ name: 'answered_on', type: 'date' }) answeredOn!: string;
  @Column({ name: 'answered_at', type: 'timestamptz' }) answeredAt!: Date;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ type: 'text', nullable: true }) decision!: string | null;
  @Column({ name: 'decision_reason', type: 'text', nullable: true }) decisionReason!: string | null;
  @Column({ name: 'decided_by', type: 'uuid', nullable: true }) decidedBy!: string | null;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
