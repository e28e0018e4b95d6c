import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ClaimEntity } from './claim.entity';

@Entity({ schema: 'billing', name: 'claim_line' })
@ForeignKey(() => ClaimEntity, ['practiceId', 'claimId'], ['practiceId', 'id'], { name: 'claim_line_claim' })
@Check('claim_line_number', 'line_number BETWEEN 1 AND 50')
@Check('claim_line_procedure_code', `procedure_code ~ '^[0-9A-Z][0-9]{3}[0-9A-Z]$'`)
@Check('claim_line_modifiers', 'cardinality(modifiers) <= 4')
@Check('claim_line_units', 'units BETWEEN 1 AND 999')
@Check('claim_line_charge', 'charge_cents >= 0')
@Check('claim_line_diagnosis_pointers', 'cardinality(diagnosis_pointers) BETWEEN 1 AND 4 AND 1 <= ALL (diagnosis_pointers) AND 12 >= ALL (diagnosis_pointers)')
export class ClaimLineEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'claim_line_pkey' }) practiceId!: string;
  @PrimaryColumn({ name: 'claim_id', type: 'uuid', primaryKeyConstraintName: 'claim_line_pkey' }) claimId!: string;
  @PrimaryColumn({ name: 'line_number', type: 'integer', primaryKeyConstraintName: 'claim_line_pkey' }) lineNumber!: number;
  @Column({ name: 'procedure_code', type: 'text' }) procedureCode!: string;
  @Column({ type: 'text', array: true }) modifiers!: string[];
  @Column({ type: 'integer' }) units!: number;
  @Column({ name: 'charge_cents', type: 'bigint' }) chargeCents!: bigint;
  @Column({ name: 'diagnosis_pointers', type: 'integer', array: true }) diagnosisPointers!: number[];
}
