import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ClinicalNoteEntity } from '../notes/clinical-note.entity';

@Entity({ schema: 'patient', name: 'signing_check' })
@ForeignKey(() => ClinicalNoteEntity, ['practiceId', 'noteId'], ['practiceId', 'id'], { name: 'signing_check_note' })
@Check('signing_check_kind', `check_kind IN ('SCREENING_CURRENT', 'CONSENT_VALID', 'CREDENTIAL_VALID', 'NEEDLES_ACCOUNTED', 'LOT_RECORDED', 'PAIN_RECORDED')`)
@Check('signing_check_finding', `finding IN ('MET', 'NOT_MET', 'NOT_KNOWN')`)
@Check('signing_check_override', `finding = 'MET' OR (overridden_by IS NOT NULL AND override_reason IS NOT NULL AND char_length(override_reason) >= 10)`)
export class SigningCheckEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'signing_check_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'note_id', type: 'uuid', primaryKeyConstraintName: 'signing_check_pkey' }) noteId!: string;
  @PrimaryColumn({ name: 'check_kind', type: 'text', primaryKeyConstraintName: 'signing_check_pkey' }) checkKind!: string;
  @Column({ type: 'text' }) finding!: string;
  @Column({ name: 'override_reason', type: 'text', nullable: true }) overrideReason!: string | null;
  @Column({ name: 'overridden_by', type: 'uuid', nullable: true }) overriddenBy!: string | null;
}
