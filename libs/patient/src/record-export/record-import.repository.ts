import type { Id } from '@spindle/kernel';
import { recordRowsOf, statement, writeRecordRows, type Sql, type Statement } from '@spindle/database';
import { allTables, type Row } from '@spindle/fhir';
import { PATIENT_RECORD } from './patient-record';

const WRITE: ReadonlyMap<string, Statement> = new Map(allTables(PATIENT_RECORD).map(({ name }) => [name, writeRecordRows(name)]));

const KNOWN = statement('SELECT id FROM patient.patient WHERE practice_id = $1 AND id = ANY($2)');

const TAKEN_NUMBERS = statement('SELECT record_number FROM patient.patient WHERE practice_id = $1 AND record_number = ANY($2)');

const ADVANCE_NUMBERS = statement(`INSERT INTO patient.record_number_counter (practice_id, last_number) VALUES ($1, $2)
  ON CONFLICT (practice_id) DO UPDATE SET last_number = greatest(record_number_counter.last_number, excluded.last_number)`);

/** A merge that was undone names a record of its own: it is kept where both are there, and once. */
const ADD_MERGES = statement(`INSERT INTO patient.merge_record SELECT m.* FROM jsonb_populate_recordset(NULL::patient.merge_record, $2::jsonb) AS m
  WHERE 2 = (SELECT count(*) FROM patient.patient p WHERE p.practice_id = $1 AND p.id IN (m.survivor_id, m.merged_id)) ON CONFLICT DO NOTHING`);

/** Under the wall that a note is signed behind: the checks are there, and what they say agrees with the rows. */
const SIGN = statement(`UPDATE patient.clinical_note n SET state = s.state, signed_by = s.signed_by, signed_at = s.signed_at, cosigned_by = s.cosigned_by, cosigned_at = s.cosigned_at
  FROM jsonb_populate_recordset(NULL::patient.clinical_note, $2::jsonb) AS s WHERE n.practice_id = $1 AND n.id = s.id`);

/** Writes records as they were exported. */
export class RecordImportRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** Which of these patients the practice has. */
  async findKnown(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set((await this.sql.rows<{ id: string }>(KNOWN, [this.practiceId, ids])).map(({ id }) => id));
  }

  /** Which of these record numbers the practice has given to somebody. */
  async findTakenNumbers(numbers: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set((await this.sql.rows<{ record_number: string }>(TAKEN_NUMBERS, [this.practiceId, numbers])).map((row) => row.record_number));
  }

  /** No number up to this one is given again. */
  async advanceNumbers(last: bigint): Promise<void> {
    await this.sql.count(ADVANCE_NUMBERS, [this.practiceId, last]);
  }

  async write(table: string, rows: readonly Row[]): Promise<void> {
    const into = WRITE.get(table);
    if (!into) throw new Error(`${table} is no table of a record.`);
    if (rows.length > 0) await this.sql.count(into, [recordRowsOf(this.practiceId, rows)]);
  }

  async addMerges(merges: readonly Row[]): Promise<void> {
    if (merges.length > 0) await this.sql.count(ADD_MERGES, [this.practiceId, recordRowsOf(this.practiceId, merges)]);
  }

  async sign(notes: readonly Row[]): Promise<void> {
    if (notes.length > 0) await this.sql.count(SIGN, [this.practiceId, recordRowsOf(this.practiceId, notes)]);
  }
}
