import type { CalendarDay, Id } from '@spindle/kernel';

/**
 * What an entry is about, and with it its sign. Positive raises what is owed to the practice: CHARGE, REFUND. Negative
 * lowers it: payments, contractual adjustments, write-offs. A TRANSFER moves an amount from one party to the other by
 * two entries whose sum is zero. A reversal has the kind of the entry it undoes and the opposite sign.
 */
export type LedgerEntryKind = 'CHARGE' | 'PAYER_PAYMENT' | 'PATIENT_PAYMENT' | 'CONTRACTUAL_ADJUSTMENT' | 'WRITE_OFF' | 'REFUND' | 'TRANSFER';

/** Whose debt an entry changes. */
export type ResponsibleParty = 'PATIENT' | 'PAYER';

/** One change of what is owed to the practice on a patient's account, in signed cents. Never changed, never deleted. */
export interface LedgerEntry {
  readonly id: Id<'LedgerEntry'>;
  readonly patientId: Id<'Patient'>;
  readonly claimId: Id<'Claim'> | null;
  readonly claimLineNumber: number | null;
  readonly kind: LedgerEntryKind;
  readonly responsibleParty: ResponsibleParty;
  readonly cents: bigint;
  /** The day it counts for, as against the instant it was written. */
  readonly effectiveDate: CalendarDay;
  readonly reversesId: Id<'LedgerEntry'> | null;
  readonly source: 'RECORDED' | 'IMPORTED';
}

/** What is open: `balanceCents` from payers and patient together, `patientBalanceCents` from the patient. Negative is a credit. */
export interface Balance {
  readonly balanceCents: bigint;
  readonly patientBalanceCents: bigint;
}

/** What entries did to one claim line. `paid` and `adjusted` are counted upwards. */
export interface LineAmounts extends Balance {
  readonly paidCents: bigint;
  readonly adjustedCents: bigint;
}

export const ZERO_BALANCE: Balance = { balanceCents: 0n, patientBalanceCents: 0n };
export const NO_AMOUNTS: LineAmounts = { ...ZERO_BALANCE, paidCents: 0n, adjustedCents: 0n };

/** The balance that entries leave, in whatever order they come. */
export function balanceOf(entries: readonly Pick<LedgerEntry, 'cents' | 'responsibleParty'>[]): Balance {
  const sum = (of: typeof entries): bigint => of.reduce((total, entry) => total + entry.cents, 0n);
  return { balanceCents: sum(entries), patientBalanceCents: sum(entries.filter((entry) => entry.responsibleParty === 'PATIENT')) };
}

/** The entry that undoes another. The database refuses a second one for the same entry. */
export function reversalOf(entry: LedgerEntry, reversal: Pick<LedgerEntry, 'id' | 'effectiveDate'>): LedgerEntry {
  return { ...entry, ...reversal, cents: -entry.cents, reversesId: entry.id };
}
