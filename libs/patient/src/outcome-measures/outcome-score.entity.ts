import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { EncounterEntity } from '../encounters/encounter.entity';
import { PatientEntity } from '../patients/patient.entity';

@Entity({ schema: 'patient', name: 'outcome_score' })
@Index('outcome_score_by_patient', { synchronize: false })
@Index('outcome_score_by_measure', { synchronize: false })
@ForeignKey(() => PatientEntity, ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'outcome_score_patient' })
@ForeignKey(() => EncounterEntity, ['practiceId', 'encounterId'], ['practiceId', 'id'], { name: 'outcome_score_encounter' })
@Check('outcome_score_possible', 'points <= possible')
export class OutcomeScoreEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'outcome_score_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'outcome_score_pkey' }) id!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'encounter_id', type: 'uuid', nullable: true }) encounterId!: string | null;
  @Column({ name: 'measure_code', type: 'text' }) measureCode!: string;
  @Column({ name: 'measure_version', type: 'integer' }) measureVersion!: number;
  @Column({ name: 'answered_on', type: 'date' }) answeredOn!: string;
  @Column({ type: 'double precision' }) value!: number;
  @Column({ type: 'integer' }) points!: number;
  @Column({ type: 'integer' }) possible!: number;
  @Column({ type: 'jsonb' }) answers!: object;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
