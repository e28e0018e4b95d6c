import type { Id } from '@spindle/kernel';
import { MOST_RECORD_ROWS, readRecordRows, wholeRecords, type RecordPart, type Sql } from '@spindle/database';
import { columnOf, type RecordRows, type RecordTable, type Row } from '@spindle/fhir';
import { MergeRepository } from '../merges/merge.repository';
import { PATIENT_RECORD } from './patient-record';

const PARTS: readonly RecordPart[] = PATIENT_RECORD.flatMap((table) => [table, ...(table.within ?? []).map(({ name, columns }) => ({ name, of: innerOf(table, columnOf(columns, 'PARENT')) }))]);

const READ = readRecordRows(PARTS);

function innerOf({ name }: RecordTable, key: string): RecordPart['of'] {
  return name === 'patient.patient' ? { patient: [key] } : { table: name, key };
}

/** Reads whole records of one practice. */
export class RecordExportRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** Each patient's record with all that was merged into it, read in one statement. Throws for records beyond any bound. */
  async recordsOf(patientIds: readonly Id<'Patient'>[]): Promise<ReadonlyMap<Id<'Patient'>, RecordRows>> {
    const roots = await new MergeRepository(this.sql, this.practiceId).rootsOf(patientIds);
    const rows = await this.sql.rows<{ part: number; record: string; row: Row }>(READ, [this.practiceId, [...roots.keys()], [...roots.values()], MOST_RECORD_ROWS]);
    const records = Map.groupBy(wholeRecords(rows), ({ record }) => record);
    return new Map(patientIds.map((id) => [id, byTable(records.get(roots.get(id) ?? id) ?? [])]));
  }
}

function byTable(rows: readonly { readonly part: number; readonly row: Row }[]): RecordRows {
  const groups = Map.groupBy(rows, ({ part }) => PARTS[part]?.name ?? '');
  return new Map([...groups].map(([name, group]) => [name, group.map(({ row }) => row)]));
}
