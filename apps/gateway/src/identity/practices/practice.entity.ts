import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity({ schema: 'identity', name: 'practice' })
@Unique('practice_slug', ['slug'])
@Check('practice_slug_form', `slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'`)
@Check('practice_name_length', 'length(name) BETWEEN 1 AND 200')
export class PracticeEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'practice_pkey' }) id!: string;
  @Column({ type: 'text', collation: 'C' }) slug!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}

/** A host name under which a practice's own web page is reached. */
@Entity({ schema: 'identity', name: 'practice_host' })
@ForeignKey(() => PracticeEntity, ['practiceId'], ['id'], { name: 'practice_host_practice' })
@Check('practice_host_form', `host = lower(host) AND host !~ '[/:@ ]' AND length(host) BETWEEN 1 AND 253`)
export class PracticeHostEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'practice_host_pkey' }) host!: string;
  @Column({ name: 'practice_id', type: 'uuid' }) practiceId!: string;
}
