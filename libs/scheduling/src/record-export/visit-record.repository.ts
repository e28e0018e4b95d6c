import type { Id } from '@spindle/kernel';
import { MOST_RECORD_ROWS, recordRowsOf, statement, wholeRecords, writeRecordRows, type Sql } from '@spindle/database';
import type { Row } from '@spindle/fhir';

const READ = statement(`SELECT a.patient_id AS "patientId", to_jsonb(a) - 'practice_id' AS row FROM scheduling.appointment a
  WHERE a.practice_id = $1 AND a.patient_id = ANY($2) AND a.source = 'IMPORTED' ORDER BY a.patient_id, a.starts_at, a.id LIMIT $3`);

const KNOWN = statement('SELECT id FROM scheduling.appointment WHERE practice_id = $1 AND id = ANY($2)');
const ADD = writeRecordRows('scheduling.appointment');

/** Reads visits of history as they are stored, and writes them as they were. */
export class VisitRecordRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** Throws for records beyond any bound. */
  async visitsOf(patientIds: readonly Id<'Patient'>[]): Promise<ReadonlyMap<string, readonly Row[]>> {
    const rows = await this.sql.rows<{ patientId: string; row: Row }>(READ, [this.practiceId, patientIds, MOST_RECORD_ROWS]);
    return new Map([...Map.groupBy(wholeRecords(rows), ({ patientId }) => patientId)].map(([patientId, group]) => [patientId, group.map(({ row }) => row)]));
  }

  /** Which of these the practice has. */
  async findKnown(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set((await this.sql.rows<{ id: string }>(KNOWN, [this.practiceId, ids])).map(({ id }) => id));
  }

  async add(visits: readonly Row[]): Promise<void> {
    if (visits.length > 0) await this.sql.count(ADD, [recordRowsOf(this.practiceId, visits)]);
  }
}
