import type { TestClinic } from '../testing/test-clinic';

/** A row that belongs to somebody's record: in which table, under whose id it was written, and with whom it is shown. */
export interface RecordRow {
  readonly table: string;
  /** What its primary key says, the practice aside. */
  readonly row: string;
  readonly writtenUnder: string;
  readonly shownWith: string;
}

interface FollowingTable {
  readonly name: string;
  readonly key: readonly string[];
}

/** Every row of three subgraphs that follows a patient's record, read past all walls: the tables are asked of PostgreSQL, so that none is forgotten. */
export class RecordRows {
  readonly #text: string;

  private constructor(private readonly clinic: TestClinic, readonly tables: readonly string[], text: string) {
    this.#text = text;
  }

  static async of(clinic: TestClinic, schemas: readonly string[]): Promise<RecordRows> {
    const tables = await clinic.rows<FollowingTable>(`SELECT c.oid::regclass::text AS name, array_agg(k.attname::text ORDER BY k.attnum) FILTER (WHERE k.attname <> 'practice_id') AS key
      FROM pg_class c JOIN pg_attribute o ON o.attrelid = c.oid AND o.attname = 'original_patient_id' JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = ANY(i.indkey)
      WHERE c.relkind IN ('r', 'p') AND c.relnamespace::regnamespace::text = ANY($1) GROUP BY c.oid ORDER BY 1`, [schemas]);
    const each = tables.map(({ name, key }) => `SELECT '${name}' AS "table", concat_ws('/', ${key.join(', ')}) AS "row", coalesce(original_patient_id, patient_id) AS "writtenUnder", patient_id AS "shownWith"
      FROM ${name} WHERE coalesce(original_patient_id, patient_id) = ANY($1::uuid[]) OR patient_id = ANY($1::uuid[])`);
    return new RecordRows(clinic, tables.map(({ name }) => name), `${each.join(' UNION ALL ')} ORDER BY 1, 2`);
  }

  /** All rows of these people, by table and key. */
  read(people: readonly string[]): Promise<RecordRow[]> {
    return this.clinic.rows<RecordRow>(this.#text, [people]);
  }
}
