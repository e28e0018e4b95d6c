import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PracticeEntity } from '../practices/practice.entity';
import { PersonEntity } from './person.entity';

/** What a person is in one practice. */
@Entity({ schema: 'identity', name: 'membership' })
@ForeignKey(() => PracticeEntity, ['practiceId'], ['id'], { name: 'membership_practice' })
@ForeignKey(() => PersonEntity, ['personId'], ['id'], { name: 'membership_person' })
@Index('membership_present', ['practiceId', 'personId'], { unique: true, where: 'ended_at IS NULL' })
@Index('membership_of_person', ['personId'], { where: 'ended_at IS NULL' })
@Check('membership_name_length', 'length(name) BETWEEN 1 AND 200')
@Check('membership_roles', `cardinality(roles) > 0 AND roles <@ ARRAY['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN', 'PATIENT', 'SERVICE']`)
@Check('membership_sites', 'cardinality(site_ids) > 0')
@Check('membership_source', `source IN ('PRACTICE', 'ISSUER')`)
export class MembershipEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'membership_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'membership_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ name: 'person_id', type: 'uuid' }) personId!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text', array: true }) roles!: string[];
  @Column({ name: 'site_ids', type: 'uuid', array: true, nullable: true }) siteIds!: string[] | null;
  @Column({ name: 'practitioner_id', type: 'uuid', nullable: true }) practitionerId!: string | null;
  @Column({ name: 'patient_id', type: 'uuid', nullable: true }) patientId!: string | null;
  @Column({ type: 'text' }) source!: string;
  @Column({ name: 'started_at', type: 'timestamptz' }) startedAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true }) lastUsedAt!: Date | null;
}
