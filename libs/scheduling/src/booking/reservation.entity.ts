import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AppointmentEntity } from '../appointments/appointment.entity';
import { LocationEntity } from '../locations/location.entity';
import { ResourceEntity } from './resource.entity';

/** The time of one resource that one appointment takes; `live` is false once the appointment gave it back. */
@Entity({ schema: 'scheduling', name: 'reservation' })
@Index('reservation_of_resource', { synchronize: false })
@ForeignKey(() => AppointmentEntity, ['practiceId', 'appointmentId'], ['practiceId', 'id'], { name: 'reservation_appointment' })
@ForeignKey(() => ResourceEntity, ['practiceId', 'resourceId'], ['practiceId', 'id'], { name: 'reservation_resource' })
@ForeignKey(() => LocationEntity, ['practiceId', 'locationId'], ['practiceId', 'id'], { name: 'reservation_location' })
@Check('reservation_during', `during = tstzrange(starts_at, ends_at, '[)') AND starts_at < ends_at AND isfinite(starts_at) AND isfinite(ends_at) AND ends_at - starts_at <= interval '24 hours'`)
@Check('reservation_lanes', 'NOT isempty(lanes) AND lower(lanes) >= 0 AND NOT upper_inf(lanes)')
@Exclusion('reservation_no_overlap', 'USING gist (resource_id WITH =, during WITH &&, lanes WITH &&, practice_id WITH =) WHERE (live)')
export class ReservationEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'reservation_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'appointment_id', type: 'uuid', primaryKeyConstraintName: 'reservation_pkey' }) appointmentId!: string;
  @PrimaryColumn({ name: 'resource_id', type: 'uuid', primaryKeyConstraintName: 'reservation_pkey' }) resourceId!: string;
  @Column({ name: 'location_id', type: 'uuid' }) locationId!: string;
  @Column({ type: 'int4range' }) lanes!: string;
  @Column({ type: 'tstzrange' }) during!: string;
  @Column({ name: 'starts_at', type: 'timestamptz' }) startsAt!: Date;
  @Column({ name: 'ends_at', type: 'timestamptz' }) endsAt!: Date;
  @Column({ type: 'boolean' }) live!: boolean;
}
