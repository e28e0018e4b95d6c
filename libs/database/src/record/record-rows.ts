import { statement, type Statement } from '../practice/statement';

/** A table of which a patient's record has rows: by columns that name the patient, or beneath a row of another table that does. */
export interface RecordPart {
  readonly name: string;
  readonly of: { readonly patient: readonly string[] } | { readonly table: string; readonly key: string };
}

/**
 * One statement that reads all rows of records, so that they are of one instant: $1 the practice, $2 patients, $3 the
 * record each belongs to, $4 the most rows. It answers the `part` by its place in the list, the `record` and the `row`
 * in JSON without its practice. Names are qualified, from a closed list of ours.
 */
export function readRecordRows(parts: readonly RecordPart[]): Statement {
  const selects = parts.map(({ name, of }, part) => `SELECT ${part} AS part, member.record, to_jsonb(r) - 'practice_id' AS row
    FROM unnest($2::uuid[], $3::uuid[]) AS member(id, record) ${'patient' in of ? ofPatient(name, of.patient) : beneath(name, of)}`);
  return statement(`${selects.join(' UNION ')} ORDER BY record, part, row LIMIT $4`);
}

function ofPatient(name: string, columns: readonly string[]): string {
  return `JOIN ${name} r ON r.practice_id = $1 AND (${columns.map((column) => `r.${column} = member.id`).join(' OR ')})`;
}

function beneath(name: string, { table, key }: { readonly table: string; readonly key: string }): string {
  return `JOIN ${table} above ON above.practice_id = $1 AND above.patient_id = member.id JOIN ${name} r ON r.practice_id = $1 AND r.${key} = above.id`;
}

/** More than any record has; an answer beyond would keep everybody waiting. */
export const MOST_RECORD_ROWS = 50_000;

/** The rows of records as a statement answered them that reads at most as many as that. Throws where there may be more. */
export function wholeRecords<Row>(rows: readonly Row[]): readonly Row[] {
  if (rows.length === MOST_RECORD_ROWS) throw new Error('Records of this many rows are not exported at once.');
  return rows;
}

/** Rows as `writeRecordRows` takes them, as those of a practice. */
export function recordRowsOf(practiceId: string, rows: readonly object[]): string {
  return JSON.stringify(rows.map((row) => ({ ...row, practice_id: practiceId })));
}

/** Writes rows as they were read, from $1: a JSON list of them, each with its practice. Columns that a row does not name are null. */
export function writeRecordRows(name: string): Statement {
  return statement(`INSERT INTO ${name} SELECT * FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb)`);
}
