import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppointmentEntity } from '../appointments/appointment.entity';
import { ServiceTypeEntity } from '../service-types/service-type.entity';

/** Somebody who waits for a time to come free, and what would suit them. Empty lists: anything. */
@Entity({ schema: 'scheduling', name: 'waitlist_entry' })
@Index('waitlist_entry_waiting', { synchronize: false })
@Index('waitlist_entry_of_patient', ['practiceId', 'patientId'])
@ForeignKey(() => ServiceTypeEntity, ['practiceId', 'serviceTypeCode'], ['practiceId', 'code'], { name: 'waitlist_entry_service_type' })
@ForeignKey(() => AppointmentEntity, ['practiceId', 'appointmentId'], ['practiceId', 'id'], { name: 'waitlist_entry_appointment' })
@Check('waitlist_entry_version', 'version > 0')
@Check('waitlist_entry_state', `state IN ('WAITING', 'BOOKED', 'WITHDRAWN')`)
@Check('waitlist_entry_priority', `priority IN ('URGENT', 'HIGH', 'NORMAL')`)
@Check('waitlist_entry_days', 'latest_day >= earliest_day')
@Check('waitlist_entry_notice', 'notice_minutes BETWEEN 0 AND 20160')
@Check('waitlist_entry_ended', `(state = 'WAITING') = (ended_at IS NULL) AND (state = 'BOOKED') = (appointment_id IS NOT NULL)`)
export class WaitlistEntryEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'waitlist_entry_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'waitlist_entry_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ type: 'text' }) state!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
  @Column({ name: 'service_type_code', type: 'text' }) serviceTypeCode!: string;
  @Column({ type: 'text' }) priority!: string;
  @Column({ name: 'location_ids', type: 'uuid', array: true }) locationIds!: string[];
  @Column({ name: 'practitioner_ids', type: 'uuid', array: true }) practitionerIds!: string[];
  @Column({ type: 'text', array: true }) weekdays!: string[];
  @Column({ name: 'day_parts', type: 'text', array: true }) dayParts!: string[];
  @Column({ name: 'earliest_day', type: 'date', nullable: true }) earliestDay!: string | null;
  @Column({ name: 'latest_day', type: 'date', nullable: true }) latestDay!: string | null;
  @Column({ name: 'notice_minutes', type: 'integer' }) noticeMinutes!: number;
  @Column({ name: 'waiting_since', type: 'timestamptz' }) waitingSince!: Date;
  @Column({ name: 'appointment_id', type: 'uuid', nullable: true }) appointmentId!: string | null;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}
