import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AppointmentEntity } from '../appointments/appointment.entity';

/** Who booked a visit against which refusals, in which role and why. Only added to. */
@Entity({ schema: 'scheduling', name: 'appointment_override' })
@ForeignKey(() => AppointmentEntity, ['practiceId', 'appointmentId'], ['practiceId', 'id'], { name: 'appointment_override_appointment' })
@Check('appointment_override_reason', 'length(reason) BETWEEN 3 AND 500')
export class AppointmentOverrideEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'appointment_override_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'appointment_id', type: 'uuid', primaryKeyConstraintName: 'appointment_override_pkey' }) appointmentId!: string;
  @Column({ name: 'person_id', type: 'uuid' }) personId!: string;
  @Column({ type: 'text' }) role!: string;
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'text', array: true }) refusals!: string[];
  @Column({ name: 'overridden_at', type: 'timestamptz' }) overriddenAt!: Date;
}
