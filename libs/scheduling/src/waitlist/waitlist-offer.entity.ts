import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { AppointmentEntity } from '../appointments/appointment.entity';
import { FreedSlotEntity } from './freed-slot.entity';
import { WaitlistEntryEntity } from './waitlist-entry.entity';

/** A freed time that is kept for somebody who waits; `appointment_id` is the appointment that holds it. */
@Entity({ schema: 'scheduling', name: 'waitlist_offer' })
@Unique('waitlist_offer_appointment_once', ['practiceId', 'appointmentId'])
@Index('waitlist_offer_one_of_slot', { synchronize: false })
@Index('waitlist_offer_one_of_entry', { synchronize: false })
@Index('waitlist_offer_of_slot', ['practiceId', 'slotId', 'entryId'])
@Index('waitlist_offer_of_entry', ['practiceId', 'entryId', 'offeredAt'])
@ForeignKey(() => WaitlistEntryEntity, ['practiceId', 'entryId'], ['practiceId', 'id'], { name: 'waitlist_offer_entry' })
@ForeignKey(() => FreedSlotEntity, ['practiceId', 'slotId'], ['practiceId', 'id'], { name: 'waitlist_offer_slot' })
@ForeignKey(() => AppointmentEntity, ['practiceId', 'appointmentId'], ['practiceId', 'id'], { name: 'waitlist_offer_appointment' })
@Check('waitlist_offer_state', `state IN ('OPEN', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN')`)
@Check('waitlist_offer_ended', `(state = 'OPEN') = (ended_at IS NULL)`)
export class WaitlistOfferEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'waitlist_offer_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'waitlist_offer_pkey' }) id!: string;
  @Column({ name: 'entry_id', type: 'uuid' }) entryId!: string;
  @Column({ name: 'slot_id', type: 'uuid' }) slotId!: string;
  @Column({ name: 'appointment_id', type: 'uuid' }) appointmentId!: string;
  @Column({ type: 'text' }) state!: string;
  @Column({ name: 'offered_at', type: 'timestamptz' }) offeredAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}
