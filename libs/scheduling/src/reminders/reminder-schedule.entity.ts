import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ServiceTypeEntity } from '../service-types/service-type.entity';

/** When patients are reminded of visits of a service; without one, of all services that have no times of their own. */
@Entity({ schema: 'scheduling', name: 'reminder_schedule' })
@Index('reminder_schedule_of_service', { synchronize: false })
@ForeignKey(() => ServiceTypeEntity, ['practiceId', 'serviceTypeCode'], ['practiceId', 'code'], { name: 'reminder_schedule_service_type' })
@Check('reminder_schedule_version', 'version > 0')
@Check('reminder_schedule_quiet', `quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' AND quiet_until ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'`)
export class ReminderScheduleEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'reminder_schedule_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'reminder_schedule_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ name: 'service_type_code', type: 'text', collation: 'C', nullable: true }) serviceTypeCode!: string | null;
  @Column({ type: 'jsonb' }) offsets!: object;
  @Column({ name: 'quiet_from', type: 'text' }) quietFrom!: string;
  @Column({ name: 'quiet_until', type: 'text' }) quietUntil!: string;
}
