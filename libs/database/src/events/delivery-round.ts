import type { Id } from '@spindle/kernel';
import type { DomainEvent, EventType, Receipt } from '@spindle/subgraph';
import { GraphQLError } from 'graphql';
import type { PoolClient } from 'pg';

/** Thrown by `deliver` when the subscriber itself cannot be reached or is too busy: tried again without end, never parked. */
export class SubscriberUnavailableError extends Error {
  override readonly name = 'SubscriberUnavailableError';
}

/** Hands an event to a subscriber and answers what it said. */
export type Deliver = (subscriber: string, event: DomainEvent) => Promise<Receipt>;

export interface RoundOptions {
  readonly schema: string;
  readonly subscriber: string;
  readonly deliver: Deliver;
  /** After so many failures an event is parked. */
  readonly maxAttempts: number;
  /** The wait after the first failure, in milliseconds; doubled by each, up to 30 s. */
  readonly retryAfterMs: number;
  readonly deliverWithinMs: number;
}

/** What came of one delivery. `failure` names the kind of error, never its message: that can quote a row. */
export interface Outcome {
  readonly head: Head;
  readonly state: 'DELIVERED' | 'WAITING' | 'UNAVAILABLE' | 'PARKED';
  readonly waitMs: number;
  readonly failure: string | null;
}

export interface Head {
  /** Where the locked row lies: it stays there until this transaction marks it. */
  readonly place: string;
  readonly practice_id: Id<'Practice'>;
  readonly event_id: Id<'Event'>;
  readonly aggregate_id: string;
  readonly sequence: number;
  readonly attempts: number;
  readonly type: EventType;
  readonly version: number;
  readonly payload: DomainEvent['payload'];
  readonly occurred_at: Date;
}

const HEADS_PER_ROUND = 100;
const DELIVERED_AT_ONCE = 8;
const LONGEST_WAIT_MS = 30_000;

/** Deliveries of a round begin within this time: the worker's transaction may be idle for 60 s. */
const BEGUN_WITHIN_MS = 20_000;

/**
 * Only the first undelivered event of an aggregate may go, and a parked one stands in its own aggregate's way alone. A
 * scalar subquery is asked row by row through its index; as NOT EXISTS it was planned as a join with the whole backlog.
 */
const headsOf = (schema: string): string => `WITH head AS MATERIALIZED (
    SELECT d.ctid::text AS place, d.practice_id, d.event_id, d.aggregate_id, d.sequence, d.attempts FROM ${schema}.outbox_delivery d
    WHERE d.subscriber = $1 AND d.delivered_at IS NULL AND d.parked_at IS NULL AND d.next_attempt_at <= now() AND ${isFirst(schema)}
    ORDER BY d.next_attempt_at LIMIT ${HEADS_PER_ROUND} FOR UPDATE SKIP LOCKED)
  SELECT head.*, e.type, e.version, e.payload, e.occurred_at FROM head JOIN ${schema}.outbox_event e ON e.practice_id = head.practice_id AND e.id = head.event_id`;

/** The condition that delivery `d` is the first undelivered one of its aggregate. */
export function isFirst(schema: string): string {
  return `d.sequence = (SELECT first.sequence FROM ${schema}.outbox_delivery first WHERE first.practice_id = d.practice_id AND first.subscriber = d.subscriber
    AND first.aggregate_id = d.aggregate_id AND first.delivered_at IS NULL ORDER BY first.sequence LIMIT 1)`;
}

/** Found by their place: without statistics the planner takes any index that begins with the practice, and reads all of it. */
const markIn = (schema: string): string => `UPDATE ${schema}.outbox_delivery d SET attempts = d.attempts + CASE WHEN outcome.state = 'UNAVAILABLE' THEN 0 ELSE 1 END,
    delivered_at = CASE WHEN outcome.state = 'DELIVERED' THEN clock_timestamp() END,
    parked_at = CASE WHEN outcome.state = 'PARKED' THEN clock_timestamp() END,
    next_attempt_at = clock_timestamp() + outcome.wait_ms * interval '1 millisecond', last_failure = outcome.failure
  FROM unnest($1::tid[], $2::uuid[], $3::text[], $4::integer[], $5::text[]) AS outcome(place, event_id, state, wait_ms, failure)
  WHERE d.ctid = outcome.place AND d.event_id = outcome.event_id`;

