import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'billing', name: 'charge' })
@Index('charge_of_patient', ['practiceId', 'patientId', 'serviceDate', 'id'])
@Index('charge_of_appointment', { synchronize: false })
@Check('charge_procedure_code', `procedure_code ~ '^[0-9A-Z][0-9]{3}[0-9A-Z]$'`)
@Check('charge_modifiers', 'cardinality(modifiers) <= 4')
@Check('charge_units', 'units BETWEEN 1 AND 999')
@Check('charge_amount', 'amount_cents >= 0')
@Check('charge_state', `state IN ('DRAFT', 'RELEASED')`)
export class ChargeEntity {
  @PrimaryColumn({ name: 'practice_id', type: 'uuid', primaryKeyConstraintName: 'charge_pkey' }) practiceId!: string;
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'charge_pkey' }) id!: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId!: string;
  @Column({ name: 'appointment_id', type: 'uuid', nullable: true }) appointmentId!: string | null;
  @Column({ name: 'service_date', type: 'date' }) serviceDate!: string;
  @Column({ name: 'procedure_code', type: 'text' }) procedureCode!: string;
  @Column({ type: 'text', array: true }) modifiers!: string[];
  @Column({ type: 'integer' }) units!: number;
  @Column({ name: 'amount_cents', type: 'bigint' }) amountCents!: bigint;
  @Column({ type: 'text' }) state!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'original_patient_id', type: 'uuid', nullable: true }) originalPatientId!: string | null;
}
