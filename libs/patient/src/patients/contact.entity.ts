import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PatientEntity } from './patient.entity';

@Entity({ schema: 'patient', name: 'contact' })
@ForeignKey(() => PatientEntity, ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'contact_patient' })
export class ContactEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'contact_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'patient_id', type: 'uuid', primaryKeyConstraintName: 'contact_pkey' }) patientId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'contact_pkey' }) rank!: number;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text', nullable: true }) relationship!: string | null;
  @Column({ type: 'text', nullable: true }) telephone!: string | null;
}
