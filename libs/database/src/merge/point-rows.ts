import { beyondWalls } from '../practice/beyond-walls';
import type { Sql } from '../practice/connection';
import { statement, type Statement } from '../practice/statement';

/** For each record of a merge, and each that was merged into it before, the record it leads to now. */
export type PatientRoots = ReadonlyMap<string, string>;

/** One statement per table, made once: each row goes where the id under which it was written leads now. */
export function pointRowsOf(tables: readonly string[]): readonly Statement[] {
  return tables.map((table) => statement(`UPDATE ${table} r SET patient_id = root.id, original_patient_id = nullif(root.original_id, root.id)
    FROM unnest($2::uuid[], $3::uuid[]) AS root(original_id, id)
    WHERE r.practice_id = $1 AND r.patient_id = ANY($2) AND coalesce(r.original_patient_id, r.patient_id) = root.original_id AND r.patient_id <> root.id`));
}

/** Points the rows of the tables behind the statements to where their records lead now. */
export async function pointRows(sql: Sql, { practiceId, statements, roots }: { readonly practiceId: string; readonly statements: readonly Statement[]; readonly roots: PatientRoots }): Promise<void> {
  await beyondWalls(sql, async () => {
    for (const each of statements) await sql.count(each, [practiceId, [...roots.keys()], [...roots.values()]]);
  });
}
