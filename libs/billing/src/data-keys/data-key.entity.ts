import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A practice's own key for sealed values, sealed in its turn. Statements of the kit read and write it. */
@Entity({ schema: 'billing', name: 'data_key' })
export class DataKeyEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'data_key_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'data_key_pkey' }) id!: string;
  @Column({ name: 'wrapped_by', type: 'text' }) wrappedBy!: string;
  @Column({ type: 'bytea' }) wrapped!: Buffer;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
