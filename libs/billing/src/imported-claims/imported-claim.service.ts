import type { Clock, Id } from '@spindle/kernel';
import { newId, type ChangeAudit, type Transaction } from '@spindle/database';
import type { ClaimToImport } from './imported-claim';
import { ImportedClaimRepository } from './imported-claim.repository';

/** How many claims were added, and how many were there from an earlier import. */
export interface ClaimImportReport {
  readonly added: number;
  readonly known: number;
}

/** Takes over claims of other systems as history, in the caller's transaction. A repeat adds nothing. */
export class ImportedClaimService {
  readonly #claims: ImportedClaimRepository;
  readonly #audit: ChangeAudit;
  readonly #clock: Clock;

  constructor(transaction: Transaction, practiceId: Id<'Practice'>, clock: Clock) {
    this.#claims = new ImportedClaimRepository(transaction.sql, practiceId);
    this.#audit = transaction.audit;
    this.#clock = clock;
  }

  async import(claims: readonly ClaimToImport[]): Promise<ClaimImportReport> {
    if (claims.length === 0) return { added: 0, known: 0 };
    const unknown = claims.map((claim) => ({ ...claim, id: newId<'ImportedClaim'>() }));
    const added = await this.#claims.import(unknown, this.#clock.now());
    for (const { patientId } of unknown.filter(({ id }) => added.has(id))) this.#audit.changed(patientId, 'CLAIM');
    return { added: added.size, known: claims.length - added.size };
  }
}
