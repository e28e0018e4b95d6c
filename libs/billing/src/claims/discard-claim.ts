import { err, ok, type Result } from '@spindle/kernel';
import type { InvalidInputError } from '../refusals';
import type { Claim } from './claim';
import { claimTransition, type ClaimTransitionError } from './claim-transition';

/** The claim given up for a reason. Refused once it is batched, and without a reason of 3 to 500 characters. */
export function discardClaim(claim: Claim, reason: string): Result<Claim, ClaimTransitionError | InvalidInputError> {
  const endReason = reason.trim();
  if (endReason.length < 3 || endReason.length > 500 || endReason.includes('\0')) return err({ kind: 'InvalidInputError', message: 'Give a reason in 3 to 500 characters.', field: 'reason' });
  const state = claimTransition(claim.state, 'discard');
  return state.ok ? ok({ ...claim, state: state.value, endReason }) : state;
}
