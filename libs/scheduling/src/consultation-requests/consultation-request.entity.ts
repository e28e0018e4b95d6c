import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppointmentEntity } from '../appointments/appointment.entity';
import { LeadEntity } from '../leads/lead.entity';
import { LocationEntity } from '../locations/location.entity';

/** That a visitor of the web page asked for the free consultation, and what became of it. Open until somebody called them. */
@Entity({ schema: 'scheduling', name: 'consultation_request' })
@Index('consultation_request_open', { synchronize: false })
@ForeignKey(() => LeadEntity, ['practiceId', 'leadId'], ['practiceId', 'id'], { name: 'consultation_request_lead' })
@ForeignKey(() => LocationEntity, ['practiceId', 'locationId'], ['practiceId', 'id'], { name: 'consultation_request_location' })
@ForeignKey(() => AppointmentEntity, ['practiceId', 'appointmentId'], ['practiceId', 'id'], { name: 'consultation_request_appointment' })
@Check('consultation_request_concern', 'length(concern) <= 500')
@Check('consultation_request_outcome', `outcome IN ('BOOKED', 'HAD_ALREADY', 'IS_PATIENT') AND (outcome = 'BOOKED') = (appointment_id IS NOT NULL)`)
@Check('consultation_request_settled', '(settled_at IS NULL) = (settled_by IS NULL)')
export class ConsultationRequestEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'consultation_request_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'consultation_request_pkey' }) id!: string;
  @Column({ name: 'lead_id', type: 'uuid' }) leadId!: string;
  @Column({ name: 'location_id', type: 'uuid' }) locationId!: string;
  @Column({ name: 'starts_at', type: 'timestamptz' }) startsAt!: Date;
  @Column({ type: 'text', nullable: true }) concern!: string | null;
  @Column({ type: 'text' }) outcome!: string;
  @Column({ name: 'appointment_id', type: 'uuid', nullable: true }) appointmentId!: string | null;
  @Column({ name: 'requested_at', type: 'timestamptz' }) requestedAt!: Date;
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true }) settledAt!: Date | null;
  @Column({ name: 'settled_by', type: 'uuid', nullable: true }) settledBy!: string | null;
}
