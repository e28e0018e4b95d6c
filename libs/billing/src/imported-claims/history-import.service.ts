import { ok, type Clock } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { CoverageImport, type CoverageImportReport, type PatientHistory } from '../coverages/coverage-import.service';
import type { ClaimToImport } from './imported-claim';
import { ImportedClaimService, type ClaimImportReport } from './imported-claim.service';

/** What a file from elsewhere says that is billing's. */
export interface BillingHistory {
  readonly patients: readonly PatientHistory[];
  readonly claims: readonly ClaimToImport[];
}

export interface HistoryImportReport {
  readonly coverages: CoverageImportReport;
  readonly claims: ClaimImportReport;
}

/** Takes over a file's coverages and claims in one transaction: all of it, or nothing. A repeat adds nothing. */
export class HistoryImport {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  async import({ patients, claims }: BillingHistory): Promise<HistoryImportReport> {
    const { practiceId } = this.#session.viewer;
    const result = await this.#session.transaction<HistoryImportReport, never>(async (transaction) => ok({
      coverages: await new CoverageImport(transaction, practiceId, this.#clock).import(patients),
      claims: await new ImportedClaimService(transaction, practiceId, this.#clock).import(claims),
    }));
    if (!result.ok) throw new Error('An import is never refused.');
    return result.value;
  }
}
