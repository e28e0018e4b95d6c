import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'patient', name: 'practitioner_credential' })
@Index('practitioner_credential_of', { synchronize: false })
export class PractitionerCredentialEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'practitioner_credential_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'credential_id', type: 'uuid', primaryKeyConstraintName: 'practitioner_credential_pkey' }) credentialId!: string;
  @Column({ name: 'practitioner_id', type: 'uuid' }) practitionerId!: string;
  @Column({ type: 'text' }) kind!: string;
  @Column({ name: 'valid_from', type: 'date' }) validFrom!: string;
  @Column({ name: 'valid_through', type: 'date', nullable: true }) validThrough!: string | null;
  @Column({ type: 'integer', nullable: true }) hours!: number | null;
  @Column({ type: 'boolean' }) confirmed!: boolean;
}
