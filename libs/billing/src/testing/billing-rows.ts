import type { Client } from 'pg';
import { newId } from '@spindle/database';
import type { Id } from '@spindle/kernel';

type Row = Readonly<Record<string, unknown>>;

const CREATED = '2026-03-01T12:00:00Z';

/** Puts rows straight into one practice's tables, with what a test does not care about filled in. Each answers the row's id. */
export class BillingRows {
  #claims = 0;

  constructor(private readonly admin: Client, readonly practiceId: Id<'Practice'>) {}

  payer(row: Row = {}): Promise<Id<'Payer'>> {
    const id = newId<'Payer'>();
    return this.insert('payer', { id, name: `Payer ${id}`, payer_identifier: '60054', ...row });
  }

  async plan(row: Row = {}): Promise<Id<'InsurancePlan'>> {
    const id = newId<'InsurancePlan'>();
    return this.insert('insurance_plan', { id, payer_id: row['payer_id'] ?? (await this.payer()), name: 'Choice', kind: 'COMMERCIAL', ...row });
  }

  async coverage(row: Row = {}): Promise<Id<'Coverage'>> {
    return this.insert('coverage', {
      id: newId(), version: 1, patient_id: newId(), plan_id: row['plan_id'] ?? (await this.plan()), priority: 'PRIMARY', member_id: 'W123456789', relationship: 'SELF',
      valid_from: '2026-01-01', valid_to: null, source: 'RECORDED', created_at: CREATED, ...row,
    });
  }

  charge(row: Row = {}): Promise<Id<'Charge'>> {
    return this.insert('charge', {
      id: newId(), patient_id: newId(), service_date: '2026-03-02', procedure_code: '97110', modifiers: ['GP'], units: 2, amount_cents: 9000, state: 'RELEASED', created_at: CREATED, ...row,
    });
  }

  /** A claim that is SUBMITTED unless told otherwise, with the facts every state can have. */
  async claim(row: Row = {}): Promise<Id<'Claim'>> {
    this.#claims += 1;
    const payerId = row['payer_id'] ?? (await this.payer());
    return this.insert('claim', {
      id: newId(), version: 1, state: 'SUBMITTED', frequency: 'ORIGINAL', patient_control_number: `C${this.#claims}`, payer_control_number: 'ICN1', patient_id: newId(), appointment_id: null,
      coverage_id: row['coverage_id'] ?? (await this.coverage({ plan_id: await this.plan({ payer_id: payerId }), priority: 'PRIMARY' })), payer_id: payerId,
      service_date: '2026-02-01', diagnosis_codes: ['M54.50', 'M99.03'], submitted_on: '2026-02-03', adjudicated_on: '2026-02-20', end_reason: 'Duplicate of another claim', created_at: CREATED, ...row,
    });
  }

  async line(claimId: string, lineNumber: number, row: Row = {}): Promise<void> {
    await this.insert('claim_line', { claim_id: claimId, line_number: lineNumber, procedure_code: '98941', modifiers: ['AT'], units: 1, charge_cents: 6500, diagnosis_pointers: [1, 2], ...row });
  }

  entry(row: Row): Promise<Id<'LedgerEntry'>> {
    return this.insert('ledger_entry', { id: newId(), kind: 'CHARGE', responsible_party: 'PAYER', cents: 100, effective_date: '2026-03-02', source: 'RECORDED', created_at: CREATED, ...row });
  }

  importedClaim(row: Row = {}): Promise<Id<'ImportedClaim'>> {
    const id = newId<'ImportedClaim'>();
    return this.insert('imported_claim', { id, source_key: id, patient_id: newId(), service_from: '2020-05-01', service_to: '2020-05-01', diagnoses: [], created_at: CREATED, ...row });
  }

  async insert<Kind extends string>(table: string, row: Row): Promise<Id<Kind>> {
    const complete: Row = { practice_id: this.practiceId, ...row };
    const columns = Object.keys(complete);
    await this.admin.query(`INSERT INTO billing.${table} (${columns.join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})`, Object.values(complete));
    return complete['id'] as Id<Kind>;
  }
}
