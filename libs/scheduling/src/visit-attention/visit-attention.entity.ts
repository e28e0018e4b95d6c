import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppointmentEntity } from '../appointments/appointment.entity';

/** Why somebody must look at a visit that is to come, and how it was settled. `source_id` is the record that raised it. */
@Entity({ schema: 'scheduling', name: 'visit_attention' })
@Index('visit_attention_open', { synchronize: false })
@ForeignKey(() => AppointmentEntity, ['practiceId', 'appointmentId'], ['practiceId', 'id'], { name: 'visit_attention_appointment' })
@Check('visit_attention_reason', `reason IN ('VISIT_REFUSED', 'SCREENING_FAILED', 'CONSENT_WITHDRAWN', 'CREDENTIAL_ENDS', 'CERTIFICATION_LAPSED', 'PLAN_CLOSED', 'PATIENT_OVERLAP', 'PRACTITIONER_ABSENT')`)
@Check('visit_attention_settlement', '(settled_at IS NULL) = (settlement IS NULL)')
export class VisitAttentionEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'visit_attention_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'appointment_id', type: 'uuid', primaryKeyConstraintName: 'visit_attention_pkey' }) appointmentId!: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'visit_attention_pkey' }) reason!: string;
  @PrimaryColumn({ name: 'source_id', type: 'uuid', primaryKeyConstraintName: 'visit_attention_pkey' }) sourceId!: string;
  @Column({ name: 'raised_at', type: 'timestamptz' }) raisedAt!: Date;
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true }) settledAt!: Date | null;
  @Column({ name: 'settled_by', type: 'uuid', nullable: true }) settledBy!: string | null;
  @Column({ type: 'text', nullable: true }) settlement!: string | null;
}
