import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppointmentEntity } from '../appointments/appointment.entity';

/** Something recorded elsewhere that keeps a step of the visit flow from being taken back. `source_id` is the note, charge, claim or fee. */
@Entity({ schema: 'scheduling', name: 'visit_lock' })
@Index('visit_lock_of_source', ['practiceId', 'sourceId', 'kind'])
@ForeignKey(() => AppointmentEntity, ['practiceId', 'appointmentId'], ['practiceId', 'id'], { name: 'visit_lock_appointment' })
@Check('visit_lock_kind', `kind IN ('TREATMENT_RECORDED', 'NOTE_SIGNED', 'CHARGE_RELEASED', 'CLAIM_SUBMITTED', 'FEE_POSTED')`)
export class VisitLockEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'visit_lock_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'appointment_id', type: 'uuid', primaryKeyConstraintName: 'visit_lock_pkey' }) appointmentId!: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'visit_lock_pkey' }) kind!: string;
  @PrimaryColumn({ name: 'source_id', type: 'uuid', default: '00000000-0000-0000-0000-000000000000', primaryKeyConstraintName: 'visit_lock_pkey' }) sourceId!: string;
}
