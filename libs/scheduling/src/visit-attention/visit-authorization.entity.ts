import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AppointmentEntity } from '../appointments/appointment.entity';

/** Billing's answer to a booked visit. */
@Entity({ schema: 'scheduling', name: 'visit_authorization' })
@ForeignKey(() => AppointmentEntity, ['practiceId', 'appointmentId'], ['practiceId', 'id'], { name: 'visit_authorization_appointment' })
@Check('visit_authorization_decision', `decision IN ('RESERVED', 'REFUSED', 'NOT_NEEDED')`)
export class VisitAuthorizationEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'visit_authorization_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'appointment_id', type: 'uuid', primaryKeyConstraintName: 'visit_authorization_pkey' }) appointmentId!: string;
  @Column({ type: 'text' }) decision!: string;
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  @Column({ name: 'decided_at', type: 'timestamptz' }) decidedAt!: Date;
}