/**
 * Takes the heads that are due, delivers them side by side while it holds their row locks, and marks what came of
 * them. When this process dies, its connection's end frees the rows at once and another takes them.
 */
export async function deliverRound(client: PoolClient, options: RoundOptions): Promise<readonly Outcome[]> {
  await client.query('BEGIN');
  const { rows: heads } = await client.query<Head>({ name: `heads ${options.schema}`, text: headsOf(options.schema), values: [options.subscriber] });
  const outcomes = await tryEach(heads, options);
  if (outcomes.length > 0) {
    const { rowCount } = await client.query(markIn(options.schema), [
      outcomes.map(({ head }) => head.place),
      outcomes.map(({ head }) => head.event_id),
      outcomes.map(({ state }) => state),
      outcomes.map(({ waitMs }) => waitMs),
      outcomes.map(({ failure }) => failure),
    ]);
    if (rowCount !== outcomes.length) throw new Error('A delivery could not be marked.');
  }
  await client.query('COMMIT');
  return outcomes;
}

/** Eight at a time. What was not begun when the subscriber turned out to be away, or when the round grows long, is left as it is. */
async function tryEach(heads: readonly Head[], options: RoundOptions): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const queue = heads.values();
  const deadline = performance.now() + BEGUN_WITHIN_MS;
  const lane = async (): Promise<void> => {
    for (const head of queue) {
      if (performance.now() > deadline || outcomes.some(({ state }) => state === 'UNAVAILABLE')) return;
      outcomes.push(await attempt(head, options));
    }
  };
  await Promise.all(Array.from({ length: DELIVERED_AT_ONCE }, lane));
  return outcomes;
}

async function attempt(head: Head, options: RoundOptions): Promise<Outcome> {
  try {
    const receipt = await inTime(options.deliver(options.subscriber, toEvent(head, options.schema)), options.deliverWithinMs);
    if (receipt !== 'OUT_OF_ORDER') return { head, state: 'DELIVERED', waitMs: 0, failure: null };
    return failed(head, receipt, options);
  } catch (error) {
    const { name, code } = error as { name?: unknown; code?: unknown };
    const outcome = failed(head, [name, code].filter((part) => typeof part === 'string').join(' '), options);
    return isAbsence(error) ? { ...outcome, state: 'UNAVAILABLE' } : outcome;
  }
}

/** In one process a subscriber that is too busy says so as it says it to a request. */
function isAbsence(error: unknown): boolean {
  return error instanceof SubscriberUnavailableError || (error instanceof GraphQLError && error.extensions['code'] === 'OVERLOADED');
}

function failed(head: Head, failure: string, { retryAfterMs, maxAttempts }: RoundOptions): Outcome {
  return { head, state: head.attempts + 1 >= maxAttempts ? 'PARKED' : 'WAITING', waitMs: longerEachTime(retryAfterMs, head.attempts), failure };
}

/** Milliseconds to wait after a failure that had `earlier` ones: doubled by each, up to 30 s. */
export function longerEachTime(firstMs: number, earlier: number): number {
  return Math.min(LONGEST_WAIT_MS, firstMs * 2 ** Math.min(earlier, 20));
}

/** A subscriber that does not answer is as good as absent. */
async function inTime<R>(delivery: Promise<R>, ms: number): Promise<R> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new SubscriberUnavailableError('The subscriber did not answer in time.')), ms);
  });
  try {
    return await Promise.race([delivery, late]);
  } finally {
    clearTimeout(timer);
  }
}

function toEvent(head: Head, source: string): DomainEvent {
  return {
    id: head.event_id, type: head.type, version: head.version, practiceId: head.practice_id, source,
    aggregateId: head.aggregate_id, sequence: head.sequence, occurredAt: head.occurred_at.toISOString(), payload: head.payload,
  };
}
