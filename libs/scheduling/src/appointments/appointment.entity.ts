import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { CANCELLATION_CODES } from '../cancellations/cancellation';
import { LeadEntity } from '../leads/lead.entity';
import { GroupSessionEntity } from '../group-sessions/group-session.entity';
import { EquipmentEntity } from '../equipment/equipment.entity';
import { LocationEntity } from '../locations/location.entity';
import { RoomEntity } from '../locations/room.entity';
import { PractitionerEntity } from '../practitioners/practitioner.entity';
import { ServiceTypeEntity } from '../service-types/service-type.entity';
import { APPOINTMENT_STATES } from './appointment';

const CODES = CANCELLATION_CODES.map((code) => `'${code}'`).join(', ');
const STATES = APPOINTMENT_STATES.map((state) => `'${state}'`).join(', ');

@Entity({ schema: 'scheduling', name: 'appointment' })
@Unique('appointment_source_key', ['practiceId', 'sourceKey'])
@Unique('appointment_replaces_once', ['practiceId', 'replacesId'])
@Index('appointment_of_practitioner', ['practiceId', 'practitionerId', 'startsAt'])
@Index('appointment_of_room', ['practiceId', 'roomId', 'startsAt'], { where: 'room_id IS NOT NULL' })
@Index('appointment_of_day', ['practiceId', 'locationId', 'startsAt'])
@Index('appointment_of_patient', { synchronize: false })
@Index('appointment_of_lead', ['practiceId', 'leadId'], { where: 'lead_id IS NOT NULL' })
@Index('appointment_of_session', { synchronize: false })
@Index('appointment_held', { synchronize: false })
@ForeignKey(() => LocationEntity, ['practiceId', 'locationId'], ['practiceId', 'id'], { name: 'appointment_location' })
@ForeignKey(() => RoomEntity, ['practiceId', 'roomId'], ['practiceId', 'id'], { name: 'appointment_room' })
@ForeignKey(() => EquipmentEntity, ['practiceId', 'equipmentId'], ['practiceId', 'id'], { name: 'appointment_equipment' })
@ForeignKey(() => GroupSessionEntity, ['practiceId', 'sessionId'], ['practiceId', 'id'], { name: 'appointment_session' })
@ForeignKey(() => PractitionerEntity, ['practiceId', 'practitionerId'], ['practiceId', 'id'], { name: 'appointment_practitioner' })
@ForeignKey(() => ServiceTypeEntity, ['practiceId', 'serviceTypeCode'], ['practiceId', 'code'], { name: 'appointment_service_type' })
@ForeignKey(() => LeadEntity, ['practiceId', 'leadId'], ['practiceId', 'id'], { name: 'appointment_lead' })
@ForeignKey(() => AppointmentEntity, ['practiceId', 'replacesId'], ['practiceId', 'id'], { name: 'appointment_replaces' })
@Check('appointment_version', 'version > 0')
@Check('appointment_state', `state IN (${STATES})`)
@Check('appointment_state_before', `state_before IN (${STATES})`)
@Check('appointment_source', `source IN ('RECORDED', 'IMPORTED')`)
@Check('appointment_complete', `source = 'IMPORTED' OR (practitioner_id IS NOT NULL AND location_id IS NOT NULL AND service_type_code IS NOT NULL)`)
@Check('appointment_imported_key', `source = 'RECORDED' OR source_key IS NOT NULL`)
@Check('appointment_patient_or_lead', '(patient_id IS NULL) <> (lead_id IS NULL)')
@Check('appointment_period', 'starts_at < ends_at AND isfinite(starts_at) AND isfinite(ends_at)')
@Check('appointment_cancellation_code', `cancellation_code IN (${CODES})`)
@Check('appointment_cancellation_state', `cancellation_code IS NULL OR state IN ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW')`)
@Check('appointment_hold', `state <> 'HELD' OR hold_expires_at IS NOT NULL`)
export class AppointmentEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'appointment_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'appointment_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ type: 'text' }) state!: string;
  @Column({ name: 'state_before', type: 'text', nullable: true }) stateBefore!: string | null;
  @Column({ name: 'state_changed_at', type: 'timestamptz' }) stateChangedAt!: Date;
  @Column({ type: 'text' }) source!: string;
  @Column({ name: 'source_key', type: 'text', nullable: true }) sourceKey!: string | null;
  @Column({ name: 'patient_id', type: 'uuid', nullable: true }) patientId!: string | null;
  @Column({ name: 'lead_id', type: 'uuid', nullable: true }) leadId!: string | null;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
  @Column({ name: 'practitioner_id', type: 'uuid', nullable: true }) practitionerId!: string | null;
  @Column({ name: 'location_id', type: 'uuid', nullable: true }) locationId!: string | null;
  @Column({ name: 'room_id', type: 'uuid', nullable: true }) roomId!: string | null;
  @Column({ name: 'service_type_code', type: 'text', nullable: true }) serviceTypeCode!: string | null;
  @Column({ name: 'equipment_id', type: 'uuid', nullable: true }) equipmentId!: string | null;
  @Column({ name: 'session_id', type: 'uuid', nullable: true }) sessionId!: string | null;
  @Column({ name: 'practitioner_name', type: 'text', nullable: true }) practitionerName!: string | null;
  @Column({ name: 'place_name', type: 'text', nullable: true }) placeName!: string | null;
  @Column({ name: 'starts_at', type: 'timestamptz' }) startsAt!: Date;
  @Column({ name: 'ends_at', type: 'timestamptz' }) endsAt!: Date;
  @Column({ name: 'local_start', type: 'timestamp' }) localStart!: string;
  @Column({ name: 'time_zone', type: 'text' }) timeZone!: string;
  @Column({ name: 'hold_expires_at', type: 'timestamptz', nullable: true }) holdExpiresAt!: Date | null;
  @Column({ name: 'replaces_id', type: 'uuid', nullable: true }) replacesId!: string | null;
  @Column({ name: 'cancellation_code', type: 'text', nullable: true }) cancellationCode!: string | null;
  @Column({ name: 'cancellation_reason', type: 'text', nullable: true }) cancellationReason!: string | null;
  @Column({ name: 'arrived_at', type: 'timestamptz', nullable: true }) arrivedAt!: Date | null;
  @Column({ name: 'roomed_at', type: 'timestamptz', nullable: true }) roomedAt!: Date | null;
  @Column({ name: 'treatment_started_at', type: 'timestamptz', nullable: true }) treatmentStartedAt!: Date | null;
  @Column({ name: 'completed_at', type: 'timestamptz', nullable: true }) completedAt!: Date | null;
}
