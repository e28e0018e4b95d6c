import type { Severity } from '../finding/finding';

/** Balancing rules of an 835 (billing rules 3.1). */
export type BalanceRule = 'B1' | 'B2' | 'B3' | 'B4' | 'B5' | 'B6' | 'B7' | 'B8';

/** What a rule is about. */
export type BalanceLevel = 'line' | 'claim' | 'patient' | 'transaction' | 'header' | 'file' | 'trace';

/** A balancing rule that does not hold, or could not be tried. */
export interface BalanceFinding {
  readonly rule: BalanceRule;
  readonly level: BalanceLevel;
  readonly severity: Severity;
  /** The identity in element names, for example `SVC02 − ΣCAS(2110) = SVC03`. */
  readonly identity: string;
  /** Left side, in cents. */
  readonly computed: bigint;
  /** Right side as the payer states it, in cents. */
  readonly stated: bigint;
  /** `computed − stated`, in cents: what is missing from the stated side. */
  readonly difference: bigint;
  /** Plain words. */
  readonly message: string;
  /** CLP01 of the claim. */
  readonly claim?: string;
  /** Ordinal of the service line in its claim, 1-based. */
  readonly line?: number;
  /** Ordinal of the segment in the file, where it was read from one. */
  readonly segment?: number;
}

/** What balancing one claim gave. */
export interface ClaimVerdict {
  /** B1, B2, B3 and B5 hold (warnings aside). */
  readonly balanced: boolean;
  /** It must not be posted: something does not balance or could not be read. */
  readonly quarantined: boolean;
  /** An amount in it is not a number, so that its sums cannot be trusted. */
  readonly unreadable: boolean;
  readonly findings: readonly BalanceFinding[];
}

/** Sums of a transaction set, in cents. */
export interface RemittanceTotals {
  /** ΣCLP03. */
  readonly charge: bigint;
  /** ΣCLP04. */
  readonly paid: bigint;
  /** ΣPLB amounts; positive lowers the payment. */
  readonly providerAdjustments: bigint;
  /** BPR02, negative when BPR03 is D. */
  readonly payment: bigint;
}

/** What balancing a transaction set gave. */
export interface RemittanceVerdict {
  /** B1 to B5 hold in it and in every claim. */
  readonly balanced: boolean;
  /** No rule is broken, nothing is unreadable or left out: it may be posted. */
  readonly postable: boolean;
  readonly claims: number;
  readonly quarantinedClaims: number;
  readonly totals: RemittanceTotals;
  /** Findings above the claims; those of a claim come with the claim. */
  readonly findings: readonly BalanceFinding[];
}
