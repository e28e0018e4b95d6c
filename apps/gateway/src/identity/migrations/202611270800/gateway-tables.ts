/**
 * Operations that clients registered, and events for live pages. A live event has a position once every transaction
 * that began before it has ended, so that nothing is ever written behind a reader's cursor.
 */
export const gatewayTables: readonly string[] = [
  `CREATE TABLE identity.registered_operation (
    hash text COLLATE "C" NOT NULL, name text NOT NULL, kind text NOT NULL, document text NOT NULL, registered_at timestamptz NOT NULL, retired_at timestamptz,
    CONSTRAINT registered_operation_pkey PRIMARY KEY (hash),
    CONSTRAINT registered_operation_hash CHECK (hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT registered_operation_kind CHECK (kind IN ('QUERY', 'MUTATION')))`,
  'CREATE SEQUENCE identity.live_position',
  `CREATE TABLE identity.live_event (
    practice_id uuid NOT NULL, id uuid NOT NULL, kind text NOT NULL, payload jsonb NOT NULL, written_by bigint NOT NULL, position bigint, occurred_at timestamptz NOT NULL,
    CONSTRAINT live_event_pkey PRIMARY KEY (practice_id, id),
    CONSTRAINT live_event_position UNIQUE (practice_id, position))`,
  'CREATE INDEX live_event_waiting ON identity.live_event (written_by) WHERE position IS NULL',
  'CREATE INDEX live_event_age ON identity.live_event (occurred_at)',
];
