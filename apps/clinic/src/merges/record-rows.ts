import type { TestClinic } from '../testing/test-clinic';

/** A row that belongs to somebody's record: in which table, under whose id it was written, and with whom it is shown. */
export interface RecordRow {
  readonly table: string;
  /** What its primary key says, the practice aside. */
  readonly row: string;
  readonly writtenUnder: string;
  readonly shownWith: string;
}

/** Makes the statement that reads them: the tables are asked of PostgreSQL, so that none is forgotten. */
const FOLLOWING = `WITH following AS (
    SELECT c.oid::regclass::text AS name, string_agg(quote_ident(k.attname), ', ' ORDER BY k.attnum) FILTER (WHERE k.attname <> 'practice_id') AS key
    FROM pg_class c JOIN pg_attribute o ON o.attrelid = c.oid AND o.attname = 'original_patient_id'
      JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = ANY(i.indkey)
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace::regnamespace::text = ANY($1) GROUP BY c.oid)
  SELECT array_agg(name ORDER BY name) AS tables, string_agg(format('SELECT %L AS "table", concat_ws(''/'', %s) AS "row", coalesce(original_patient_id, patient_id) AS "writtenUnder", patient_id AS "shownWith"
    FROM %s WHERE coalesce(original_patient_id, patient_id) = ANY($1::uuid[]) OR patient_id = ANY($1::uuid[])', name, key, name), ' UNION ALL ') AS text FROM following`;

/** Every row of three subgraphs that follows a patient's record, read past all walls. */
export class RecordRows {
  private constructor(private readonly clinic: TestClinic, readonly tables: readonly string[], private readonly text: string) {}

  static async of(clinic: TestClinic, schemas: readonly string[]): Promise<RecordRows> {
    const [{ tables, text } = { tables: [], text: '' }] = await clinic.rows<{ tables: string[]; text: string }>(FOLLOWING, [schemas]);
    return new RecordRows(clinic, tables, text);
  }

  /** All rows of these people. */
  read(people: readonly string[]): Promise<RecordRow[]> {
    return this.clinic.rows<RecordRow>(this.text, [people]);
  }
}
