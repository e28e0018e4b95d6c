import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'scheduling', name: 'service_type' })
@Index('service_type_by_name', ['practiceId', 'name', 'code'])
@Check('service_type_text_length', 'length(code) BETWEEN 1 AND 200 AND length(name) BETWEEN 1 AND 200')
@Check('service_type_duration', 'duration_minutes BETWEEN 5 AND 480')
@Check('service_type_credential', `required_credential IN ('LICENSE', 'DRY_NEEDLING', 'MANUAL_THERAPY', 'ACUPUNCTURE', 'CARDIOPULMONARY_RESUSCITATION')`)
export class ServiceTypeEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'service_type_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'service_type_pkey' }) code!: string;
  @Column({ type: 'text', collation: 'C' }) name!: string;
  @Column({ type: 'text', array: true }) aliases!: string[];
  @Column({ name: 'duration_minutes', type: 'integer' }) durationMinutes!: number;
  @Column({ name: 'needs_room', type: 'boolean' }) needsRoom!: boolean;
  @Column({ name: 'required_credential', type: 'text', nullable: true }) requiredCredential!: string | null;
  @Column({ type: 'boolean' }) complimentary!: boolean;
  @Column({ type: 'boolean' }) retired!: boolean;
}
