import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { EpisodeEntity } from '../episodes/episode.entity';
import { PatientEntity } from '../patients/patient.entity';

@Entity({ schema: 'patient', name: 'treatment_plan' })
@Index('treatment_plan_by_patient', { synchronize: false })
@Index('treatment_plan_by_episode', { synchronize: false })
@Index('treatment_plan_accepted', { synchronize: false })
@ForeignKey(() => PatientEntity, ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'treatment_plan_patient' })
@ForeignKey(() => EpisodeEntity, ['practiceId', 'episodeId'], ['practiceId', 'id'], { name: 'treatment_plan_episode' })
@ForeignKey(() => PlanEntity, ['practiceId', 'replacesId'], ['practiceId', 'id'], { name: 'treatment_plan_replaces' })
@Check('treatment_plan_state', `state IN ('PROPOSED', 'ACCEPTED', 'DECLINED', 'REPLACED', 'CLOSED')`)
@Check('treatment_plan_decision', `(state = 'PROPOSED') = (decided_at IS NULL)`)
@Check('treatment_plan_end', `(state IN ('REPLACED', 'CLOSED')) = (closed_on IS NOT NULL)`)
@Check('treatment_plan_size', 'visits_planned BETWEEN 1 AND 200 AND visits_per_week BETWEEN 1 AND 7 AND weeks BETWEEN 1 AND 52 AND visits_planned <= visits_per_week * weeks')
export class PlanEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'treatment_plan_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'treatment_plan_pkey' }) id!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'episode_id', type: 'uuid' }) episodeId!: string;
  @Column({ type: 'text' }) state!: string;
  @Column({ type: 'text', array: true }) goals!: string[];
  @Column({ type: 'text', array: true }) interventions!: string[];
  @Column({ name: 'service_type_codes', type: 'text', array: true }) serviceTypeCodes!: string[];
  @Column({ name: 'companion_intervention', type: 'text', nullable: true }) companionIntervention!: string | null;
  @Column({ name: 'companion_reason', type: 'text', nullable: true }) companionReason!: string | null;
  @Column({ name: 'visits_planned', type: 'integer' }) visitsPlanned!: number;
  @Column({ name: 'visits_per_week', type: 'integer' }) visitsPerWeek!: number;
  @Column({ type: 'integer' }) weeks!: number;
  @Column({ name: 'starts_on', type: 'date' }) startsOn!: string;
  @Column({ name: 'requires_certification', type: 'boolean' }) requiresCertification!: boolean;
  @Column({ name: 'proposed_by', type: 'uuid' }) proposedBy!: string;
  @Column({ name: 'proposed_at', type: 'timestamptz' }) proposedAt!: Date;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ name: 'estimate_id', type: 'uuid', nullable: true }) estimateId!: string | null;
  @Column({ name: 'closed_on', type: 'date', nullable: true }) closedOn!: string | null;
  @Column({ name: 'replaces_id', type: 'uuid', nullable: true }) replacesId!: string | null;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
