import { toPage, type CalendarDay, type Id, type Page } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { toCursor, type PageRequest } from '@spindle/subgraph';
import type { RecordSource } from '../patients/patient';
import type { Condition, ConditionClinicalStatus } from './condition';

interface ConditionRow {
  readonly id: Id<'Condition'>;
  readonly patient_id: Id<'Patient'>;
  readonly code_system: string | null;
  readonly code: string | null;
  readonly code_text: string;
  readonly onset_date: CalendarDay | null;
  readonly abatement_date: CalendarDay | null;
  readonly clinical_status: ConditionClinicalStatus;
  readonly source: RecordSource;
}

const BY_IDS = statement(`SELECT id, patient_id, code_system, code, code_text, onset_date, abatement_date, clinical_status, source
  FROM patient.condition WHERE practice_id = $1 AND id = ANY($2)`);

const OF_PATIENTS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(patient_id) CROSS JOIN LATERAL (
    SELECT id, patient_id, code_system, code, code_text, onset_date, abatement_date, clinical_status, source
    FROM patient.condition c
    WHERE c.practice_id = $1 AND c.patient_id = asked.patient_id AND ($3::date IS NULL OR (coalesce(c.onset_date, '0001-01-01'), c.id) < ($3, $4::uuid))
    ORDER BY coalesce(c.onset_date, '0001-01-01') DESC, c.id DESC LIMIT $5
  ) AS page`);

const INSERT = statement(`INSERT INTO patient.condition (practice_id, id, patient_id, code_system, code, code_text, onset_date, abatement_date, clinical_status, source)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`);

/** Where a condition without an onset stands in the order: behind all others. */
const NO_ONSET = '0001-01-01';

/** Reads and writes conditions of one practice. */
export class ConditionRepository {
  readonly #sql: Sql;
  readonly #practiceId: Id<'Practice'>;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    this.#sql = sql;
    this.#practiceId = practiceId;
  }

  async findMany(ids: readonly Id<'Condition'>[]): Promise<Condition[]> {
    return (await this.#sql.rows<ConditionRow>(BY_IDS, [this.#practiceId, ids])).map(toCondition);
  }

  async insert({ id, patientId, code, onset, abatement, clinicalStatus, source }: Condition): Promise<void> {
    await this.#sql.count(INSERT, [this.#practiceId, id, patientId, code.system, code.code, code.text, onset, abatement, clinicalStatus, source]);
  }

  /** The same page of each patient's conditions, newest onset first. */
  async pagesOf(patientIds: readonly Id<'Patient'>[], page: PageRequest): Promise<Map<Id<'Patient'>, Page<Condition>>> {
    const [onset, id] = page.after ?? [null, null];
    const rows = await this.#sql.rows<ConditionRow>(OF_PATIENTS, [this.#practiceId, patientIds, onset, id, page.first + 1]);
    const conditions = Map.groupBy(rows.map(toCondition), (condition) => condition.patientId);
    const cursorOf = (condition: Condition): string => toCursor([condition.onset ?? NO_ONSET, condition.id]);
    return new Map(patientIds.map((patientId) => [patientId, toPage(conditions.get(patientId) ?? [], page.first, { cursorOf, after: page.cursor })]));
  }
}

function toCondition(row: ConditionRow): Condition {
  return {
    id: row.id, patientId: row.patient_id, code: { system: row.code_system, code: row.code, text: row.code_text },
    onset: row.onset_date, abatement: row.abatement_date, clinicalStatus: row.clinical_status, source: row.source,
  };
}
