import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { EncounterEntity } from '../encounters/encounter.entity';

@Entity({ schema: 'patient', name: 'service_line' })
@ForeignKey(() => EncounterEntity, ['practiceId', 'encounterId'], ['practiceId', 'id'], { name: 'service_line_encounter' })
@ForeignKey(() => ServiceLineEntity, ['practiceId', 'correctsId'], ['practiceId', 'id'], { name: 'service_line_corrects' })
@Unique('service_line_corrected_once', ['practiceId', 'correctsId'])
@Index('service_line_by_encounter', { synchronize: false })
@Check('service_line_minutes', 'minutes_by_clinician BETWEEN 0 AND 480 AND minutes_by_assistant BETWEEN 0 AND 480')
@Check('service_line_needling', `code NOT IN ('20560', '20561')`)
@Check('service_line_withdrawal', 'NOT withdrawn OR corrects_id IS NOT NULL')
export class ServiceLineEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'service_line_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'service_line_pkey' }) id!: string;
  @Column({ name: 'encounter_id', type: 'uuid' }) encounterId!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ type: 'text' }) code!: string;
  @Column({ name: 'minutes_by_clinician', type: 'integer' }) minutesByClinician!: number;
  @Column({ name: 'minutes_by_assistant', type: 'integer' }) minutesByAssistant!: number;
  @Column({ name: 'muscle_keys', type: 'text', array: true }) muscleKeys!: string[];
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  @Column({ name: 'corrects_id', type: 'uuid', nullable: true }) correctsId!: string | null;
  @Column({ type: 'boolean' }) withdrawn!: boolean;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
