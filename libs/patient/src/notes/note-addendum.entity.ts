import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ClinicalNoteEntity } from './clinical-note.entity';

@Entity({ schema: 'patient', name: 'note_addendum' })
@Index('note_addendum_by_note', { synchronize: false })
@ForeignKey(() => ClinicalNoteEntity, ['practiceId', 'noteId'], ['practiceId', 'id'], { name: 'note_addendum_note' })
export class NoteAddendumEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'note_addendum_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'note_addendum_pkey' }) id!: string;
  @Column({ name: 'note_id', type: 'uuid' }) noteId!: string;
  @Column({ type: 'text' }) text!: string;
  @Column({ name: 'author_id', type: 'uuid' }) authorId!: string;
  @Column({ name: 'written_at', type: 'timestamptz' }) writtenAt!: Date;
}
