import { createHash } from 'node:crypto';
import { countedAddress } from './client-address';
import { requireAdmitted } from './admission';
import type { RateLimiter } from './rate-limiter';

/** Who failed to prove who they are: from where, and as whom, as far as they said. */
export interface FailedTry {
  readonly address: string | undefined;
  /** The token's own claim, known to the issuer or not; the browser of a login. */
  readonly account: string | null;
}

/**
 * Counts credentials that did not hold, by address and account together: whoever fails on and on is told to wait. What
 * holds is checked first and never waits: it is signed or of 256 random bits, nobody guesses it, and so nobody can shut
 * out a person or a clinic by failing in its name. Throws `RequestRefused` beyond the limit.
 */
export function countFailure(rates: RateLimiter, { address, account }: FailedTry): void {
  const name = createHash('sha256').update(JSON.stringify([countedAddress(address), account])).digest('base64url');
  requireAdmitted(rates.admit('failure', name));
}
