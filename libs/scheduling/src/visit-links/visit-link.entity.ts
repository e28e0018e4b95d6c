import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { AppointmentEntity } from '../appointments/appointment.entity';

/** With what a patient confirms or cancels one visit, once, before it begins: of its token only the hash is kept. */
@Entity({ schema: 'scheduling', name: 'visit_link' })
@Unique('visit_link_token', ['practiceId', 'tokenHash'])
@ForeignKey(() => AppointmentEntity, ['practiceId', 'appointmentId'], ['practiceId', 'id'], { name: 'visit_link_appointment' })
@Check('visit_link_hash', `token_hash ~ '^[0-9a-f]{64}$'`)
export class VisitLinkEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'visit_link_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'visit_link_pkey' }) id!: string;
  @Column({ name: 'token_hash', type: 'text', collation: 'C' }) tokenHash!: string;
  @Column({ name: 'appointment_id', type: 'uuid' }) appointmentId!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'used_at', type: 'timestamptz', nullable: true }) usedAt!: Date | null;
}
