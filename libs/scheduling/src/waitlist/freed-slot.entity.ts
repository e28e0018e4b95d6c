import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppointmentEntity } from '../appointments/appointment.entity';

/** The time that an appointment gave back. Open until nobody is left to whom it could be offered. */
@Entity({ schema: 'scheduling', name: 'freed_slot' })
@Index('freed_slot_open', { synchronize: false })
@Unique('freed_slot_once', ['practiceId', 'appointmentId', 'freedAt'])
@ForeignKey(() => AppointmentEntity, ['practiceId', 'appointmentId'], ['practiceId', 'id'], { name: 'freed_slot_appointment' })
export class FreedSlotEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'freed_slot_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'freed_slot_pkey' }) id!: string;
  @Column({ name: 'appointment_id', type: 'uuid' }) appointmentId!: string;
  @Column({ name: 'freed_at', type: 'timestamptz' }) freedAt!: Date;
  @Column({ name: 'starts_at', type: 'timestamptz' }) startsAt!: Date;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) closedAt!: Date | null;
}
