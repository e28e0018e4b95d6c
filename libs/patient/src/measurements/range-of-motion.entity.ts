import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { EncounterEntity } from '../encounters/encounter.entity';

@Entity({ schema: 'patient', name: 'range_of_motion' })
@ForeignKey(() => EncounterEntity, ['practiceId', 'encounterId'], ['practiceId', 'id'], { name: 'range_of_motion_encounter' })
@Index('range_of_motion_by_encounter', { synchronize: false })
@Check('range_of_motion_phase', `phase IN ('BEFORE', 'AFTER')`)
@Check('range_of_motion_side', `side IN ('LEFT', 'RIGHT', 'MIDLINE')`)
@Check('range_of_motion_degrees', 'degrees BETWEEN 0 AND 360')
export class RangeOfMotionEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'range_of_motion_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'range_of_motion_pkey' }) id!: string;
  @Column({ name: 'encounter_id', type: 'uuid' }) encounterId!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ type: 'text' }) phase!: string;
  @Column({ type: 'text' }) movement!: string;
  @Column({ type: 'text' }) side!: string;
  @Column({ type: 'integer' }) degrees!: number;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
