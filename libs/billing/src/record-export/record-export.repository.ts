import type { Id } from '@spindle/kernel';
import { MOST_RECORD_ROWS, readRecordRows, statement, wholeRecords, type RecordPart, type Sql } from '@spindle/database';
import { columnOf, type RecordRows, type Row } from '@spindle/fhir';
import { CoverageRepository } from '../coverages/coverage.repository';
import { COVERAGE, IMPORTED_CLAIM } from './insurance-record';

const CLAIM_PARTS: readonly RecordPart[] = [
  IMPORTED_CLAIM, ...(IMPORTED_CLAIM.within ?? []).map(({ name, columns }) => ({ name, of: { table: IMPORTED_CLAIM.name, key: columnOf(columns, 'PARENT') } })),
];

const CLAIMS = readRecordRows(CLAIM_PARTS);

/** Without what is sealed, and with the names of plan and payer. */
const COVERAGES = statement(`SELECT to_jsonb(c) - ARRAY['practice_id', 'plan_id', 'member_id', 'member_id_sealed', 'member_id_index', 'member_id_key']
    || jsonb_build_object('plan_id.payer', payer.name, 'plan_id.payer_identifier', payer.payer_identifier, 'plan_id.name', plan.name, 'plan_id.kind', plan.kind) AS row
  FROM billing.coverage c
  JOIN billing.insurance_plan plan ON plan.practice_id = c.practice_id AND plan.id = c.plan_id
  JOIN billing.payer payer ON payer.practice_id = plan.practice_id AND payer.id = plan.payer_id
  WHERE c.practice_id = $1 AND c.patient_id = ANY($2) ORDER BY c.patient_id, c.valid_from, c.id LIMIT $3`);

/** Reads what billing has of whole records of one practice. */
export class RecordExportRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** Throws for records beyond any bound. */
  async recordsOf(patientIds: readonly Id<'Patient'>[]): Promise<ReadonlyMap<string, RecordRows>> {
    const coverages = Map.groupBy(await this.#coverages(patientIds), (row) => String(row['patient_id']));
    const claims = Map.groupBy(wholeRecords(await this.sql.rows<{ part: number; record: string; row: Row }>(CLAIMS, [this.practiceId, patientIds, patientIds, MOST_RECORD_ROWS])), ({ record }) => record);
    return new Map(patientIds.map((id) => {
      const rows = claims.get(id) ?? [];
      const ofPart = (index: number): Row[] => rows.filter(({ part }) => part === index).map(({ row }) => row);
      return [id, new Map([[COVERAGE.name, coverages.get(id) ?? []], ...CLAIM_PARTS.map(({ name }, index) => [name, ofPart(index)] as const)])];
    }));
  }

  async #coverages(patientIds: readonly Id<'Patient'>[]): Promise<Row[]> {
    const rows = wholeRecords(await this.sql.rows<{ row: Row }>(COVERAGES, [this.practiceId, patientIds, MOST_RECORD_ROWS]));
    const memberIds = new Map((await new CoverageRepository(this.sql, this.practiceId).findOfPatients(patientIds)).map(({ id, memberId }) => [String(id), memberId]));
    return rows.map(({ row }) => ({ ...row, member_id: memberIds.get(String(row['id'])) ?? null }));
  }
}
