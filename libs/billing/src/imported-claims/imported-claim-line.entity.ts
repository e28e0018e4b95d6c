import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ImportedClaimEntity } from './imported-claim.entity';

@Entity({ schema: 'billing', name: 'imported_claim_line' })
@ForeignKey(() => ImportedClaimEntity, ['practiceId', 'importedClaimId'], ['practiceId', 'id'], { name: 'imported_claim_line_claim' })
export class ImportedClaimLineEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'imported_claim_line_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'imported_claim_id', type: 'uuid', primaryKeyConstraintName: 'imported_claim_line_pkey' }) importedClaimId!: string;
  @PrimaryColumn({ name: 'line_number', type: 'integer', primaryKeyConstraintName: 'imported_claim_line_pkey' }) lineNumber!: number;
  @Column({ type: 'text', nullable: true }) code!: string | null;
  @Column({ type: 'text', nullable: true }) description!: string | null;
  @Column({ name: 'submitted_cents', type: 'bigint', nullable: true }) submittedCents!: bigint | null;
}
