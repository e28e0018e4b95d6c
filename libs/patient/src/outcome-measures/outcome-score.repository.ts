import { toPage, type CalendarDay, type Id, type Page } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { toCursor, type PageRequest } from '@spindle/subgraph';
import type { OutcomeScore } from './outcome-score';

interface ScoreRow {
  readonly id: Id<'OutcomeScore'>;
  readonly patient_id: Id<'Patient'>;
  readonly encounter_id: Id<'Encounter'> | null;
  readonly measure_code: string;
  readonly measure_version: number;
  readonly answered_on: CalendarDay;
  readonly value: number;
  readonly points: number;
  readonly possible: number;
  readonly answers: OutcomeScore['answers'];
}

const COLUMNS = 'id, patient_id, encounter_id, measure_code, measure_version, answered_on, value, points, possible, answers';

const BY_IDS = statement(`SELECT ${COLUMNS} FROM patient.outcome_score WHERE practice_id = $1 AND id = ANY($2)`);

const OF_PATIENTS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(patient_id) CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM patient.outcome_score s
    WHERE s.practice_id = $1 AND s.patient_id = asked.patient_id AND ($3::date IS NULL OR (s.answered_on, s.id) < ($3, $4::uuid))
    ORDER BY s.answered_on DESC, s.id DESC LIMIT $5
  ) AS page`);

const COURSES = statement(`SELECT course.* FROM unnest($2::uuid[], $3::text[]) AS asked(patient_id, measure_code) CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM patient.outcome_score s
    WHERE s.practice_id = $1 AND s.patient_id = asked.patient_id AND s.measure_code = asked.measure_code
    ORDER BY s.answered_on DESC, s.id DESC LIMIT $4
  ) AS course`);

const IN_DAYS = statement(`SELECT span.* FROM unnest($2::uuid[], $3::date[], $4::date[]) WITH ORDINALITY AS asked(patient_id, from_day, through_day, place) CROSS JOIN LATERAL (
    SELECT asked.place::integer, ${COLUMNS} FROM patient.outcome_score s
    WHERE s.practice_id = $1 AND s.patient_id = asked.patient_id AND s.answered_on BETWEEN asked.from_day AND asked.through_day
    ORDER BY s.answered_on DESC, s.id DESC LIMIT $5
  ) AS span`);

const INSERT = statement(`INSERT INTO patient.outcome_score (practice_id, ${COLUMNS}, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`);

/** How many scores of a measure a trend shows. */
const TREND_LENGTH = 100;

/** Whose scores of which measure. */
export interface CourseKey {
  readonly patientId: Id<'Patient'>;
  readonly measureCode: string;
}

/** Whose scores, from which day to which, both included. */
export interface ScoredDays {
  readonly patientId: Id<'Patient'>;
  readonly from: CalendarDay;
  readonly through: CalendarDay;
}

/** Reads and writes scores of one practice. */
export class OutcomeScoreRepository {
  readonly #sql: Sql;
  readonly #practiceId: Id<'Practice'>;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    this.#sql = sql;
    this.#practiceId = practiceId;
  }

  async findMany(ids: readonly Id<'OutcomeScore'>[]): Promise<OutcomeScore[]> {
    return (await this.#sql.rows<ScoreRow>(BY_IDS, [this.#practiceId, ids])).map(toOutcomeScore);
  }

  /** The same page of each patient's scores, newest first. */
  async pagesOf(patientIds: readonly Id<'Patient'>[], page: PageRequest): Promise<Map<Id<'Patient'>, Page<OutcomeScore>>> {
    const [day, id] = page.after ?? [null, null];
    const rows = await this.#sql.rows<ScoreRow>(OF_PATIENTS, [this.#practiceId, patientIds, day, id, page.first + 1]);
    const scores = Map.groupBy(rows.map(toOutcomeScore), ({ patientId }) => patientId);
    const cursorOf = ({ answeredOn, id: scoreId }: OutcomeScore): string => toCursor([answeredOn, scoreId]);
    return new Map(patientIds.map((patientId) => [patientId, toPage(scores.get(patientId) ?? [], page.first, { cursorOf, after: page.cursor })]));
  }

  /** For each key the last scores of the measure, oldest first. */
  async courses(keys: readonly CourseKey[]): Promise<OutcomeScore[][]> {
    const rows = await this.#sql.rows<ScoreRow>(COURSES, [this.#practiceId, keys.map(({ patientId }) => patientId), keys.map(({ measureCode }) => measureCode), TREND_LENGTH]);
    const courses = Map.groupBy(rows.map(toOutcomeScore), ({ patientId, measureCode }) => `${patientId} ${measureCode}`);
    return keys.map(({ patientId, measureCode }) => (courses.get(`${patientId} ${measureCode}`) ?? []).reverse());
  }

  /** For each key the scores of its days, oldest first. */
  async inDays(keys: readonly ScoredDays[]): Promise<OutcomeScore[][]> {
    const rows = await this.#sql.rows<ScoreRow & { place: number }>(IN_DAYS, [this.#practiceId, keys.map(({ patientId }) => patientId), keys.map(({ from }) => from), keys.map(({ through }) => through), TREND_LENGTH]);
    const spans = Map.groupBy(rows, ({ place }) => place);
    return keys.map((_key, at) => (spans.get(at + 1) ?? []).map(toOutcomeScore).reverse());
  }

  async insert({ id, patientId, encounterId, measureCode, measureVersion, ...score }: OutcomeScore, recordedBy: Id<'Person'>): Promise<void> {
    const { answeredOn, value, points, possible, answers } = score;
    await this.#sql.count(INSERT, [this.#practiceId, id, patientId, encounterId, measureCode, measureVersion, answeredOn, value, points, possible, JSON.stringify(answers), recordedBy]);
  }
}

function toOutcomeScore(row: ScoreRow): OutcomeScore {
  return {
    id: row.id, patientId: row.patient_id, encounterId: row.encounter_id, measureCode: row.measure_code, measureVersion: row.measure_version,
    answeredOn: row.answered_on, value: row.value, points: row.points, possible: row.possible, answers: row.answers,
  };
}
