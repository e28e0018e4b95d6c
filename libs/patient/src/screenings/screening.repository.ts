import { toPage, type CalendarDay, type Id, type Page } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { toCursor, type PageRequest } from '@spindle/subgraph';
import type { AnswerEffect, QuestionSetKey } from './question-set';
import type { Screening, ScreeningAnswer, ScreeningDecision, ScreeningFinding } from './screening';

interface ScreeningRow {
  readonly id: Id<'Screening'>;
  readonly patient_id: Id<'Patient'>;
  readonly encounter_id: Id<'Encounter'> | null;
  readonly question_set: QuestionSetKey;
  readonly question_set_version: number;
  readonly answers: readonly ScreeningAnswer[];
  readonly findings: readonly ScreeningFinding[];
  readonly outcome: AnswerEffect;
  readonly answered_on: CalendarDay;
  readonly answered_at: Date;
  readonly recorded_by: Id<'Person'>;
  readonly decision: ScreeningDecision['decision'] | null;
  readonly decision_reason: string | null;
  readonly decided_by: Id<'Practitioner'> | null;
  readonly decided_at: Date | null;
}

const COLUMNS = `id, patient_id, encounter_id, question_set, question_set_version, answers, findings, outcome, answered_on, answered_at,
    recorded_by, decision, decision_reason, decided_by, decided_at`;

const BY_IDS = statement(`SELECT ${COLUMNS} FROM patient.screening WHERE practice_id = $1 AND id = ANY($2)`);

const LATEST = statement(`SELECT latest.* FROM unnest($2::uuid[], $3::text[], $4::date[], $5::timestamptz[]) WITH ORDINALITY AS asked(patient_id, question_set, day, until, place) CROSS JOIN LATERAL (
    SELECT asked.place::integer, ${COLUMNS} FROM patient.screening s
    WHERE s.practice_id = $1 AND s.patient_id = asked.patient_id AND s.question_set = asked.question_set AND s.answered_on <= asked.day AND (asked.until IS NULL OR s.answered_at <= asked.until)
    ORDER BY s.answered_at DESC, s.id DESC LIMIT 1
  ) AS latest`);

const OF_PATIENTS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(patient_id) CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM patient.screening s
    WHERE s.practice_id = $1 AND s.patient_id = asked.patient_id AND ($3::timestamptz IS NULL OR (s.answered_at, s.id) < ($3, $4::uuid))
    ORDER BY s.answered_at DESC, s.id DESC LIMIT $5
  ) AS page`);

const INSERT = statement(`INSERT INTO patient.screening (practice_id, ${COLUMNS})
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`);

const DECIDE = statement(`UPDATE patient.screening SET decision = $3, decision_reason = $4, decided_by = $5, decided_at = $6 WHERE practice_id = $1 AND id = $2 AND decided_at IS NULL`);

/** Whose screening, by which set, as of which day. */
export interface ScreeningKey {
  readonly patientId: Id<'Patient'>;
  readonly questionSet: QuestionSetKey;
  readonly day: CalendarDay;
  /** What was answered after this instant does not count. */
  readonly until?: Date | null;
}

/** Reads and writes screenings of one practice. */
export class ScreeningRepository {
  readonly #sql: Sql;
  readonly #practiceId: Id<'Practice'>;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    this.#sql = sql;
    this.#practiceId = practiceId;
  }

  async findMany(ids: readonly Id<'Screening'>[]): Promise<Screening[]> {
    return (await this.#sql.rows<ScreeningRow>(BY_IDS, [this.#practiceId, ids])).map(toScreening);
  }

  /** For each key the last screening answered on or before its day; null where there is none. */
  async latest(keys: readonly ScreeningKey[]): Promise<(Screening | null)[]> {
    const rows = await this.#sql.rows<ScreeningRow & { place: number }>(LATEST, [
      this.#practiceId, keys.map(({ patientId }) => patientId), keys.map(({ questionSet }) => questionSet), keys.map(({ day }) => day), keys.map(({ until }) => until ?? null)]);
    const found = new Map(rows.map((row) => [row.place, toScreening(row)]));
    return keys.map((_key, at) => found.get(at + 1) ?? null);
  }

  /** The same page of each patient's screenings, newest first. */
  async pagesOf(patientIds: readonly Id<'Patient'>[], page: PageRequest): Promise<Map<Id<'Patient'>, Page<Screening>>> {
    const [at, id] = page.after ?? [null, null];
    const rows = await this.#sql.rows<ScreeningRow>(OF_PATIENTS, [this.#practiceId, patientIds, at, id, page.first + 1]);
    const screenings = Map.groupBy(rows.map(toScreening), ({ patientId }) => patientId);
    const cursorOf = ({ answeredAt, id: screeningId }: Screening): string => toCursor([answeredAt.toISOString(), screeningId]);
    return new Map(patientIds.map((patientId) => [patientId, toPage(screenings.get(patientId) ?? [], page.first, { cursorOf, after: page.cursor })]));
  }

  async insert({ id, patientId, encounterId, questionSet, questionSetVersion, answers, findings, outcome, ...screening }: Screening): Promise<void> {
    const { answeredOn, answeredAt, recordedBy, decision } = screening;
    await this.#sql.count(INSERT, [
      this.#practiceId, id, patientId, encounterId, questionSet, questionSetVersion, JSON.stringify(answers), JSON.stringify(findings), outcome, answeredOn, answeredAt,
      recordedBy, decision?.decision ?? null, decision?.reason ?? null, decision?.practitionerId ?? null, decision?.decidedAt ?? null]);
  }

  /** False when somebody decided meanwhile. */
  async saveDecision(id: Id<'Screening'>, { decision, reason, practitionerId, decidedAt }: ScreeningDecision): Promise<boolean> {
    return (await this.#sql.count(DECIDE, [this.#practiceId, id, decision, reason, practitionerId, decidedAt])) > 0;
  }
}

function toScreening(row: ScreeningRow): Screening {
  const { decision, decision_reason: reason, decided_by: practitionerId, decided_at: decidedAt } = row;
  return {
    id: row.id, patientId: row.patient_id, encounterId: row.encounter_id, questionSet: row.question_set, questionSetVersion: row.question_set_version,
    answers: row.answers, findings: row.findings, outcome: row.outcome, answeredOn: row.answered_on, answeredAt: row.answered_at, recordedBy: row.recorded_by,
    decision: decision && reason !== null && practitionerId && decidedAt ? { decision, reason, practitionerId, decidedAt } : null,
  };
}
