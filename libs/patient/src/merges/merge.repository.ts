import type { Id } from '@spindle/kernel';
import { pointRows, pointRowsOf, statement, type PatientRoots, type Sql } from '@spindle/database';
import type { MergeCandidate, MergeRecord } from './merge';

/** Every table whose rows belong to a patient's record and follow it; what names the person (names, contacts) stays with each record. */
export const FOLLOWING_TABLES = [
  'encounter', 'condition', 'episode_of_care', 'treatment_plan', 'plan_certification', 'progress_report', 'planned_visit', 'obligation',
  'clinical_note', 'needling_site', 'service_line', 'pain_score', 'range_of_motion', 'adverse_event', 'care_task', 'patient_alert', 'lead_conversion',
  'screening', 'consent', 'candidacy', 'outcome_score', 'body_mark', 'disclosure',
].map((table) => `patient.${table}`);

const POINT = pointRowsOf(FOLLOWING_TABLES);

const COLUMNS = `id, survivor_id AS "survivorId", merged_id AS "mergedId", reason, merged_at AS "mergedAt", merged_by AS "mergedBy",
  unmerged_at AS "unmergedAt", unmerged_by AS "unmergedBy", unmerge_reason AS "unmergeReason"`;

/** In the order of their ids, so that two merges of the same records take turns. */
const CANDIDATES = statement(`SELECT id, merged_into_id AS "mergedIntoId" FROM patient.patient WHERE practice_id = $1 AND id = ANY($2) ORDER BY id FOR UPDATE`);

/** All records from which one leads to one of these, with the end to which each leads. */
const ROOTS = statement(`WITH RECURSIVE up AS (
    SELECT p.id, p.id AS at, p.merged_into_id AS next FROM patient.patient p WHERE p.practice_id = $1 AND p.id = ANY($2)
    UNION SELECT up.id, p.id, p.merged_into_id FROM up JOIN patient.patient p ON p.practice_id = $1 AND p.id = up.next
  ), tops AS (SELECT DISTINCT at AS id FROM up WHERE next IS NULL
  ), down AS (
    SELECT id, id AS root FROM tops
    UNION SELECT p.id, down.root FROM down JOIN patient.patient p ON p.practice_id = $1 AND p.merged_into_id = down.id
  ) SELECT id, root FROM down ORDER BY id`);

const LEAD = statement('UPDATE patient.patient SET merged_into_id = $3, version = version + 1 WHERE practice_id = $1 AND id = $2');
const BY_ID = statement(`SELECT ${COLUMNS} FROM patient.merge_record WHERE practice_id = $1 AND id = ANY($2)`);
const FOR_CHANGE = statement(`SELECT ${COLUMNS} FROM patient.merge_record WHERE practice_id = $1 AND id = $2 FOR UPDATE`);
const OF_PATIENTS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(patient_id) CROSS JOIN LATERAL (
    SELECT asked.patient_id, ${COLUMNS} FROM patient.merge_record m WHERE m.practice_id = $1 AND (m.survivor_id = asked.patient_id OR m.merged_id = asked.patient_id)
    ORDER BY m.merged_at DESC, m.id DESC LIMIT 50) AS page`);
const INSERT = statement(`INSERT INTO patient.merge_record (practice_id, id, survivor_id, merged_id, reason, merged_at, merged_by) VALUES ($1, $2, $3, $4, $5, $6, $7)`);
const UNDO = statement('UPDATE patient.merge_record SET unmerged_at = $3, unmerged_by = $4, unmerge_reason = $5 WHERE practice_id = $1 AND id = $2');

/** The survivor is found by the words of every record that leads to it, and those records by none. */
const SHARE_TOKENS = statement(`WITH root AS (SELECT id, top FROM unnest($2::uuid[], $3::uuid[]) AS root(id, top) WHERE id <> top),
  gone AS (DELETE FROM patient.patient_search s USING root WHERE s.practice_id = $1 AND s.patient_id = root.id RETURNING s.token, root.top)
  INSERT INTO patient.patient_search (practice_id, token, patient_id) SELECT DISTINCT $1::uuid, token, top FROM gone ON CONFLICT DO NOTHING`);

/** Reads and writes merges of one practice. */
export class MergeRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** The records, locked until the transaction ends. */
  async lock(ids: readonly Id<'Patient'>[]): Promise<ReadonlyMap<Id<'Patient'>, MergeCandidate>> {
    const rows = await this.sql.rows<MergeCandidate>(CANDIDATES, [this.practiceId, ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** For these records, and all that lead to where these lead, the end of the chain. */
  async rootsOf(ids: readonly Id<'Patient'>[]): Promise<ReadonlyMap<Id<'Patient'>, Id<'Patient'>>> {
    const rows = await this.sql.rows<{ id: Id<'Patient'>; root: Id<'Patient'> }>(ROOTS, [this.practiceId, ids]);
    return new Map(rows.map(({ id, root }) => [id, root]));
  }

  /** Lets a record lead to another one, or to itself again. */
  async lead(id: Id<'Patient'>, mergedIntoId: Id<'Patient'> | null): Promise<void> {
    await this.sql.count(LEAD, [this.practiceId, id, mergedIntoId]);
  }

  /** Points everything to the record to which the one that it was written under leads now. */
  async pointRows(roots: PatientRoots): Promise<void> {
    await pointRows(this.sql, { practiceId: this.practiceId, statements: POINT, roots });
  }

  async shareTokens(roots: PatientRoots): Promise<void> {
    await this.sql.count(SHARE_TOKENS, [this.practiceId, [...roots.keys()], [...roots.values()]]);
  }

  async findMany(ids: readonly Id<'MergeRecord'>[]): Promise<MergeRecord[]> {
    return this.sql.rows<MergeRecord>(BY_ID, [this.practiceId, ids]);
  }

  async findForChange(id: Id<'MergeRecord'>): Promise<MergeRecord | null> {
    return (await this.sql.rows<MergeRecord>(FOR_CHANGE, [this.practiceId, id]))[0] ?? null;
  }

  async ofPatients(ids: readonly Id<'Patient'>[]): Promise<ReadonlyMap<Id<'Patient'>, readonly MergeRecord[]>> {
    const groups = Map.groupBy(await this.sql.rows<MergeRecord & { patient_id: Id<'Patient'> }>(OF_PATIENTS, [this.practiceId, ids]), (row) => row.patient_id);
    return new Map(ids.map((id) => [id, groups.get(id) ?? []]));
  }

  async insert({ id, survivorId, mergedId, reason, mergedAt, mergedBy }: MergeRecord): Promise<void> {
    await this.sql.count(INSERT, [this.practiceId, id, survivorId, mergedId, reason, mergedAt, mergedBy]);
  }

  async undo({ id, unmergedAt, unmergedBy, unmergeReason }: MergeRecord): Promise<void> {
    await this.sql.count(UNDO, [this.practiceId, id, unmergedAt, unmergedBy, unmergeReason]);
  }
}
