import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PersonEntity } from '../people/person.entity';
import { PracticeEntity } from '../practices/practice.entity';

/** A browser in which a person is signed in. Of what the browser holds only the hash is kept. */
@Entity({ schema: 'identity', name: 'session' })
@ForeignKey(() => PracticeEntity, ['practiceId'], ['id'], { name: 'session_practice' })
@ForeignKey(() => PersonEntity, ['personId'], ['id'], { name: 'session_person' })
@Index('session_by_token', ['tokenHash'])
@Index('session_of_person', ['personId'])
@Index('session_expiry', ['expiresAt'])
@Check('session_token_length', 'length(token_hash) = 32')
export class SessionEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'session_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'session_pkey' }) id!: string;
  @Column({ name: 'token_hash', type: 'bytea' }) tokenHash!: Buffer;
  @Column({ name: 'person_id', type: 'uuid' }) personId!: string;
  @Column({ name: 'authenticated_at', type: 'timestamptz' }) authenticatedAt!: Date;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'last_seen_at', type: 'timestamptz' }) lastSeenAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
}
