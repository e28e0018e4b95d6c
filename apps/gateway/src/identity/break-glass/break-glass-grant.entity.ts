import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PersonEntity } from '../people/person.entity';
import { PracticeEntity } from '../practices/practice.entity';

/** Emergency access to one patient's record, and what the practice's review of it came to. */
@Entity({ schema: 'identity', name: 'break_glass_grant' })
@ForeignKey(() => PracticeEntity, ['practiceId'], ['id'], { name: 'break_glass_grant_practice' })
@ForeignKey(() => PersonEntity, ['personId'], ['id'], { name: 'break_glass_grant_person' })
@Index('break_glass_grant_of_session', ['practiceId', 'sessionId'], { where: 'ended_at IS NULL' })
@Index('break_glass_grant_unreviewed', ['practiceId', 'grantedAt', 'id'], { where: 'reviewed_at IS NULL' })
@Check('break_glass_grant_reason_code', `reason_code IN ('EMERGENCY_CARE', 'COVERING_COLLEAGUE', 'PATIENT_REQUEST', 'SAFETY_CONCERN', 'OTHER')`)
@Check('break_glass_grant_reason_length', 'length(reason) BETWEEN 10 AND 1000')
@Check('break_glass_grant_period', `expires_at > granted_at AND expires_at <= granted_at + interval '4 hours'`)
@Check('break_glass_grant_review', '(reviewed_at IS NULL) = (review_outcome IS NULL) AND (reviewed_at IS NULL) = (reviewed_by IS NULL)')
@Check('break_glass_grant_outcome', `review_outcome IN ('JUSTIFIED', 'NOT_JUSTIFIED')`)
@Check('break_glass_grant_reviewer', 'reviewed_by <> person_id')
export class BreakGlassGrantEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'break_glass_grant_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'break_glass_grant_pkey' }) id!: string;
  @Column({ name: 'person_id', type: 'uuid' }) personId!: string;
  @Column({ name: 'session_id', type: 'uuid' }) sessionId!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'reason_code', type: 'text' }) reasonCode!: string;
  @Column({ type: 'text' }) reason!: string;
  @Column({ name: 'granted_at', type: 'timestamptz' }) grantedAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ name: 'reviewed_at', type: 'timestamptz', nullable: true }) reviewedAt!: Date | null;
  @Column({ name: 'reviewed_by', type: 'uuid', nullable: true }) reviewedBy!: string | null;
  @Column({ name: 'review_outcome', type: 'text', nullable: true }) reviewOutcome!: string | null;
  @Column({ name: 'review_note', type: 'text', nullable: true }) reviewNote!: string | null;
}
