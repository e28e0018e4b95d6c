/**
 * Statements that let a table's rows follow their patient's record through a merge and back: each row keeps under whose
 * id it was written, so that an unmerge gives each record exactly its own rows. Used by migrations only; the service
 * role may change these two columns even where it may change nothing else.
 */
export function mergeableTables(tables: readonly string[]): string[] {
  return tables.flatMap((table) => {
    const [schema = ''] = table.split('.');
    return [
      `ALTER TABLE ${table} ADD COLUMN original_patient_id uuid`,
      `GRANT UPDATE (patient_id, original_patient_id) ON ${table} TO ${schema}_service`,
    ];
  });
}
