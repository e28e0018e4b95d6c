import { SUBSCRIBERS, type EventPayloads, type EventType } from '@spindle/subgraph';
import { newId } from '../new-id';
import type { Sql } from '../practice/connection';
import { perSchema, statement } from '../practice/statement';

/** The version of the payload types in `EventPayloads`. */
const PAYLOAD_VERSION = 1;

const insertInto = perSchema((schema) => statement(`WITH event AS (
    INSERT INTO ${schema}.outbox_event (practice_id, id, type, version, aggregate_id, payload, occurred_at)
    VALUES ($1, $2, $3, $4, $5, $6, now())
    RETURNING practice_id, id, aggregate_id
  ), position AS (
    INSERT INTO ${schema}.outbox_position (practice_id, subscriber, aggregate_id, last_sequence)
    SELECT event.practice_id, told.subscriber, event.aggregate_id, 1 FROM event, unnest($7::text[]) AS told(subscriber)
    ON CONFLICT (practice_id, subscriber, aggregate_id) DO UPDATE SET last_sequence = outbox_position.last_sequence + 1
    RETURNING subscriber, last_sequence
  ), delivery AS (
    INSERT INTO ${schema}.outbox_delivery (practice_id, event_id, subscriber, aggregate_id, sequence, next_attempt_at)
    SELECT event.practice_id, event.id, position.subscriber, event.aggregate_id, position.last_sequence, now()
    FROM event, position
  )
  SELECT pg_notify('${schema}_outbox', '')`));

/**
 * Writes events in the transaction that makes them true. Two writers of one aggregate take turns from the first event
 * on, until the end of the transaction: that keeps the sequence gapless and in the order of the commits.
 */
export class Outbox {
  readonly #sql: Sql;
  readonly #schema: string;
  readonly #practiceId: string;

  constructor(sql: Sql, schema: string, practiceId: string) {
    this.#sql = sql;
    this.#schema = schema;
    this.#practiceId = practiceId;
  }

  async add<Type extends EventType>(type: Type, aggregateId: string, payload: EventPayloads[Type]): Promise<void> {
    await this.#sql.rows(insertInto(this.#schema), [this.#practiceId, newId(), type, PAYLOAD_VERSION, aggregateId, JSON.stringify(payload), [...SUBSCRIBERS[type]]]);
  }
}
