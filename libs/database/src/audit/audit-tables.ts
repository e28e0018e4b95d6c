import { practiceTable, workerTable } from '../migrations/practice-table';

/** What the service role gives for an event; time and transaction are PostgreSQL's own, so that no request can date its row back. */
const GIVEN = 'practice_id, id, person_id, roles, patient_id, field_classes, action, purpose, outcome, operation, request_id, break_glass_grant_id';

/**
 * Statements that make a schema's audit tables: the events, the chain over them, and the chain's signed head per
 * practice. The service role can only add events; the worker reads them and seals; the auditor reads. Rows stay: no
 * role may change or delete an event or a seal, the owner included, and no sweeper touches them (45 CFR 164.316(b)(2)
 * wants six years). A change of these tables is a new function and a new migration.
 */
export function auditTables(schema: string): string[] {
  const [event, seal, head] = [`${schema}.audit_event`, `${schema}.audit_seal`, `${schema}.audit_head`];
  return [
    `CREATE TABLE ${event} (
      practice_id uuid NOT NULL, id uuid NOT NULL,
      recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(), transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
      person_id uuid NOT NULL, roles text[] NOT NULL, patient_id uuid, field_classes text[] NOT NULL,
      action text NOT NULL CHECK (action IN ('READ', 'WRITE')),
      purpose text NOT NULL CHECK (purpose IN ('TREATMENT', 'PAYMENT', 'OPERATIONS', 'PATIENT_REQUEST', 'PUBLIC', 'BREAK_GLASS')),
      outcome text NOT NULL CHECK (outcome IN ('ALLOWED', 'DENIED')),
      operation text, request_id text NOT NULL, break_glass_grant_id uuid,
      PRIMARY KEY (practice_id, id))`,
    `CREATE INDEX audit_event_order ON ${event} (practice_id, transaction_id, id)`,
    `CREATE INDEX audit_event_patient ON ${event} (practice_id, patient_id, recorded_at, id) WHERE patient_id IS NOT NULL`,
    `CREATE TABLE ${seal} (practice_id uuid NOT NULL, position bigint NOT NULL, event_id uuid NOT NULL, hash bytea NOT NULL,
      PRIMARY KEY (practice_id, position), CONSTRAINT audit_seal_event UNIQUE (practice_id, event_id))`,
    `CREATE TABLE ${head} (practice_id uuid NOT NULL PRIMARY KEY, position bigint NOT NULL, hash bytea NOT NULL, sealed_below xid8 NOT NULL, signature bytea NOT NULL)`,
    ...practiceTable(event, ['INSERT']), `REVOKE INSERT ON ${event} FROM ${schema}_service`, `GRANT INSERT (${GIVEN}) ON ${event} TO ${schema}_service`,
    ...workerTable(event, ['SELECT']),
    ...[seal, head].flatMap((table) => [...isolation(table), `CREATE POLICY auditor ON ${table} FOR SELECT TO ${schema}_auditor USING (true)`]),
    ...workerTable(seal, ['SELECT', 'INSERT']), ...workerTable(head, ['SELECT', 'INSERT', 'UPDATE']),
    `GRANT SELECT ON ${event}, ${seal}, ${head} TO ${schema}_auditor`,
    `REVOKE UPDATE, DELETE, TRUNCATE ON ${event}, ${seal} FROM ${schema}_owner`,
  ];
}

/** A practice table of which the service role has nothing: `practiceTable` without its grant. */
function isolation(table: string): string[] {
  return practiceTable(table, ['SELECT']).filter((statement) => !statement.startsWith('GRANT'));
}

/** Keeps with an idempotent answer whose record it was about, so that giving it again can be recorded as a read of that record. */
export function auditedAnswers(schema: string): string[] {
  return [`ALTER TABLE ${schema}.idempotent_request ADD COLUMN concerned jsonb`];
}
