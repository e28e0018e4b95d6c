import { practiceTable, workerTable } from './practice-table';

/**
 * Statements that make a schema's outbox, inbox and idempotency tables. Used by each subgraph's first migration; a
 * change of these tables is a new function and a new migration.
 */
export function eventTables(schema: string): string[] {
  return [...outboxTables(schema), ...inboxTables(schema), ...idempotencyTable(schema)];
}

/**
 * `outbox_position` counts per subscriber and aggregate. Its row lock keeps the sequence without gaps and in the order
 * of the commits, and it outlives the deliveries, which are swept.
 */
function outboxTables(schema: string): string[] {
  return [
    `CREATE TABLE ${schema}.outbox_event (
      practice_id uuid NOT NULL, id uuid NOT NULL, type text NOT NULL, version integer NOT NULL,
      aggregate_id uuid NOT NULL, payload jsonb NOT NULL, occurred_at timestamptz NOT NULL,
      PRIMARY KEY (practice_id, id))`,
    `CREATE INDEX outbox_event_age ON ${schema}.outbox_event (occurred_at)`,
    `CREATE TABLE ${schema}.outbox_position (
      practice_id uuid NOT NULL, subscriber text NOT NULL, aggregate_id uuid NOT NULL, last_sequence integer NOT NULL,
      PRIMARY KEY (practice_id, subscriber, aggregate_id))`,
    `CREATE TABLE ${schema}.outbox_delivery (
      practice_id uuid NOT NULL, event_id uuid NOT NULL, subscriber text NOT NULL, aggregate_id uuid NOT NULL,
      sequence integer NOT NULL, attempts integer NOT NULL DEFAULT 0, next_attempt_at timestamptz NOT NULL,
      delivered_at timestamptz, parked_at timestamptz, last_failure text,
      PRIMARY KEY (practice_id, event_id, subscriber),
      CONSTRAINT outbox_delivery_order UNIQUE (practice_id, subscriber, aggregate_id, sequence),
      CONSTRAINT outbox_delivery_event FOREIGN KEY (practice_id, event_id) REFERENCES ${schema}.outbox_event (practice_id, id))`,
    `CREATE INDEX outbox_delivery_waiting ON ${schema}.outbox_delivery (subscriber, next_attempt_at) WHERE delivered_at IS NULL AND parked_at IS NULL`,
    `CREATE INDEX outbox_delivery_undelivered ON ${schema}.outbox_delivery (practice_id, subscriber, aggregate_id, sequence) WHERE delivered_at IS NULL`,
    `CREATE INDEX outbox_delivery_age ON ${schema}.outbox_delivery (delivered_at) WHERE delivered_at IS NOT NULL`,
    ...practiceTable(`${schema}.outbox_event`, ['SELECT', 'INSERT']),
    ...practiceTable(`${schema}.outbox_position`, ['SELECT', 'INSERT', 'UPDATE']),
    ...practiceTable(`${schema}.outbox_delivery`, ['SELECT', 'INSERT']),
    ...workerTable(`${schema}.outbox_event`, ['SELECT', 'DELETE']),
    ...workerTable(`${schema}.outbox_delivery`, ['SELECT', 'UPDATE', 'DELETE']),
  ];
}

/** `inbox_position` alone tells a repeat from what is new; `inbox_event` is the record of what came, and is swept. */
function inboxTables(schema: string): string[] {
  return [
    `CREATE TABLE ${schema}.inbox_event (
      practice_id uuid NOT NULL, event_id uuid NOT NULL, source text NOT NULL, type text NOT NULL, received_at timestamptz NOT NULL,
      PRIMARY KEY (practice_id, event_id))`,
    `CREATE INDEX inbox_event_age ON ${schema}.inbox_event (received_at)`,
    `CREATE TABLE ${schema}.inbox_position (
      practice_id uuid NOT NULL, source text NOT NULL, aggregate_id uuid NOT NULL, last_sequence integer NOT NULL,
      PRIMARY KEY (practice_id, source, aggregate_id))`,
    ...practiceTable(`${schema}.inbox_event`, ['SELECT', 'INSERT']),
    ...practiceTable(`${schema}.inbox_position`, ['SELECT', 'INSERT', 'UPDATE']),
    ...workerTable(`${schema}.inbox_event`, ['SELECT', 'DELETE']),
  ];
}

function idempotencyTable(schema: string): string[] {
  return [
    `CREATE TABLE ${schema}.idempotent_request (
      practice_id uuid NOT NULL, person_id uuid NOT NULL, operation text NOT NULL, key uuid NOT NULL,
      input_hash text NOT NULL, answer jsonb, created_at timestamptz NOT NULL,
      PRIMARY KEY (practice_id, person_id, operation, key))`,
    `CREATE INDEX idempotent_request_age ON ${schema}.idempotent_request (created_at)`,
    ...practiceTable(`${schema}.idempotent_request`, ['SELECT', 'INSERT', 'UPDATE']),
    ...workerTable(`${schema}.idempotent_request`, ['SELECT', 'DELETE']),
  ];
}
