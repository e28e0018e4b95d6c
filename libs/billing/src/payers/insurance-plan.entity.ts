import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PayerEntity } from './payer.entity';

@Entity({ schema: 'billing', name: 'insurance_plan' })
@Unique('insurance_plan_name', ['practiceId', 'payerId', 'name'])
@Index('insurance_plan_by_name', ['practiceId', 'name', 'id'])
@ForeignKey(() => PayerEntity, ['practiceId', 'payerId'], ['practiceId', 'id'], { name: 'insurance_plan_payer' })
@Check('insurance_plan_name_length', 'length(name) BETWEEN 1 AND 200')
@Check('insurance_plan_kind', `kind IN ('COMMERCIAL', 'MEDICARE', 'MEDICARE_ADVANTAGE', 'MEDICAID', 'TRICARE', 'WORKERS_COMPENSATION', 'AUTO', 'OTHER')`)
export class InsurancePlanEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'insurance_plan_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'insurance_plan_pkey' }) id!: string;
  @Column({ name: 'payer_id', type: 'uuid' }) payerId!: string;
  @Column({ type: 'text', collation: 'C' }) name!: string;
  @Column({ type: 'text' }) kind!: string;
}
