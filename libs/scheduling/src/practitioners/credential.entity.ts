import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PractitionerEntity } from './practitioner.entity';

@Entity({ schema: 'scheduling', name: 'credential' })
@Index('credential_of_practitioner', ['practiceId', 'practitionerId', 'validFrom'])
@ForeignKey(() => PractitionerEntity, ['practiceId', 'practitionerId'], ['practiceId', 'id'], { name: 'credential_practitioner' })
@Check('credential_kind', `kind IN ('LICENSE', 'ASSISTANT_LICENSE', 'DRY_NEEDLING', 'MANUAL_THERAPY', 'ACUPUNCTURE', 'CARDIOPULMONARY_RESUSCITATION')`)
@Check('credential_state', `state ~ '^[A-Z]{2}$'`)
@Check('credential_period', 'valid_to >= valid_from')
@Check('credential_hours', 'hours > 0')
@Check('credential_version', 'version > 0')
@Check('credential_source', 'length(source) BETWEEN 1 AND 200')
export class CredentialEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'credential_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'credential_pkey' }) id!: string;
  @Column({ name: 'practitioner_id', type: 'uuid' }) practitionerId!: string;
  @Column({ type: 'text' }) kind!: string;
  @Column({ type: 'text', nullable: true }) identifier!: string | null;
  @Column({ type: 'text', nullable: true }) state!: string | null;
  @Column({ name: 'valid_from', type: 'date' }) validFrom!: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo!: string | null;
  @Column({ type: 'integer', nullable: true }) hours!: number | null;
  @Column({ type: 'integer', default: 1 }) version!: number;
  @Column({ type: 'text', nullable: true }) source!: string | null;
}
