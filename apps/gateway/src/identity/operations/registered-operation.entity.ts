import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** An operation that a client of the house registered, by the SHA-256 of its document. */
@Entity({ schema: 'identity', name: 'registered_operation' })
@Check('registered_operation_hash', `hash ~ '^[0-9a-f]{64}$'`)
@Check('registered_operation_kind', `kind IN ('QUERY', 'MUTATION')`)
export class RegisteredOperationEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'registered_operation_pkey' }) hash!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) kind!: string;
  @Column({ type: 'text' }) document!: string;
  @Column({ name: 'registered_at', type: 'timestamptz' }) registeredAt!: Date;
  @Column({ name: 'retired_at', type: 'timestamptz', nullable: true }) retiredAt!: Date | null;
}
