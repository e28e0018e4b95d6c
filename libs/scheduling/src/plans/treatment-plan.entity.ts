import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Scheduling's copy of a treatment plan that the patient accepted. */
@Entity({ schema: 'scheduling', name: 'treatment_plan' })
@Index('treatment_plan_of_patient', ['practiceId', 'patientId'])
@Check('treatment_plan_numbers', 'visits_planned >= 0 AND visits_per_week >= 0 AND weeks >= 0')
export class TreatmentPlanEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'treatment_plan_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'treatment_plan_pkey' }) id!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'episode_id', type: 'uuid' }) episodeId!: string;
  @Column({ name: 'service_type_codes', type: 'text', array: true }) serviceTypeCodes!: string[];
  @Column({ name: 'visits_planned', type: 'integer' }) visitsPlanned!: number;
  @Column({ name: 'visits_per_week', type: 'integer' }) visitsPerWeek!: number;
  @Column({ type: 'integer' }) weeks!: number;
  @Column({ name: 'starts_on', type: 'date' }) startsOn!: string;
  @Column({ name: 'closed_on', type: 'date', nullable: true }) closedOn!: string | null;
}
