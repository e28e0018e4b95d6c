import { practiceTable } from './practice-table';

/**
 * Statements that make a schema's table of data keys: each practice's own, sealed under a key-encryption key, never
 * plain. Requests read and add; only the owner, who changes keys, removes. Used by migrations only.
 */
export function dataKeyTable(schema: string): string[] {
  return [
    `CREATE TABLE ${schema}.data_key (
      practice_id uuid NOT NULL, id uuid NOT NULL, wrapped_by text NOT NULL, wrapped bytea NOT NULL, created_at timestamptz NOT NULL,
      CONSTRAINT data_key_pkey PRIMARY KEY (practice_id, id))`,
    ...practiceTable(`${schema}.data_key`, ['SELECT', 'INSERT']),
  ];
}
