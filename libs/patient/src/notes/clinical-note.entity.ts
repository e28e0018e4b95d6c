import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { EncounterEntity } from '../encounters/encounter.entity';

@Entity({ schema: 'patient', name: 'clinical_note' })
@Unique('clinical_note_encounter', ['practiceId', 'encounterId'])
@Index('clinical_note_unsigned', { synchronize: false })
@Index('clinical_note_by_patient', { synchronize: false })
@ForeignKey(() => EncounterEntity, ['practiceId', 'encounterId'], ['practiceId', 'id'], { name: 'clinical_note_of_encounter' })
@Check('clinical_note_state', `state IN ('DRAFT', 'AWAITING_COSIGNATURE', 'SIGNED')`)
@Check('clinical_note_signature', `(state = 'DRAFT') = (signed_by IS NULL) AND (signed_by IS NULL) = (signed_at IS NULL)`)
@Check('clinical_note_cosignature', `(cosigned_by IS NULL) = (cosigned_at IS NULL) AND (cosigned_by IS NULL OR (state = 'SIGNED' AND cosigned_by <> signed_by))`)
export class ClinicalNoteEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'clinical_note_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'clinical_note_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ name: 'encounter_id', type: 'uuid' }) encounterId!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ type: 'text' }) state!: string;
  @Column({ type: 'text' }) subjective!: string;
  @Column({ type: 'text' }) objective!: string;
  @Column({ type: 'text' }) assessment!: string;
  @Column({ type: 'text' }) plan!: string;
  @Column({ name: 'author_id', type: 'uuid' }) authorId!: string;
  @Column({ name: 'written_at', type: 'timestamptz' }) writtenAt!: Date;
  @Column({ name: 'signed_by', type: 'uuid', nullable: true }) signedBy!: string | null;
  @Column({ name: 'signed_at', type: 'timestamptz', nullable: true }) signedAt!: Date | null;
  @Column({ name: 'cosigned_by', type: 'uuid', nullable: true }) cosignedBy!: string | null;
  @Column({ name: 'cosigned_at', type: 'timestamptz', nullable: true }) cosignedAt!: Date | null;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
