import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PracticeEntity } from '../practices/practice.entity';
import { PersonEntity } from './person.entity';

/** A program that a practice lets in: without one that is not revoked, the role SERVICE is worth nothing. */
@Entity({ schema: 'identity', name: 'service_account' })
@ForeignKey(() => PracticeEntity, ['practiceId'], ['id'], { name: 'service_account_practice' })
@ForeignKey(() => PersonEntity, ['personId'], ['id'], { name: 'service_account_person' })
export class ServiceAccountEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'service_account_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'person_id', type: 'uuid', primaryKeyConstraintName: 'service_account_pkey' }) personId!: string;
  @Column({ name: 'client_id', type: 'text' }) clientId!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
}
