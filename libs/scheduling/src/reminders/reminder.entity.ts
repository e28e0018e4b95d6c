import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppointmentEntity } from '../appointments/appointment.entity';

/** That somebody is to be written to about a visit: which text, and when. To whom and where is asked when it is sent. */
@Entity({ schema: 'scheduling', name: 'reminder' })
@Index('reminder_pending_once', { synchronize: false })
@Index('reminder_due', { synchronize: false })
@Index('reminder_of_appointment', ['practiceId', 'appointmentId'])
@ForeignKey(() => AppointmentEntity, ['practiceId', 'appointmentId'], ['practiceId', 'id'], { name: 'reminder_appointment' })
@Check('reminder_template', `template IN ('VISIT_REMINDER', 'VISIT_MOVED')`)
@Check('reminder_state', `state IN ('PENDING', 'SENT', 'CANCELLED', 'NOT_SENT')`)
@Check('reminder_ended', `(state = 'PENDING') = (ended_at IS NULL) AND (state = 'NOT_SENT') = (reason IS NOT NULL)`)
@Check('reminder_reason', `reason IN ('VISIT_OVER', 'NO_ADDRESS', 'GAVE_UP')`)
export class ReminderEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'reminder_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'reminder_pkey' }) id!: string;
  @Column({ name: 'appointment_id', type: 'uuid' }) appointmentId!: string;
  @Column({ type: 'text' }) template!: string;
  @Column({ name: 'due_at', type: 'timestamptz' }) dueAt!: Date;
  @Column({ type: 'text' }) state!: string;
  @Column({ type: 'integer' }) attempts!: number;
  @Column({ name: 'next_attempt_at', type: 'timestamptz' }) nextAttemptAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) reason!: string | null;
}
