import { err, ok, type Result } from '@spindle/kernel';

/** The states of a claim, in the order of its way. */
export const CLAIM_STATES = [
  'DRAFT', 'SCRUBBED', 'HELD', 'READY', 'BATCHED', 'SUBMITTED', 'RECEIVED', 'REJECTED', 'PENDED', 'ADJUDICATED', 'DENIED', 'APPEALED',
  'REPLACED', 'VOIDED', 'DISCARDED', 'CLOSED',
] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** States in which somebody still has to act. */
export const OPEN_CLAIM_STATES: readonly ClaimState[] = CLAIM_STATES.filter((state) => !['REPLACED', 'VOIDED', 'DISCARDED', 'CLOSED'].includes(state));

/** What can happen to a claim. */
export type ClaimAction = keyof typeof TRANSITIONS;

interface Transition {
  readonly from: readonly ClaimState[];
  readonly to: ClaimState;
}

const TRANSITIONS = {
  /** The rules ran without a finding. */
  scrub: { from: ['DRAFT'], to: 'SCRUBBED' },
  /** The rules, or a person, found something. */
  hold: { from: ['DRAFT', 'READY'], to: 'HELD' },
  /** An edit makes a new version. */
  edit: { from: ['HELD'], to: 'DRAFT' },
  makeReady: { from: ['SCRUBBED'], to: 'READY' },
  batch: { from: ['READY'], to: 'BATCHED' },
  /** Taken out of its batch before the file was handed over. */
  withdraw: { from: ['BATCHED'], to: 'READY' },
  submit: { from: ['BATCHED'], to: 'SUBMITTED' },
  /** The acknowledgements (X12 999, 277CA) accepted it. */
  receive: { from: ['SUBMITTED'], to: 'RECEIVED' },
  /** An acknowledgement refused it. */
  reject: { from: ['SUBMITTED'], to: 'REJECTED' },
  /** A rejected claim goes again as an original: it was never adjudicated. */
  redraft: { from: ['REJECTED'], to: 'DRAFT' },
  pend: { from: ['RECEIVED'], to: 'PENDED' },
  adjudicate: { from: ['RECEIVED', 'PENDED', 'APPEALED'], to: 'ADJUDICATED' },
  deny: { from: ['RECEIVED', 'PENDED', 'APPEALED'], to: 'DENIED' },
  appeal: { from: ['DENIED'], to: 'APPEALED' },
  close: { from: ['ADJUDICATED', 'DENIED', 'REJECTED'], to: 'CLOSED' },
  /** A claim of frequency 7 takes its place. */
  replace: { from: ['RECEIVED', 'ADJUDICATED', 'DENIED', 'CLOSED'], to: 'REPLACED' },
  /** A claim of frequency 8 takes it back. */
  void: { from: ['RECEIVED', 'ADJUDICATED', 'DENIED', 'CLOSED'], to: 'VOIDED' },
  /** The payer took its payment back: reversal entries, then the new remittance. */
  takeBack: { from: ['ADJUDICATED', 'CLOSED'], to: 'ADJUDICATED' },
  discard: { from: ['DRAFT', 'HELD', 'READY'], to: 'DISCARDED' },
} as const satisfies Record<string, Transition>;

export const CLAIM_ACTIONS = Object.keys(TRANSITIONS) as readonly ClaimAction[];

export interface ClaimTransitionError {
  readonly kind: 'ClaimTransitionError';
  readonly message: string;
  readonly state: ClaimState;
}

/** The state an action leads to; refused where the claim's state does not allow it. Guards beyond the state are the caller's. */
export function claimTransition(state: ClaimState, action: ClaimAction): Result<ClaimState, ClaimTransitionError> {
  const { from, to }: Transition = TRANSITIONS[action];
  if (from.includes(state)) return ok(to);
  return err({ kind: 'ClaimTransitionError', message: `A claim that is ${state} cannot take this step; it must be ${from.join(' or ')}.`, state });
}
