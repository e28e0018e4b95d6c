import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity({ schema: 'patient', name: 'patient' })
@Index('patient_merged', { synchronize: false })
@ForeignKey(() => PatientEntity, ['practiceId', 'mergedIntoId'], ['practiceId', 'id'], { name: 'patient_merged_into' })
@Check('patient_merged_elsewhere', 'merged_into_id <> id')
@Unique('patient_record_number', ['practiceId', 'recordNumber'])
@Unique('patient_source_key', ['practiceId', 'sourceKey'])
@Index('patient_by_name', ['practiceId', 'sortName', 'id'])
@Index('patient_by_birth_date', ['practiceId', 'birthDate'])
@Check('patient_sex', `sex IN ('FEMALE', 'MALE', 'OTHER', 'UNKNOWN')`)
@Check('patient_source', `source IN ('RECORDED', 'IMPORTED')`)
@Check('patient_version', 'version > 0')
export class PatientEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'patient_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'patient_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ name: 'record_number', type: 'text' }) recordNumber!: string;
  @Column({ name: 'given_names', type: 'text', array: true }) givenNames!: string[];
  @Column({ name: 'family_name', type: 'text' }) familyName!: string;
  @Column({ name: 'preferred_name', type: 'text', nullable: true }) preferredName!: string | null;
  @Column({ name: 'sort_name', type: 'text', collation: 'C' }) sortName!: string;
  @Column({ name: 'birth_date', type: 'date' }) birthDate!: string;
  @Column({ type: 'text' }) sex!: string;
  @Column({ type: 'text', nullable: true }) language!: string | null;
  @Column({ name: 'interpreter_language', type: 'text', nullable: true }) interpreterLanguage!: string | null;
  @Column({ name: 'address_lines', type: 'text', array: true }) addressLines!: string[];
  @Column({ type: 'text', nullable: true }) city!: string | null;
  @Column({ type: 'text', nullable: true }) state!: string | null;
  @Column({ name: 'postal_code', type: 'text', nullable: true }) postalCode!: string | null;
  @Column({ type: 'text', nullable: true }) country!: string | null;
  @Column({ type: 'text' }) source!: string;
  @Column({ name: 'source_key', type: 'text', nullable: true }) sourceKey!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
  @Column({ name: 'merged_into_id', type: 'uuid', nullable: true }) mergedIntoId!: string | null;
}
