import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppointmentEntity } from '../appointments/appointment.entity';
import { GroupSessionEntity } from '../group-sessions/group-session.entity';
import { LocationEntity } from '../locations/location.entity';
import { ResourceEntity } from './resource.entity';

/**
 * The time of one resource that an appointment or a group session takes, buffers (`minutes_before`, `minutes_after`) included; `live` is false once it was
 * given back. `expires_at`: it is only held. `travel`: with half the way to other sites on either side, for those who travel.
 */
@Entity({ schema: 'scheduling', name: 'reservation' })
@Index('reservation_of_resource', { synchronize: false })
@ForeignKey(() => AppointmentEntity, ['practiceId', 'appointmentId'], ['practiceId', 'id'], { name: 'reservation_appointment' })
@ForeignKey(() => GroupSessionEntity, ['practiceId', 'sessionId'], ['practiceId', 'id'], { name: 'reservation_session' })
@ForeignKey(() => ResourceEntity, ['practiceId', 'resourceId'], ['practiceId', 'id'], { name: 'reservation_resource' })
@ForeignKey(() => LocationEntity, ['practiceId', 'locationId'], ['practiceId', 'id'], { name: 'reservation_location' })
@Check('reservation_during', `during = tstzrange(starts_at, ends_at, '[)') AND starts_at < ends_at AND isfinite(starts_at) AND isfinite(ends_at) AND ends_at - starts_at <= interval '24 hours'`)
@Check('reservation_lanes', 'NOT isempty(lanes) AND lower(lanes) >= 0 AND NOT upper_inf(lanes)')
@Check('reservation_holder', 'num_nonnulls(appointment_id, session_id) = 1 AND holder_id = coalesce(appointment_id, session_id)')
@Check('reservation_buffers', 'minutes_before >= 0 AND minutes_after >= 0')
@Check('reservation_travel', 'travel @> during')
@Exclusion('reservation_no_rush', 'USING gist (resource_id WITH =, travel WITH &&, location_id WITH <>, practice_id WITH =) WHERE (live AND travel IS NOT NULL)')
@Exclusion('reservation_no_overlap', 'USING gist (resource_id WITH =, during WITH &&, lanes WITH &&, practice_id WITH =) WHERE (live)')
export class ReservationEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'reservation_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'holder_id', type: 'uuid', primaryKeyConstraintName: 'reservation_pkey' }) holderId!: string;
  @PrimaryColumn({ name: 'resource_id', type: 'uuid', primaryKeyConstraintName: 'reservation_pkey' }) resourceId!: string;
  @Column({ name: 'appointment_id', type: 'uuid', nullable: true }) appointmentId!: string | null;
  @Column({ name: 'session_id', type: 'uuid', nullable: true }) sessionId!: string | null;
  @Column({ name: 'location_id', type: 'uuid' }) locationId!: string;
  @Column({ type: 'int4range' }) lanes!: string;
  @Column({ type: 'tstzrange' }) during!: string;
  @Column({ name: 'starts_at', type: 'timestamptz' }) startsAt!: Date;
  @Column({ name: 'ends_at', type: 'timestamptz' }) endsAt!: Date;
  @Column({ type: 'boolean' }) live!: boolean;
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt!: Date | null;
  @Column({ type: 'tstzrange', nullable: true }) travel!: string | null;
  @Column({ name: 'minutes_before', type: 'integer', default: 0 }) minutesBefore!: number;
  @Column({ name: 'minutes_after', type: 'integer', default: 0 }) minutesAfter!: number;
}
