import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PatientEntity } from './patient.entity';

@Entity({ schema: 'patient', name: 'contact_point' })
@Check('contact_point_system', `system IN ('PHONE', 'EMAIL')`)
@Check('contact_point_use', `use IN ('HOME', 'WORK', 'MOBILE')`)
@ForeignKey(() => PatientEntity, ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'contact_point_patient' })
export class ContactPointEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'contact_point_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'patient_id', type: 'uuid', primaryKeyConstraintName: 'contact_point_pkey' }) patientId!: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'contact_point_pkey' }) rank!: number;
  @Column({ type: 'text' }) system!: string;
  @Column({ type: 'text', nullable: true }) use!: string | null;
  @Column({ type: 'text' }) value!: string;
}
