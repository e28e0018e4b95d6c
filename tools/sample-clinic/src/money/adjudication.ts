import type { DayNumber } from '../calendar/day-number';
import type { ClaimAccount } from './claim-account';
import type { BilledLine } from './claim-writer';
import type { PlanProfile } from './payers';

/** What a payer decides on one line of a claim, in cents: the three are the line's charge. */
export interface LineDecision {
  readonly line: number;
  readonly contractual: bigint;
  readonly paid: bigint;
  /** The patient's, or the next payer's. */
  readonly share: bigint;
}

/** Decides on each line by the plan: what is allowed, and who bears it. A fixed copay is taken from the first lines. */
export function adjudicate(lines: readonly BilledLine[], { allowedPercent, excludes, share }: PlanProfile): LineDecision[] {
  let copayLeft = 'copayCents' in share ? share.copayCents : 0n;
  return lines.map(({ code, cents }, place) => {
    if (excludes.includes(code)) return { line: place + 1, contractual: 0n, paid: 0n, share: cents };
    const allowed = percentOf(cents, allowedPercent);
    const ofPatient = 'percent' in share ? percentOf(allowed, share.percent) : smaller(copayLeft, allowed);
    copayLeft -= 'percent' in share ? 0n : ofPatient;
    return { line: place + 1, contractual: cents - allowed, paid: allowed - ofPatient, share: ofPatient };
  });
}

/** Posts what the payer pays and what the contract takes off; the shares are left with the payer. */
export function postDecision(account: ClaimAccount, decisions: readonly LineDecision[], on: DayNumber): void {
  for (const { line, contractual, paid } of decisions) {
    account.post({ kind: 'CONTRACTUAL_ADJUSTMENT', party: 'PAYER', cents: -contractual, on, line });
    account.post({ kind: 'PAYER_PAYMENT', party: 'PAYER', cents: -paid, on, line });
  }
}

/** Rounded half up to the cent. */
export function percentOf(cents: bigint, percent: bigint): bigint {
  return (cents * percent + 50n) / 100n;
}

function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
