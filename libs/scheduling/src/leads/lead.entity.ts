import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { LEAD_LANGUAGES, LEAD_SOURCES } from './lead';

const inList = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** Somebody who asked for the free consultation. One row per person: a second call changes the first one's row. */
@Entity({ schema: 'scheduling', name: 'lead' })
@Unique('lead_person', ['practiceId', 'telephone', 'nameKey'])
@Check('lead_text_length', 'length(name) BETWEEN 2 AND 100 AND length(concern) <= 500 AND length(source_other) <= 100')
@Check('lead_telephone', `telephone ~ '^\\+[0-9]{8,15}$'`)
@Check('lead_source', `source IN (${inList(LEAD_SOURCES)})`)
@Check('lead_language', `preferred_language IN (${inList(LEAD_LANGUAGES)})`)
@Check('lead_converted', '(patient_id IS NULL) = (converted_at IS NULL)')
export class LeadEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'lead_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'lead_pkey' }) id!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ name: 'name_key', type: 'text' }) nameKey!: string;
  @Column({ type: 'text' }) telephone!: string;
  @Column({ type: 'text', nullable: true }) concern!: string | null;
  @Column({ type: 'text' }) source!: string;
  @Column({ name: 'source_other', type: 'text', nullable: true }) sourceOther!: string | null;
  @Column({ name: 'preferred_language', type: 'text' }) preferredLanguage!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'patient_id', type: 'uuid', nullable: true }) patientId!: string | null;
  @Column({ name: 'converted_at', type: 'timestamptz', nullable: true }) convertedAt!: Date | null;
}
