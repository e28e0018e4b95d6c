import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PatientEntity } from '../patients/patient.entity';

@Entity({ schema: 'patient', name: 'episode_of_care' })
@Index('episode_of_care_by_patient', { synchronize: false })
@Index('episode_of_care_open', { synchronize: false })
@ForeignKey(() => PatientEntity, ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'episode_of_care_patient' })
@Check('episode_of_care_discipline', `discipline IN ('CHIROPRACTIC', 'PHYSICAL_THERAPY', 'DRY_NEEDLING')`)
@Check('episode_of_care_status', `status IN ('ACTIVE', 'FINISHED', 'ENTERED_IN_ERROR')`)
@Check('episode_of_care_days', 'finished_on >= started_on')
@Check('episode_of_care_discharge', `(status = 'FINISHED') = (finished_on IS NOT NULL AND discharge_outcome IS NOT NULL AND discharge_summary IS NOT NULL AND discharged_by IS NOT NULL AND treatment_days IS NOT NULL)`)
@Check('episode_of_care_outcome', `discharge_outcome IN ('GOALS_MET', 'GOALS_PARTLY_MET', 'REFERRED_OUT', 'PATIENT_STOPPED', 'MAXIMUM_IMPROVEMENT')`)
export class EpisodeEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'episode_of_care_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'episode_of_care_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ type: 'text' }) discipline!: string;
  @Column({ type: 'text' }) status!: string;
  @Column({ type: 'text' }) reason!: string;
  @Column({ name: 'started_on', type: 'date' }) startedOn!: string;
  @Column({ name: 'finished_on', type: 'date', nullable: true }) finishedOn!: string | null;
  @Column({ name: 'discharge_outcome', type: 'text', nullable: true }) dischargeOutcome!: string | null;
  @Column({ name: 'discharge_summary', type: 'text', nullable: true }) dischargeSummary!: string | null;
  @Column({ name: 'discharged_by', type: 'uuid', nullable: true }) dischargedBy!: string | null;
  @Column({ name: 'treatment_days', type: 'integer', nullable: true }) treatmentDays!: number | null;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
