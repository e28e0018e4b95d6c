import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** The rule of `practitioner_npi` (form and check digit) stands in the migration; the schema builder compares its name. */
@Entity({ schema: 'scheduling', name: 'practitioner' })
@Unique('practitioner_npi_once', ['practiceId', 'npi'])
@Index('practitioner_by_name', ['practiceId', 'familyName', 'givenName', 'id'])
@Check('practitioner_name_length', 'length(given_name) <= 200 AND length(family_name) BETWEEN 1 AND 200')
@Check('practitioner_npi', `npi ~ '^[12][0-9]{9}$'`)
export class PractitionerEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'practitioner_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'practitioner_pkey' }) id!: string;
  @Column({ name: 'given_name', type: 'text', collation: 'C' }) givenName!: string;
  @Column({ name: 'family_name', type: 'text', collation: 'C' }) familyName!: string;
  @Column({ type: 'text', nullable: true }) suffix!: string | null;
  @Column({ type: 'text' }) npi!: string;
  @Column({ name: 'taxonomy_code', type: 'text', nullable: true }) taxonomyCode!: string | null;
}
