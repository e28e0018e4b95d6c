import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A person or a program, as one issuer knows it. `issuer` is the configuration's name for it, not its address. */
@Entity({ schema: 'identity', name: 'person' })
@Unique('person_subject', ['issuer', 'subject'])
@Unique('person_email', ['issuer', 'email'])
@Check('person_login', 'subject IS NOT NULL OR email IS NOT NULL')
@Check('person_email_form', `email = lower(email) AND email LIKE '_%@_%'`)
export class PersonEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'person_pkey' }) id!: string;
  @Column({ type: 'text', collation: 'C' }) issuer!: string;
  @Column({ type: 'text', collation: 'C', nullable: true }) subject!: string | null;
  @Column({ type: 'text', collation: 'C', nullable: true }) email!: string | null;
  @Column({ type: 'text' }) name!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
