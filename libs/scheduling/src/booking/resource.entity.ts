import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody or something whose time can be taken. Its id is that of the practitioner, room, equipment, group session, patient or lead. */
@Entity({ schema: 'scheduling', name: 'resource' })
@Check('resource_kind', `kind IN ('PRACTITIONER', 'ROOM', 'EQUIPMENT', 'SESSION', 'PATIENT', 'LEAD')`)
@Check('resource_capacity', `capacity BETWEEN 1 AND 50 AND (capacity = 1 OR kind NOT IN ('PATIENT', 'LEAD'))`)
export class ResourceEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'resource_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'resource_pkey' }) id!: string;
  @Column({ type: 'text' }) kind!: string;
  @Column({ type: 'integer' }) capacity!: number;
}
