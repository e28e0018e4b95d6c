import type { Clock } from '@spindle/kernel';
import { SUBSCRIBERS, type EventPayloads, type EventType } from '@spindle/subgraph';
import { newId } from '../new-id';
import type { Sql } from '../practice/connection';
import { perSchema, statement } from '../practice/statement';

/** The version of the payload types in `EventPayloads`. */
const PAYLOAD_VERSION = 1;

const insertInto = perSchema((schema) => statement(`WITH event AS (
    INSERT INTO ${schema}.outbox_event (practice_id, id, type, version, aggregate_id, payload, occurred_at)
    VALUES ($1, $2, $3, $4, $5, $6, $8)
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

/** The same for many events at once; each aggregate at most once, in the order of their ids, so that two such writers never wait for each other. */
const insertAllInto = perSchema((schema) => statement(`WITH told AS (
    SELECT t.id, t.type, t.aggregate_id, t.payload, s.subscriber FROM jsonb_to_recordset($3::jsonb) AS t(id uuid, type text, aggregate_id uuid, payload jsonb, subscribers text[])
    CROSS JOIN LATERAL unnest(t.subscribers) AS s(subscriber)
  ), event AS (
    INSERT INTO ${schema}.outbox_event (practice_id, id, type, version, aggregate_id, payload, occurred_at)
    SELECT DISTINCT $1::uuid, told.id, told.type, $2::integer, told.aggregate_id, told.payload, $4::timestamptz FROM told
  ), position AS (
    INSERT INTO ${schema}.outbox_position (practice_id, subscriber, aggregate_id, last_sequence)
    SELECT $1, told.subscriber, told.aggregate_id, 1 FROM told ORDER BY told.aggregate_id, told.subscriber
    ON CONFLICT (practice_id, subscriber, aggregate_id) DO UPDATE SET last_sequence = outbox_position.last_sequence + 1
    RETURNING subscriber, aggregate_id, last_sequence
  ), delivery AS (
    INSERT INTO ${schema}.outbox_delivery (practice_id, event_id, subscriber, aggregate_id, sequence, next_attempt_at)
    SELECT $1, told.id, told.subscriber, told.aggregate_id, position.last_sequence, now()
    FROM told JOIN position ON position.aggregate_id = told.aggregate_id AND position.subscriber = told.subscriber
  )
  SELECT pg_notify('${schema}_outbox', '')`));

/** An event that is to be told. */
export type NewEvent = { readonly [Type in EventType]: { readonly type: Type; readonly aggregateId: string; readonly payload: EventPayloads[Type] } }[EventType];

/**
 * Writes events in the transaction that makes them true. Two writers of one aggregate take turns from the first event
 * on, until the end of the transaction: that keeps the sequence gapless and in the order of the commits.
 */
export class Outbox {
  readonly #sql: Sql;
  readonly #schema: string;
  readonly #clock: Clock;
  /** Whose events these are. */
  readonly practiceId: string;

  constructor(sql: Sql, { schema, practiceId, clock }: { readonly schema: string; readonly practiceId: string; readonly clock: Clock }) {
    this.#sql = sql;
    this.#schema = schema;
    this.practiceId = practiceId;
    this.#clock = clock;
  }

  /** When the events that are written now occur. */
  now(): Date {
    return this.#clock.now();
  }

  async add<Type extends EventType>(type: Type, aggregateId: string, payload: EventPayloads[Type]): Promise<void> {
    await this.#sql.rows(insertInto(this.#schema), [this.practiceId, newId(), type, PAYLOAD_VERSION, aggregateId, JSON.stringify(payload), [...SUBSCRIBERS[type]], this.#clock.now()]);
  }

  /** Writes events of different aggregates in one statement, however many. */
  async addAll(events: readonly NewEvent[]): Promise<void> {
    if (new Set(events.map(({ aggregateId }) => aggregateId)).size !== events.length) throw new Error('Two events of one aggregate cannot be written at once: their order would be lost.');
    if (events.length === 0) return;
    const rows = events.map(({ type, aggregateId, payload }) => ({ id: newId(), type, aggregate_id: aggregateId, payload, subscribers: SUBSCRIBERS[type] }));
    await this.#sql.rows(insertAllInto(this.#schema), [this.practiceId, PAYLOAD_VERSION, JSON.stringify(rows), this.#clock.now()]);
  }
}
