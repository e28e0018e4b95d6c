import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'patient', name: 'service_credential' })
export class ServiceCredentialEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'service_credential_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'service_credential_pkey' }) code!: string;
  @PrimaryColumn({ name: 'effective_from', type: 'date', primaryKeyConstraintName: 'service_credential_pkey' }) effectiveFrom!: string;
  @Column({ name: 'required_credential', type: 'text', nullable: true }) requiredCredential!: string | null;
}
