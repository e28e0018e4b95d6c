import { Check, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AppointmentEntity } from '../appointments/appointment.entity';

/** Something recorded elsewhere that keeps a step of the visit flow from being taken back. */
@Entity({ schema: 'scheduling', name: 'visit_lock' })
@ForeignKey(() => AppointmentEntity, ['practiceId', 'appointmentId'], ['practiceId', 'id'], { name: 'visit_lock_appointment' })
@Check('visit_lock_kind', `kind IN ('TREATMENT_RECORDED', 'NOTE_SIGNED', 'CHARGE_RELEASED', 'CLAIM_SUBMITTED', 'FEE_POSTED')`)
export class VisitLockEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'visit_lock_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'appointment_id', type: 'uuid', primaryKeyConstraintName: 'visit_lock_pkey' }) appointmentId!: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'visit_lock_pkey' }) kind!: string;
}
