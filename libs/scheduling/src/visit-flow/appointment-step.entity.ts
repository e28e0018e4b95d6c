import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { APPOINTMENT_STATES } from '../appointments/appointment';
import { AppointmentEntity } from '../appointments/appointment.entity';

const STATES = APPOINTMENT_STATES.map((state) => `'${state}'`).join(', ');

/** One step of the visit flow: who took it, when, why. Only added to; `version` is the appointment's after the step. */
@Entity({ schema: 'scheduling', name: 'appointment_step' })
@ForeignKey(() => AppointmentEntity, ['practiceId', 'appointmentId'], ['practiceId', 'id'], { name: 'appointment_step_appointment' })
@Check('appointment_step_from', `from_state IN (${STATES})`)
@Check('appointment_step_to', `to_state IN (${STATES})`)
export class AppointmentStepEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'appointment_step_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'appointment_id', type: 'uuid', primaryKeyConstraintName: 'appointment_step_pkey' }) appointmentId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'appointment_step_pkey' }) version!: number;
  @Column({ type: 'text' }) action!: string;
  @Column({ name: 'from_state', type: 'text' }) fromState!: string;
  @Column({ name: 'to_state', type: 'text' }) toState!: string;
  @Column({ name: 'taken_at', type: 'timestamptz' }) takenAt!: Date;
  @Column({ name: 'person_id', type: 'uuid' }) personId!: string;
  @Column({ type: 'text', nullable: true }) reason!: string | null;
}
