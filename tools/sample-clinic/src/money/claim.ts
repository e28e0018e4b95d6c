import type { DayNumber } from '../calendar/day-number';
import type { Random, Weighted } from '../chance/random';

export type ClaimState = 'DRAFT' | 'SCRUBBED' | 'HELD' | 'READY' | 'BATCHED' | 'SUBMITTED' | 'RECEIVED' | 'REJECTED' | 'PENDED' | 'ADJUDICATED' | 'DENIED' | 'APPEALED'
  | 'REPLACED' | 'VOIDED' | 'DISCARDED' | 'CLOSED';

/** What became of a claim by now. Closed claims were paid, or given up after a denial or a rejection. */
export type Fate = Exclude<ClaimState, 'CLOSED'> | 'CLOSED_PAID' | 'CLOSED_DENIED' | 'CLOSED_REJECTED';

/** What claims have come to, by the days since the service. */
const FATES: readonly (readonly [upToDays: number, fates: Weighted<Fate>])[] = [
  [0, [[70, 'DRAFT'], [20, 'SCRUBBED'], [10, 'HELD']]],
  [3, [[22, 'DRAFT'], [14, 'SCRUBBED'], [10, 'HELD'], [20, 'READY'], [16, 'BATCHED'], [16, 'SUBMITTED'], [2, 'DISCARDED']]],
  [14, [[28, 'SUBMITTED'], [34, 'RECEIVED'], [6, 'REJECTED'], [8, 'PENDED'], [5, 'HELD'], [11, 'ADJUDICATED'], [5, 'CLOSED_PAID'], [2, 'DENIED'], [1, 'DISCARDED']]],
  [60, [[56, 'CLOSED_PAID'], [17, 'ADJUDICATED'], [6, 'RECEIVED'], [5, 'PENDED'], [5, 'DENIED'], [3, 'APPEALED'], [2, 'REPLACED'], [1.6, 'VOIDED'], [1.6, 'REJECTED'], [1.5, 'CLOSED_DENIED'], [0.8, 'CLOSED_REJECTED'], [0.5, 'DISCARDED']]],
  [365, [[88, 'CLOSED_PAID'], [3, 'ADJUDICATED'], [2, 'DENIED'], [1, 'APPEALED'], [1.6, 'REPLACED'], [1, 'VOIDED'], [0.5, 'PENDED'], [2, 'CLOSED_DENIED'], [0.6, 'CLOSED_REJECTED'], [0.3, 'DISCARDED']]],
  [Infinity, [[95, 'CLOSED_PAID'], [1.4, 'REPLACED'], [0.8, 'VOIDED'], [2, 'CLOSED_DENIED'], [0.5, 'CLOSED_REJECTED'], [0.3, 'DISCARDED']]],
];

export function drawFate(ageDays: number, random: Random): Fate {
  const [, fates = []] = FATES.find(([upToDays]) => ageDays <= upToDays) ?? [];
  return random.weighted(fates);
}

/** What a claim that takes another's place has come to by the days since: it began its way anew. */
export function drawSuccessorFate(ageDays: number, random: Random): Fate {
  if (ageDays < 1) return 'READY';
  if (ageDays < 6) return random.pick(['BATCHED', 'SUBMITTED'] as const);
  if (ageDays < 25) return random.pick(['SUBMITTED', 'RECEIVED', 'ADJUDICATED'] as const);
  return random.pick(['ADJUDICATED', 'CLOSED_PAID', 'CLOSED_PAID', 'CLOSED_PAID'] as const);
}

export function stateOfFate(fate: Fate): ClaimState {
  return fate === 'CLOSED_PAID' || fate === 'CLOSED_DENIED' || fate === 'CLOSED_REJECTED' ? 'CLOSED' : fate;
}

/** How many changes lead to a state, the making of the claim counted. */
export const VERSION_AT: Readonly<Record<ClaimState, number>> = {
  DRAFT: 1, SCRUBBED: 2, HELD: 2, DISCARDED: 3, READY: 3, BATCHED: 4, SUBMITTED: 5, RECEIVED: 6, REJECTED: 6, PENDED: 7, ADJUDICATED: 7, DENIED: 7, APPEALED: 8, REPLACED: 8, VOIDED: 8, CLOSED: 8,
};

const BEFORE_BATCH: ReadonlySet<Fate> = new Set<Fate>(['DRAFT', 'SCRUBBED', 'HELD', 'READY', 'DISCARDED']);
const BEFORE_ADJUDICATION: ReadonlySet<Fate> = new Set<Fate>(['SUBMITTED', 'RECEIVED', 'REJECTED', 'PENDED', 'CLOSED_REJECTED']);
const NOT_WITH_PAYER: ReadonlySet<Fate> = new Set<Fate>(['SUBMITTED', 'REJECTED', 'CLOSED_REJECTED']);

export function isBatched(fate: Fate): boolean {
  return !BEFORE_BATCH.has(fate);
}

export function isSubmitted(fate: Fate): boolean {
  return isBatched(fate) && fate !== 'BATCHED';
}

/** Whether the payer has a number for it: it was received. */
export function isKnownToPayer(fate: Fate): boolean {
  return isSubmitted(fate) && !NOT_WITH_PAYER.has(fate);
}

export function isAdjudicated(fate: Fate): boolean {
  return isSubmitted(fate) && !BEFORE_ADJUDICATION.has(fate);
}

/** The days of a claim's way; those that its fate did not reach mean nothing. */
export interface ClaimDays {
  readonly submitted: DayNumber;
  readonly adjudicated: DayNumber;
}

/** Submitted a few days after `begun`, decided on some weeks later, all by today. */
export function drawDays(begun: DayNumber, today: DayNumber, random: Random): ClaimDays {
  const submitted = begun + random.between(Math.min(1, today - begun), Math.min(5, today - begun));
  return { submitted, adjudicated: submitted + random.between(Math.min(3, today - submitted), Math.min(28, today - submitted)) };
}

export const END_REASONS: Partial<Record<Fate, readonly string[]>> = {
  DISCARDED: ['Billed to the wrong coverage', 'Made twice', 'The visit was charged anew'],
  CLOSED_DENIED: ['Denied as not medically necessary; written off', 'Denied as past the filing limit; written off'],
  CLOSED_REJECTED: ['Rejected as past the filing limit; written off', 'Member not found; written off'],
};
