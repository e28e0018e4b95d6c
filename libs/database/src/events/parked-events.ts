import type { OutboxLag } from '@spindle/subgraph';
import type { Pool } from 'pg';
import { isFirst } from './delivery-round';

/** An event that was given up after too many failures. */
export interface ParkedEvent {
  readonly practiceId: string;
  readonly eventId: string;
  readonly type: string;
  readonly subscriber: string;
  readonly aggregateId: string;
  readonly sequence: number;
  readonly attempts: number;
  readonly parkedAt: Date;
  /** The kind of the last error, never its message. */
  readonly failure: string | null;
  /** Later events of the same aggregate that wait behind it. */
  readonly waitingBehind: number;
}

const LISTED_AT_MOST = 1_000;

/** The outbox as an operator sees it, read and mended as the schema's worker. */
export class ParkedEvents {
  readonly #pool: Pool;
  readonly #schema: string;

  constructor(pool: Pool, schema: string) {
    this.#pool = pool;
    this.#schema = schema;
  }

  async list(): Promise<readonly ParkedEvent[]> {
    const { rows } = await this.#pool.query<ParkedEvent>(`SELECT d.practice_id AS "practiceId", d.event_id AS "eventId", e.type, d.subscriber, d.aggregate_id AS "aggregateId",
        d.sequence, d.attempts, d.parked_at AS "parkedAt", d.last_failure AS failure,
        (SELECT count(*)::integer FROM ${this.#schema}.outbox_delivery later WHERE later.practice_id = d.practice_id AND later.subscriber = d.subscriber
          AND later.aggregate_id = d.aggregate_id AND later.sequence > d.sequence AND later.delivered_at IS NULL) AS "waitingBehind"
      FROM ${this.#schema}.outbox_delivery d JOIN ${this.#schema}.outbox_event e ON e.practice_id = d.practice_id AND e.id = d.event_id
      WHERE d.parked_at IS NOT NULL ORDER BY d.parked_at LIMIT ${LISTED_AT_MOST}`);
    return rows;
  }

  async release(): Promise<number> {
    const { rowCount } = await this.#pool.query(`UPDATE ${this.#schema}.outbox_delivery SET parked_at = NULL, attempts = 0, next_attempt_at = now() WHERE parked_at IS NOT NULL`);
    return rowCount ?? 0;
  }

  /** Events that wait for a subscriber and are not given up, and the age of the oldest. */
  async lag(): Promise<OutboxLag> {
    const { rows: [row] } = await this.#pool.query<{ waiting: number; age: number }>(`SELECT count(*)::integer AS waiting, coalesce(extract(epoch FROM now() - min(e.occurred_at)), 0)::float8 AS age
      FROM ${this.#schema}.outbox_delivery d JOIN ${this.#schema}.outbox_event e ON e.practice_id = d.practice_id AND e.id = d.event_id WHERE d.delivered_at IS NULL AND d.parked_at IS NULL`);
    return { waiting: row?.waiting ?? 0, oldestSeconds: Math.max(0, row?.age ?? 0) };
  }

  /** Whether an event waits that is neither parked nor behind a parked one. */
  async anyDeliverable(): Promise<boolean> {
    const { rows } = await this.#pool.query<{ any: boolean }>(`SELECT EXISTS (SELECT FROM ${this.#schema}.outbox_delivery d
      WHERE d.delivered_at IS NULL AND d.parked_at IS NULL AND ${isFirst(this.#schema)}) AS any`);
    return rows[0]?.any ?? false;
  }
}
