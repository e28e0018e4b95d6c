import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ClinicalNoteEntity } from './clinical-note.entity';

@Entity({ schema: 'patient', name: 'note_version' })
@ForeignKey(() => ClinicalNoteEntity, ['practiceId', 'noteId'], ['practiceId', 'id'], { name: 'note_version_note' })
export class NoteVersionEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'note_version_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'note_id', type: 'uuid', primaryKeyConstraintName: 'note_version_pkey' }) noteId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'note_version_pkey' }) version!: number;
  @Column({ type: 'text' }) subjective!: string;
  @Column({ type: 'text' }) objective!: string;
  @Column({ type: 'text' }) assessment!: string;
  @Column({ type: 'text' }) plan!: string;
  @Column({ name: 'author_id', type: 'uuid' }) authorId!: string;
  @Column({ name: 'written_at', type: 'timestamptz' }) writtenAt!: Date;
}
