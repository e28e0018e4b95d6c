import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ClaimLineEntity } from '../claims/claim-line.entity';
import { ClaimEntity } from '../claims/claim.entity';

@Entity({ schema: 'billing', name: 'ledger_entry' })
@Unique('ledger_entry_reversed_once', ['practiceId', 'reversesId'])
@Index('ledger_entry_balance', { synchronize: false })
@Index('ledger_entry_of_claim', { synchronize: false })
@ForeignKey(() => LedgerEntryEntity, ['practiceId', 'reversesId'], ['practiceId', 'id'], { name: 'ledger_entry_reverses' })
@ForeignKey(() => ClaimEntity, ['practiceId', 'claimId'], ['practiceId', 'id'], { name: 'ledger_entry_claim' })
@ForeignKey(() => ClaimLineEntity, ['practiceId', 'claimId', 'claimLineNumber'], ['practiceId', 'claimId', 'lineNumber'], { name: 'ledger_entry_claim_line' })
@Check('ledger_entry_line_of_claim', 'claim_line_number IS NULL OR claim_id IS NOT NULL')
@Check('ledger_entry_kind', `kind IN ('CHARGE', 'PAYER_PAYMENT', 'PATIENT_PAYMENT', 'CONTRACTUAL_ADJUSTMENT', 'WRITE_OFF', 'REFUND', 'TRANSFER')`)
@Check('ledger_entry_responsible_party', `responsible_party IN ('PATIENT', 'PAYER')`)
@Check('ledger_entry_source', `source IN ('RECORDED', 'IMPORTED')`)
@Check('ledger_entry_sign', `cents <> 0 AND CASE
  WHEN kind = 'TRANSFER' THEN true
  WHEN kind IN ('CHARGE', 'REFUND') THEN (cents > 0) = (reverses_id IS NULL)
  ELSE (cents < 0) = (reverses_id IS NULL) END`)
export class LedgerEntryEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'ledger_entry_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'ledger_entry_pkey' }) id!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'claim_id', type: 'uuid', nullable: true }) claimId!: string | null;
  @Column({ name: 'claim_line_number', type: 'integer', nullable: true }) claimLineNumber!: number | null;
  @Column({ type: 'text' }) kind!: string;
  @Column({ name: 'responsible_party', type: 'text' }) responsibleParty!: string;
  @Column({ type: 'bigint' }) cents!: bigint;
  @Column({ name: 'effective_date', type: 'date' }) effectiveDate!: string;
  @Column({ name: 'reverses_id', type: 'uuid', nullable: true }) reversesId!: string | null;
  @Column({ type: 'text' }) source!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
