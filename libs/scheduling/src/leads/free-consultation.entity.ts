import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppointmentEntity } from '../appointments/appointment.entity';
import { LeadEntity } from './lead.entity';

/** A free consultation that was booked. It stays with the visit when that is moved, and when the lead becomes a patient. */
@Entity({ schema: 'scheduling', name: 'free_consultation' })
@Unique('free_consultation_code', ['practiceId', 'confirmationCode'])
@Unique('free_consultation_appointment', ['practiceId', 'appointmentId'])
@Index('free_consultation_of_lead', ['practiceId', 'leadId'])
@Index('free_consultation_by_day', ['practiceId', 'bookedOn'])
@ForeignKey(() => LeadEntity, ['practiceId', 'leadId'], ['practiceId', 'id'], { name: 'free_consultation_lead' })
@ForeignKey(() => AppointmentEntity, ['practiceId', 'appointmentId'], ['practiceId', 'id'], { name: 'free_consultation_visit' })
@Check('free_consultation_channel', `channel IN ('TELEPHONE', 'WEB')`)
export class FreeConsultationEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'free_consultation_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'free_consultation_pkey' }) id!: string;
  @Column({ name: 'lead_id', type: 'uuid' }) leadId!: string;
  @Column({ name: 'appointment_id', type: 'uuid' }) appointmentId!: string;
  @Column({ type: 'text' }) channel!: string;
  @Column({ name: 'confirmation_code', type: 'text' }) confirmationCode!: string;
  @Column({ name: 'booked_on', type: 'date' }) bookedOn!: string;
}
