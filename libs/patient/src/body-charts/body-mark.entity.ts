import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { EncounterEntity } from '../encounters/encounter.entity';
import { PatientEntity } from '../patients/patient.entity';

@Entity({ schema: 'patient', name: 'body_mark' })
@Index('body_mark_by_patient', { synchronize: false })
@ForeignKey(() => PatientEntity, ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'body_mark_patient' })
@ForeignKey(() => EncounterEntity, ['practiceId', 'encounterId'], ['practiceId', 'id'], { name: 'body_mark_encounter' })
@Check('body_mark_intensity', 'intensity BETWEEN 0 AND 10')
export class BodyMarkEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'body_mark_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'body_mark_pkey' }) id!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'encounter_id', type: 'uuid', nullable: true }) encounterId!: string | null;
  @Column({ type: 'text' }) region!: string;
  @Column({ type: 'double precision' }) x!: number;
  @Column({ type: 'double precision' }) y!: number;
  @Column({ type: 'text' }) kind!: string;
  @Column({ type: 'integer' }) intensity!: number;
  @Column({ name: 'marked_at', type: 'timestamptz' }) markedAt!: Date;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
