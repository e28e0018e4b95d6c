import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The days for which a plan is certified, one row per certification. */
@Entity({ schema: 'scheduling', name: 'plan_certification' })
export class PlanCertificationEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'plan_certification_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'plan_id', type: 'uuid', primaryKeyConstraintName: 'plan_certification_pkey' }) planId!: string;
  @PrimaryColumn({ name: 'certification_id', type: 'uuid', primaryKeyConstraintName: 'plan_certification_pkey' }) certificationId!: string;
  @Column({ name: 'certified_from', type: 'date' }) certifiedFrom!: string;
  @Column({ name: 'certified_through', type: 'date' }) certifiedThrough!: string;
}
