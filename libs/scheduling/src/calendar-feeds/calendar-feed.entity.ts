import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { RoomEntity } from '../locations/room.entity';
import { PractitionerEntity } from '../practitioners/practitioner.entity';

/** The secret address of a calendar: of its token only the hash is kept. */
@Entity({ schema: 'scheduling', name: 'calendar_feed' })
@Unique('calendar_feed_token', ['practiceId', 'tokenHash'])
@Index('calendar_feed_of_practitioner', ['practiceId', 'practitionerId'])
@Index('calendar_feed_of_room', ['practiceId', 'roomId'])
@ForeignKey(() => PractitionerEntity, ['practiceId', 'practitionerId'], ['practiceId', 'id'], { name: 'calendar_feed_practitioner' })
@ForeignKey(() => RoomEntity, ['practiceId', 'roomId'], ['practiceId', 'id'], { name: 'calendar_feed_room' })
@Check('calendar_feed_owner', '(practitioner_id IS NULL) <> (room_id IS NULL)')
@Check('calendar_feed_hash', `token_hash ~ '^[0-9a-f]{64}$'`)
export class CalendarFeedEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'calendar_feed_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'calendar_feed_pkey' }) id!: string;
  @Column({ name: 'token_hash', type: 'text', collation: 'C' }) tokenHash!: string;
  @Column({ name: 'practitioner_id', type: 'uuid', nullable: true }) practitionerId!: string | null;
  @Column({ name: 'room_id', type: 'uuid', nullable: true }) roomId!: string | null;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
}
