import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PatientEntity } from '../patients/patient.entity';

@Entity({ schema: 'patient', name: 'candidacy' })
@Index('candidacy_by_patient', { synchronize: false })
@ForeignKey(() => PatientEntity, ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'candidacy_patient' })
@Check('candidacy_verdict', `verdict = 'SUITABLE' OR verdict = 'WITH_PRECAUTIONS' AND precautions IS NOT NULL OR verdict = 'NOT_SUITABLE' AND alternative IS NOT NULL`)
export class CandidacyEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'candidacy_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'candidacy_pkey' }) id!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ type: 'text' }) procedure!: string;
  @Column({ type: 'text' }) verdict!: string;
  @Column({ type: 'text', nullable: true }) precautions!: string | null;
  @Column({ type: 'text', nullable: true }) alternative!: string | null;
  @Column({ name: 'practitioner_id', type: 'uuid' }) practitionerId!: string;
  @Column({ name: 'signed_at', type: 'timestamptz' }) signedAt!: Date;
  @Column({ name: 'signed_on', type: 'date' }) signedOn!: string;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
