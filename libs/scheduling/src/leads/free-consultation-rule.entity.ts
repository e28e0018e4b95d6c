import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ServiceTypeEntity } from '../service-types/service-type.entity';

/** From a day on: which service is the free consultation, and how long after one the same person may have the next. */
@Entity({ schema: 'scheduling', name: 'free_consultation_rule' })
@ForeignKey(() => ServiceTypeEntity, ['practiceId', 'serviceTypeCode'], ['practiceId', 'code'], { name: 'free_consultation_rule_service' })
@Check('free_consultation_rule_months', 'months BETWEEN 0 AND 120')
@Check('free_consultation_rule_source', 'length(source) BETWEEN 1 AND 500')
export class FreeConsultationRuleEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'free_consultation_rule_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'valid_from', type: 'date', primaryKeyConstraintName: 'free_consultation_rule_pkey' }) validFrom!: string;
  @Column({ name: 'service_type_code', type: 'text', collation: 'C' }) serviceTypeCode!: string;
  @Column({ type: 'integer' }) months!: number;
  @Column({ type: 'text' }) source!: string;
}
