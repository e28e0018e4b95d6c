import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'scheduling', name: 'service_type' })
@Check('service_type_duration', 'duration_minutes BETWEEN 5 AND 480')
@Check('service_type_credential', `required_credential IN ('LICENSE', 'DRY_NEEDLING', 'MANUAL_THERAPY', 'ACUPUNCTURE', 'CARDIOPULMONARY_RESUSCITATION')`)
export class ServiceTypeEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'service_type_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'service_type_pkey' }) code!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text', array: true }) aliases!: string[];
  @Column({ name: 'duration_minutes', type: 'integer' }) durationMinutes!: number;
  @Column({ name: 'needs_room', type: 'boolean' }) needsRoom!: boolean;
  @Column({ name: 'required_credential', type: 'text', nullable: true }) requiredCredential!: string | null;
  @Column({ type: 'boolean' }) complimentary!: boolean;
  @Column({ type: 'boolean' }) retired!: boolean;
}
