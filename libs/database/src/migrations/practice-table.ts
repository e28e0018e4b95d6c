/** What the service role may do with a table. */
export type Privilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

/**
 * Statements that put a table under row-level security by practice and let the schema's service role use it. The owner
 * sees the rows of every practice (a data migration must find them) and changes those of the practice that is set.
 * `table` is qualified ("billing.claim"). Used by migrations only; a change of meaning is a new function, since
 * migrations that ran must stay what they were.
 */
export function practiceTable(table: string, privileges: readonly Privilege[]): string[] {
  const [schema = ''] = table.split('.');
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY practice_isolation ON ${table} USING (practice_id = nullif(current_setting('app.practice_id', true), '')::uuid) WITH CHECK (practice_id = nullif(current_setting('app.practice_id', true), '')::uuid)`,
    `CREATE POLICY owner_reads ON ${table} FOR SELECT TO ${schema}_owner USING (true)`,
    `GRANT ${privileges.join(', ')} ON ${table} TO ${schema}_service`,
  ];
}

/** Lets the schema's worker role see and change a table's rows of every practice: for relay and sweepers, never for clinical or money tables. */
export function workerTable(table: string, privileges: readonly Privilege[]): string[] {
  const [schema = ''] = table.split('.');
  return [
    `CREATE POLICY worker ON ${table} TO ${schema}_worker USING (true) WITH CHECK (true)`,
    `GRANT ${privileges.join(', ')} ON ${table} TO ${schema}_worker`,
  ];
}
