import { ok, type Id } from '@spindle/kernel';
import type { PracticeSession, Transaction } from '@spindle/database';
import type { RecordRows, Row } from '@spindle/fhir';
import type { InsurancePlanKind } from '../payers/payer';
import { InsurancePlanService } from '../payers/insurance-plan.service';
import { PayerService } from '../payers/payer.service';
import { COVERAGE, IMPORTED_CLAIM } from './insurance-record';
import { RecordImportRepository } from './record-import.repository';

/** How many rows were added, and were there already. */
export interface Taken {
  readonly added: number;
  readonly known: number;
}

export interface InsuranceImported {
  readonly coverages: Taken;
  readonly claims: Taken;
}

/** Takes in the coverages and the claims of history of a whole record, under the ids they had: all of them, or nothing. */
export class RecordImportService {
  readonly #session: PracticeSession;

  constructor(session: PracticeSession) {
    this.#session = session;
  }

  async import(record: RecordRows): Promise<InsuranceImported> {
    const result = await this.#session.transaction<InsuranceImported, never>(async (transaction) => ok({
      coverages: await this.#addCoverages(transaction, record.get(COVERAGE.name) ?? []),
      claims: await this.#addClaims(transaction, record.get(IMPORTED_CLAIM.name) ?? [], record.get('billing.imported_claim_line') ?? []),
    }));
    if (!result.ok) throw new Error('A record is never refused here.');
    return result.value;
  }

  async #addCoverages({ sql, audit, outbox }: Transaction, coverages: readonly Row[]): Promise<Taken> {
    const rows = new RecordImportRepository(sql, this.#session.viewer.practiceId);
    const known = await rows.findKnown('coverage', coverages.map(idOf));
    const missing = coverages.filter((row) => !known.has(idOf(row)));
    await rows.addCoverages(await this.#withPlans(sql, missing));
    for (const row of missing) {
      const patientId = patientOf(row);
      audit.changed(patientId, 'RECORD');
      await outbox.add('CoverageChanged', idOf(row), { patientId, coverageId: idOf(row) as Id<'Coverage'> });
    }
    return { added: missing.length, known: known.size };
  }

  /** Each coverage under the practice's own plan of the same payer and name. */
  async #withPlans(sql: Transaction['sql'], coverages: readonly Row[]): Promise<Row[]> {
    const { practiceId } = this.#session.viewer;
    const payers = await new PayerService(sql, practiceId).ensure(coverages.map((row) => ({ name: String(row['plan_id.payer']), payerId: (row['plan_id.payer_identifier'] ?? null) as string | null })));
    const named = coverages.flatMap((row, index) => {
      const payer = payers[index];
      return payer ? [{ payerId: payer.id, name: String(row['plan_id.name']), kind: String(row['plan_id.kind']) as InsurancePlanKind }] : [];
    });
    const plans = await new InsurancePlanService(sql, practiceId).ensure(named);
    return coverages.map((row, index) => ({ ...row, plan_id: plans[index]?.id ?? null }));
  }

  async #addClaims({ sql, audit }: Transaction, claims: readonly Row[], lines: readonly Row[]): Promise<Taken> {
    const rows = new RecordImportRepository(sql, this.#session.viewer.practiceId);
    const known = await rows.findKnown('claim', claims.map(idOf));
    const missing = claims.filter((row) => !known.has(idOf(row)));
    await rows.addClaims(missing, lines.filter((line) => !known.has(String(line['imported_claim_id']))));
    for (const row of missing) audit.changed(patientOf(row), 'RECORD');
    return { added: missing.length, known: known.size };
  }
}

function idOf(row: Row): string {
  return String(row['id']);
}

function patientOf(row: Row): Id<'Patient'> {
  return String(row['patient_id']) as Id<'Patient'>;
}
