import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import { NO_AMOUNTS, ZERO_BALANCE, type Balance, type LineAmounts } from './ledger';
import { LedgerRepository } from './ledger.repository';

interface LineKey {
  readonly claimId: Id<'Claim'>;
  readonly lineNumber: number;
}

/** Sums over the ledger, one statement per batch. */
export class LedgerLoader {
  readonly #balances: DataLoader<string, Balance>;
  readonly #lines: DataLoader<string, ReadonlyMap<number, LineAmounts>>;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    const ledger = new LedgerRepository(sql, practiceId);
    this.#balances = new DataLoader(async (patientIds) => {
      const found = new Map((await ledger.findBalances(patientIds)).map((balance) => [balance.patientId as string, balance]));
      return patientIds.map((patientId) => found.get(patientId) ?? ZERO_BALANCE);
    });
    this.#lines = new DataLoader(async (claimIds) => {
      const found = Map.groupBy(await ledger.findLineAmounts(claimIds), ({ claimId }) => claimId as string);
      return claimIds.map((claimId) => new Map((found.get(claimId) ?? []).map((amounts) => [amounts.lineNumber, amounts])));
    });
  }

  /** What is open on a patient's account. */
  balance(patientId: Id<'Patient'>): Promise<Balance> {
    return this.#balances.load(patientId);
  }

  /** What the ledger says of a claim line. */
  async line({ claimId, lineNumber }: LineKey): Promise<LineAmounts> {
    return (await this.#lines.load(claimId)).get(lineNumber) ?? NO_AMOUNTS;
  }
}
