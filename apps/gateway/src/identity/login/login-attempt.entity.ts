import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A login under way, bound to the browser that began it and good for one answer of the issuer. */
@Entity({ schema: 'identity', name: 'login_attempt' })
@Index('login_attempt_expiry', ['expiresAt'])
@Check('login_attempt_purpose', `purpose IN ('LOGIN', 'REAUTHENTICATION')`)
export class LoginAttemptEntity {
  @PrimaryColumn({ name: 'state_hash', type: 'bytea', primaryKeyConstraintName: 'login_attempt_pkey' }) stateHash!: Buffer;
  @Column({ name: 'browser_hash', type: 'bytea' }) browserHash!: Buffer;
  @Column({ type: 'text' }) purpose!: string;
  @Column({ name: 'return_to', type: 'text' }) returnTo!: string;
  @Column({ name: 'practice_slug', type: 'text', collation: 'C', nullable: true }) practiceSlug!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
}
