import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { EncounterEntity } from '../encounters/encounter.entity';

@Entity({ schema: 'patient', name: 'adverse_event' })
@ForeignKey(() => EncounterEntity, ['practiceId', 'encounterId'], ['practiceId', 'id'], { name: 'adverse_event_encounter' })
@Index('adverse_event_by_day', { synchronize: false })
@Index('adverse_event_by_encounter', { synchronize: false })
@Check('adverse_event_kind', `kind IN ('BRUISE', 'BLEEDING', 'FAINT', 'NAUSEA', 'PROLONGED_PAIN', 'NERVE_SYMPTOM', 'RETAINED_NEEDLE', 'INFECTION', 'PNEUMOTHORAX_SUSPECTED', 'OTHER')`)
@Check('adverse_event_severity', `severity IN ('MILD', 'MODERATE', 'SERIOUS')`)
export class AdverseEventEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'adverse_event_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'adverse_event_pkey' }) id!: string;
  @Column({ name: 'encounter_id', type: 'uuid' }) encounterId!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ type: 'text' }) kind!: string;
  @Column({ type: 'text' }) severity!: string;
  @Column({ name: 'occurred_at', type: 'timestamptz' }) occurredAt!: Date;
  @Column({ name: 'occurred_on', type: 'date' }) occurredOn!: string;
  @Column({ type: 'text' }) description!: string;
  @Column({ name: 'action_taken', type: 'text' }) actionTaken!: string;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
