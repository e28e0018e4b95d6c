import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LocationEntity } from '../locations/location.entity';
import { RoomEntity } from '../locations/room.entity';
import { PractitionerEntity } from '../practitioners/practitioner.entity';
import { ServiceTypeEntity } from '../service-types/service-type.entity';

/** A class: it takes practitioner and room itself; each seat is a lane of the resource that has its id. */
@Entity({ schema: 'scheduling', name: 'group_session' })
@Index('group_session_of_day', ['practiceId', 'locationId', 'startsAt'])
@ForeignKey(() => PractitionerEntity, ['practiceId', 'practitionerId'], ['practiceId', 'id'], { name: 'group_session_practitioner' })
@ForeignKey(() => LocationEntity, ['practiceId', 'locationId'], ['practiceId', 'id'], { name: 'group_session_location' })
@ForeignKey(() => RoomEntity, ['practiceId', 'roomId'], ['practiceId', 'id'], { name: 'group_session_room' })
@ForeignKey(() => ServiceTypeEntity, ['practiceId', 'serviceTypeCode'], ['practiceId', 'code'], { name: 'group_session_service_type' })
@Check('group_session_state', `state IN ('PLANNED', 'CANCELLED')`)
@Check('group_session_seats', 'seats BETWEEN 2 AND 50')
@Check('group_session_period', 'starts_at < ends_at AND isfinite(starts_at) AND isfinite(ends_at)')
export class GroupSessionEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'group_session_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'group_session_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ type: 'text' }) state!: string;
  @Column({ name: 'service_type_code', type: 'text', collation: 'C' }) serviceTypeCode!: string;
  @Column({ name: 'practitioner_id', type: 'uuid' }) practitionerId!: string;
  @Column({ name: 'location_id', type: 'uuid' }) locationId!: string;
  @Column({ name: 'room_id', type: 'uuid', nullable: true }) roomId!: string | null;
  @Column({ type: 'integer' }) seats!: number;
  @Column({ name: 'starts_at', type: 'timestamptz' }) startsAt!: Date;
  @Column({ name: 'ends_at', type: 'timestamptz' }) endsAt!: Date;
  @Column({ name: 'local_start', type: 'timestamp' }) localStart!: string;
  @Column({ name: 'time_zone', type: 'text' }) timeZone!: string;
}
