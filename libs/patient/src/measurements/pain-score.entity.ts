import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { EncounterEntity } from '../encounters/encounter.entity';

@Entity({ schema: 'patient', name: 'pain_score' })
@ForeignKey(() => EncounterEntity, ['practiceId', 'encounterId'], ['practiceId', 'id'], { name: 'pain_score_encounter' })
@Index('pain_score_by_encounter', { synchronize: false })
@Check('pain_score_phase', `phase IN ('BEFORE', 'AFTER')`)
@Check('pain_score_range', 'score BETWEEN 0 AND 10')
export class PainScoreEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'pain_score_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pain_score_pkey' }) id!: string;
  @Column({ name: 'encounter_id', type: 'uuid' }) encounterId!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ type: 'text' }) phase!: string;
  @Column({ type: 'integer' }) score!: number;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
