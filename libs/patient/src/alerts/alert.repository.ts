import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { PatientAlert } from './alert';

const COLUMNS = 'id, version, patient_id AS "patientId", category, text, pinned_at AS "pinnedAt", ended_at AS "endedAt"';

const PINNED = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(patient_id) CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM patient.patient_alert a WHERE a.practice_id = $1 AND a.patient_id = asked.patient_id AND a.ended_at IS NULL ORDER BY a.pinned_at DESC, a.id DESC LIMIT 100) AS page`);
const BY_ID = statement(`SELECT ${COLUMNS} FROM patient.patient_alert WHERE practice_id = $1 AND id = $2`);
const FOR_CHANGE = statement(`SELECT ${COLUMNS} FROM patient.patient_alert WHERE practice_id = $1 AND id = $2 FOR NO KEY UPDATE`);
const INSERT = statement('INSERT INTO patient.patient_alert (practice_id, id, version, patient_id, category, text, pinned_by, pinned_at) VALUES ($1, $2, 1, $3, $4, $5, $6, $7)');
const END = statement('UPDATE patient.patient_alert SET version = version + 1, ended_at = $4 WHERE practice_id = $1 AND id = $2 AND version = $3');

/** Reads and writes alerts of one practice. */
export class AlertRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async pinnedOf(ids: readonly Id<'Patient'>[]): Promise<ReadonlyMap<Id<'Patient'>, readonly PatientAlert[]>> {
    const groups = Map.groupBy(await this.sql.rows<PatientAlert>(PINNED, [this.practiceId, ids]), ({ patientId }) => patientId);
    return new Map(ids.map((id) => [id, groups.get(id) ?? []]));
  }

  async find(id: Id<'PatientAlert'>): Promise<PatientAlert | null> {
    return (await this.sql.rows<PatientAlert>(BY_ID, [this.practiceId, id]))[0] ?? null;
  }

  /** The alert, locked until the transaction ends. */
  async findForChange(id: Id<'PatientAlert'>): Promise<PatientAlert | null> {
    return (await this.sql.rows<PatientAlert>(FOR_CHANGE, [this.practiceId, id]))[0] ?? null;
  }

  async insert({ id, patientId, category, text, pinnedAt }: PatientAlert, pinnedBy: Id<'Person'>): Promise<void> {
    await this.sql.count(INSERT, [this.practiceId, id, patientId, category, text, pinnedBy, pinnedAt]);
  }

  async end({ id, version, endedAt }: PatientAlert): Promise<void> {
    await this.sql.count(END, [this.practiceId, id, version, endedAt]);
  }
}
