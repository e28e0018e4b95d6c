import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The first day of a plan that nobody certified; the latest that was told. */
@Entity({ schema: 'scheduling', name: 'certification_lapse' })
export class CertificationLapseEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'certification_lapse_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'plan_id', type: 'uuid', primaryKeyConstraintName: 'certification_lapse_pkey' }) planId!: string;
  @Column({ name: 'lapsed_on', type: 'date' }) lapsedOn!: string;
}
