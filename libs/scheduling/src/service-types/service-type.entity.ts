import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'scheduling', name: 'service_type' })
@Index('service_type_by_name', ['practiceId', 'name', 'code'])
@Check('service_type_text_length', 'length(code) BETWEEN 1 AND 200 AND length(name) BETWEEN 1 AND 200')
@Check('service_type_duration', 'duration_minutes BETWEEN 5 AND 480')
@Check('service_type_credential', `required_credential IN ('LICENSE', 'ASSISTANT_LICENSE', 'DRY_NEEDLING', 'MANUAL_THERAPY', 'ACUPUNCTURE', 'CARDIOPULMONARY_RESUSCITATION')`)
@Check('service_type_version', 'version > 0')
@Check('service_type_buffers', 'practitioner_minutes_before BETWEEN 0 AND 120 AND practitioner_minutes_after BETWEEN 0 AND 120 AND room_minutes_before BETWEEN 0 AND 120 AND room_minutes_after BETWEEN 0 AND 120 AND equipment_minutes_before BETWEEN 0 AND 120 AND equipment_minutes_after BETWEEN 0 AND 120')
@Check('service_type_credential_hours', 'required_credential_hours IS NULL OR (required_credential_hours > 0 AND required_credential IS NOT NULL)')
@Check('service_type_grid', 'grid_minutes IN (1, 5, 10, 15, 20, 30, 60)')
@Check('service_type_window', 'minimum_notice_minutes BETWEEN 0 AND 43200 AND horizon_days BETWEEN 1 AND 730')
@Check('service_type_accepts', `accepts IN ('ANYBODY', 'NEW_PATIENTS', 'RETURNING_PATIENTS')`)
@Check('service_type_overlap', `overlap IN ('EXCLUSIVE', 'OVERLAPPING')`)
@Check('service_type_seats', 'seats BETWEEN 2 AND 50')
@Check('service_type_notice', 'cancellation_notice_hours BETWEEN 0 AND 336')
@Check('service_type_confirmation', `confirmation IN ('ASKED', 'NOT_ASKED')`)
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
  @Column({ type: 'integer', default: 1 }) version!: number;
  @Column({ name: 'practitioner_minutes_before', type: 'integer', default: 0 }) practitionerMinutesBefore!: number;
  @Column({ name: 'practitioner_minutes_after', type: 'integer', default: 0 }) practitionerMinutesAfter!: number;
  @Column({ name: 'room_minutes_before', type: 'integer', default: 0 }) roomMinutesBefore!: number;
  @Column({ name: 'room_minutes_after', type: 'integer', default: 0 }) roomMinutesAfter!: number;
  @Column({ name: 'equipment_minutes_before', type: 'integer', default: 0 }) equipmentMinutesBefore!: number;
  @Column({ name: 'equipment_minutes_after', type: 'integer', default: 0 }) equipmentMinutesAfter!: number;
  @Column({ name: 'room_kind', type: 'text', nullable: true }) roomKind!: string | null;
  @Column({ name: 'equipment_kind', type: 'text', nullable: true }) equipmentKind!: string | null;
  @Column({ name: 'required_credential_hours', type: 'integer', nullable: true }) requiredCredentialHours!: number | null;
  @Column({ name: 'grid_minutes', type: 'integer', default: 5 }) gridMinutes!: number;
  @Column({ name: 'minimum_notice_minutes', type: 'integer', default: 0 }) minimumNoticeMinutes!: number;
  @Column({ name: 'horizon_days', type: 'integer', default: 365 }) horizonDays!: number;
  @Column({ type: 'text', default: 'ANYBODY' }) accepts!: string;
  @Column({ type: 'text', default: 'EXCLUSIVE' }) overlap!: string;
  @Column({ type: 'integer', nullable: true }) seats!: number | null;
  @Column({ name: 'cancellation_notice_hours', type: 'integer', nullable: true }) cancellationNoticeHours!: number | null;
  @Column({ type: 'text', default: 'ASKED' }) confirmation!: string;
}
