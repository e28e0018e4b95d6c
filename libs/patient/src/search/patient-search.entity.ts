import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PatientEntity } from '../patients/patient.entity';

@Entity({ schema: 'patient', name: 'patient_search' })
@Index('patient_search_of_patient', ['practiceId', 'patientId'])
@ForeignKey(() => PatientEntity, ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'patient_search_patient' })
export class PatientSearchEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'patient_search_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'patient_search_pkey' }) token!: string;
  @PrimaryColumn({ name: 'patient_id', type: 'uuid', primaryKeyConstraintName: 'patient_search_pkey' }) patientId!: string;
}
