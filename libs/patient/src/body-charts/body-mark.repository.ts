import { toPage, type Id, type Page } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { toCursor, type PageRequest } from '@spindle/subgraph';
import type { BodyMark, BodyMarkKind } from './body-mark';

interface MarkRow {
  readonly id: Id<'BodyMark'>;
  readonly patient_id: Id<'Patient'>;
  readonly encounter_id: Id<'Encounter'> | null;
  readonly region: string;
  readonly x: number;
  readonly y: number;
  readonly kind: BodyMarkKind;
  readonly intensity: number;
  readonly marked_at: Date;
}

const COLUMNS = 'id, patient_id, encounter_id, region, x, y, kind, intensity, marked_at';

const BY_IDS = statement(`SELECT ${COLUMNS} FROM patient.body_mark WHERE practice_id = $1 AND id = ANY($2)`);

const OF_PATIENTS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(patient_id) CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM patient.body_mark m
    WHERE m.practice_id = $1 AND m.patient_id = asked.patient_id AND ($3::timestamptz IS NULL OR (m.marked_at, m.id) < ($3, $4::uuid))
    ORDER BY m.marked_at DESC, m.id DESC LIMIT $5
  ) AS page`);

const INSERT = statement(`INSERT INTO patient.body_mark (practice_id, ${COLUMNS}, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`);

/** Reads and writes marks of one practice. */
export class BodyMarkRepository {
  readonly #sql: Sql;
  readonly #practiceId: Id<'Practice'>;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    this.#sql = sql;
    this.#practiceId = practiceId;
  }

  async findMany(ids: readonly Id<'BodyMark'>[]): Promise<BodyMark[]> {
    return (await this.#sql.rows<MarkRow>(BY_IDS, [this.#practiceId, ids])).map(toBodyMark);
  }

  /** The same page of each patient's marks, newest first. */
  async pagesOf(patientIds: readonly Id<'Patient'>[], page: PageRequest): Promise<Map<Id<'Patient'>, Page<BodyMark>>> {
    const [at, id] = page.after ?? [null, null];
    const rows = await this.#sql.rows<MarkRow>(OF_PATIENTS, [this.#practiceId, patientIds, at, id, page.first + 1]);
    const marks = Map.groupBy(rows.map(toBodyMark), ({ patientId }) => patientId);
    const cursorOf = ({ markedAt, id: markId }: BodyMark): string => toCursor([markedAt.toISOString(), markId]);
    return new Map(patientIds.map((patientId) => [patientId, toPage(marks.get(patientId) ?? [], page.first, { cursorOf, after: page.cursor })]));
  }

  async insert({ id, patientId, encounterId, region, x, y, kind, intensity, markedAt }: BodyMark, recordedBy: Id<'Person'>): Promise<void> {
    await this.#sql.count(INSERT, [this.#practiceId, id, patientId, encounterId, region, x, y, kind, intensity, markedAt, recordedBy]);
  }
}

function toBodyMark(row: MarkRow): BodyMark {
  return {
    id: row.id, patientId: row.patient_id, encounterId: row.encounter_id, region: row.region, x: row.x, y: row.y, kind: row.kind, intensity: row.intensity, markedAt: row.marked_at,
  };
}
