import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Claim } from './claim';
import type { ClaimState } from './claim-transition';
import { CLAIM_COLUMNS, toClaim, type ClaimRow } from './claim.repository';

/** As the worklist's partial indexes have it: the planner must see in the text that the index covers the rows. */
const IS_OPEN = `state IN ('DRAFT', 'SCRUBBED', 'HELD', 'READY', 'BATCHED', 'SUBMITTED', 'RECEIVED', 'REJECTED', 'PENDED', 'ADJUDICATED', 'DENIED', 'APPEALED')`;

const OLDEST_FIRST = 'ORDER BY service_date, id LIMIT $4';

const WITH_PAYER = `JOIN billing.payer payer ON payer.practice_id = claim.practice_id AND payer.id = claim.payer_id ORDER BY claim.service_date, claim.id`;

const ALL = statement(`SELECT ${CLAIM_COLUMNS} FROM (
    SELECT * FROM billing.claim WHERE practice_id = $1 AND ${IS_OPEN} AND (service_date, id) > ($2::date, $3::uuid) ${OLDEST_FIRST}
  ) claim ${WITH_PAYER}`);

const OF_PAYER = statement(`SELECT ${CLAIM_COLUMNS} FROM (
    SELECT * FROM billing.claim
    WHERE practice_id = $1 AND ${IS_OPEN} AND (service_date, id) > ($2::date, $3::uuid) AND payer_id = $6 AND state = ANY($5) ${OLDEST_FIRST}
  ) claim ${WITH_PAYER}`);

/** Takes the oldest of each state and of these the oldest: a state with few claims is not searched for among all. */
const OF_STATES = statement(`SELECT ${CLAIM_COLUMNS} FROM (
    SELECT of_state.* FROM unnest($5::text[]) AS wanted(state) CROSS JOIN LATERAL (
      SELECT * FROM billing.claim WHERE practice_id = $1 AND ${IS_OPEN} AND state = wanted.state AND (service_date, id) > ($2::date, $3::uuid) ${OLDEST_FIRST}
    ) of_state ${OLDEST_FIRST}
  ) claim ${WITH_PAYER}`);

/** Which open claims to read: behind a position, at most so many, in these states or all, of one payer or all. */
export interface WorklistSlice {
  readonly after: readonly string[] | null;
  readonly limit: number;
  readonly states: readonly ClaimState[] | null;
  readonly payerId: string | null;
}

/** The position behind which every row comes, in a list with the oldest day first. */
const BEFORE_OLDEST = ['-infinity', '00000000-0000-0000-0000-000000000000'] as const;

/** Reads open claims of one practice by age. */
export class ClaimWorklistRepository {
  constructor(private readonly sql: Sql, private readonly practiceId: Id<'Practice'>, private readonly openStates: readonly ClaimState[]) {}

  async find({ after, limit, states, payerId }: WorklistSlice): Promise<Claim[]> {
    const slice = [this.practiceId, ...(after ?? BEFORE_OLDEST), limit];
    if (payerId !== null) return this.#claims(OF_PAYER, [...slice, states ?? this.openStates, payerId]);
    return states === null ? this.#claims(ALL, slice) : this.#claims(OF_STATES, [...slice, states]);
  }

  async #claims(...[text, values]: Parameters<Sql['rows']>): Promise<Claim[]> {
    return (await this.sql.rows<ClaimRow>(text, values)).map(toClaim);
  }
}
