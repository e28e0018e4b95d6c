import { err, ok, toPage, type Id, type Page, type Result } from '@spindle/kernel';
import type { IdempotencyKeyReusedError, PracticeSession } from '@spindle/database';
import { badInput, CURSOR_PART, pageArguments, toCursor } from '@spindle/subgraph';
import type { InvalidInputError, StaleVersionError } from '../refusals';
import type { Claim } from './claim';
import { OPEN_CLAIM_STATES, type ClaimState, type ClaimTransitionError } from './claim-transition';
import { ClaimRepository } from './claim.repository';
import { ClaimWorklistRepository } from './claim-worklist.repository';
import { discardClaim } from './discard-claim';

interface WorklistArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly states?: readonly ClaimState[] | null;
  readonly payerId?: string | null;
}

export interface DiscardClaim {
  readonly idempotencyKey: string;
  readonly claimId: Id<'Claim'>;
  readonly version: number;
  readonly reason: string;
}

export interface ClaimNotFoundError { readonly kind: 'ClaimNotFoundError'; readonly message: string }

type DiscardRefusal = ClaimNotFoundError | ClaimTransitionError | InvalidInputError | StaleVersionError;

/** The worklist, and what moves claims. */
export class ClaimService {
  readonly #session: PracticeSession;

  constructor(session: PracticeSession) {
    this.#session = session;
  }

  /** A page of open claims, the oldest service first. Throws BAD_USER_INPUT for arguments that cannot be. */
  async worklist({ states = null, payerId = null, ...args }: WorklistArguments): Promise<Page<Claim>> {
    const page = pageArguments(args, [CURSOR_PART.day, CURSOR_PART.id]);
    const over = states?.find((state) => !OPEN_CLAIM_STATES.includes(state));
    if (over !== undefined) throw badInput(`A worklist holds open claims; a claim that is ${over} is over.`);
    const worklist = new ClaimWorklistRepository(this.#session, this.#session.viewer.practiceId, OPEN_CLAIM_STATES);
    const claims = await worklist.find({ after: page.after, limit: page.first + 1, states: states && [...new Set(states)], payerId });
    return toPage(claims, page.first, { cursorOf: ({ serviceDate, id }) => toCursor([serviceDate, id]), after: page.cursor });
  }

  /** Gives a claim up. Answers its id: the row is read again under the caller's rights. */
  discard(input: DiscardClaim): Promise<Result<Id<'Claim'>, DiscardRefusal | IdempotencyKeyReusedError>> {
    const { claimId, version, reason } = input;
    return this.#session.mutate<Id<'Claim'>, DiscardRefusal>({ operation: 'discardClaim', input: { ...input } }, async ({ sql, audit }) => {
      const claims = new ClaimRepository(sql, this.#session.viewer.practiceId);
      const [claim] = await claims.findMany([claimId]);
      if (!claim) return err({ kind: 'ClaimNotFoundError', message: 'There is no such claim in this practice.' });
      audit.changed(claim.patientId, 'CLAIM');
      if (claim.version !== version) return err(stale(claim.version));
      const discarded = discardClaim(claim, reason);
      if (!discarded.ok) return discarded;
      return (await claims.change(discarded.value, version)) ? ok(claimId) : err(stale(await claims.getVersion(claimId)));
    });
  }
}

function stale(currentVersion: number): StaleVersionError {
  return { kind: 'StaleVersionError', message: 'Somebody changed this claim since it was read. Read it again and repeat your change.', currentVersion };
}
