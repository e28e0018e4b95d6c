import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity({ schema: 'billing', name: 'payer' })
@Unique('payer_name', ['practiceId', 'name'])
@Check('payer_name_length', 'length(name) BETWEEN 1 AND 200')
@Check('payer_identifier_form', `payer_identifier ~ '^[A-Za-z0-9]{2,80}$'`)
export class PayerEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'payer_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'payer_pkey' }) id!: string;
  @Column({ type: 'text', collation: 'C' }) name!: string;
  @Column({ name: 'payer_identifier', type: 'text', nullable: true }) payerIdentifier!: string | null;
}
