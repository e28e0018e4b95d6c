import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A payer's authorization of visits, as billing told it. */
@Entity({ schema: 'scheduling', name: 'granted_authorization' })
@Index('granted_authorization_of_patient', ['practiceId', 'patientId'])
export class GrantedAuthorizationEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'granted_authorization_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'granted_authorization_pkey' }) id!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'granted_from', type: 'date' }) grantedFrom!: string;
  @Column({ name: 'granted_through', type: 'date' }) grantedThrough!: string;
  @Column({ type: 'integer' }) visits!: number;
  @Column({ name: 'service_type_codes', type: 'text', array: true }) serviceTypeCodes!: string[];
}
