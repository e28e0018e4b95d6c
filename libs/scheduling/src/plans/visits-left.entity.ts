import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How many visits a coverage still pays for, as billing told it; `visits` null: the payer sets no limit. */
@Entity({ schema: 'scheduling', name: 'visits_left' })
@Index('visits_left_of_patient', ['practiceId', 'patientId'])
export class VisitsLeftEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'visits_left_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'coverage_id', type: 'uuid', primaryKeyConstraintName: 'visits_left_pkey' }) coverageId!: string;
  @PrimaryColumn({ name: 'service_type_codes', type: 'text', array: true, primaryKeyConstraintName: 'visits_left_pkey' }) serviceTypeCodes!: string[];
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ type: 'integer', nullable: true }) visits!: number | null;
  @Column({ name: 'as_of', type: 'timestamptz' }) asOf!: Date;
}
