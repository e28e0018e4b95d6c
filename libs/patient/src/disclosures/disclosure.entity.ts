import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PatientEntity } from '../patients/patient.entity';

@Entity({ schema: 'patient', name: 'disclosure' })
@Index('disclosure_of_patient', { synchronize: false })
@Unique('disclosure_corrects', ['practiceId', 'correctsId'])
@ForeignKey(() => PatientEntity, ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'disclosure_patient' })
@ForeignKey(() => DisclosureEntity, ['practiceId', 'correctsId'], ['practiceId', 'id'], { name: 'disclosure_predecessor' })
export class DisclosureEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'disclosure_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'disclosure_pkey' }) id!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
  @Column({ name: 'disclosed_on', type: 'date' }) disclosedOn!: string;
  @Column({ name: 'recipient_name', type: 'text' }) recipientName!: string;
  @Column({ name: 'recipient_address', type: 'text', nullable: true }) recipientAddress!: string | null;
  @Column({ type: 'text' }) description!: string;
  @Column({ type: 'text' }) basis!: string;
  @Column({ type: 'text' }) purpose!: string;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt!: Date;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'corrects_id', type: 'uuid', nullable: true }) correctsId!: string | null;
  @Column({ name: 'correction_reason', type: 'text', nullable: true }) correctionReason!: string | null;
}
