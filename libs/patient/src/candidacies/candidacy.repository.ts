import { toPage, type CalendarDay, type Id, type Page } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { toCursor, type PageRequest } from '@spindle/subgraph';
import type { ConsentKey } from '../consents/consent.repository';
import type { Procedure } from '../screenings/question-set';
import type { Candidacy, CandidacyVerdict } from './candidacy';

interface CandidacyRow {
  readonly id: Id<'Candidacy'>;
  readonly patient_id: Id<'Patient'>;
  readonly procedure: Procedure;
  readonly verdict: CandidacyVerdict;
  readonly precautions: string | null;
  readonly alternative: string | null;
  readonly practitioner_id: Id<'Practitioner'>;
  readonly signed_at: Date;
  readonly signed_on: CalendarDay;
}

const COLUMNS = 'id, patient_id, procedure, verdict, precautions, alternative, practitioner_id, signed_at, signed_on';

const BY_IDS = statement(`SELECT ${COLUMNS} FROM patient.candidacy WHERE practice_id = $1 AND id = ANY($2)`);

const LATEST = statement(`SELECT latest.* FROM unnest($2::uuid[], $3::text[], $4::date[]) AS asked(patient_id, procedure, day) CROSS JOIN LATERAL (
    SELECT asked.day, ${COLUMNS} FROM patient.candidacy c
    WHERE c.practice_id = $1 AND c.patient_id = asked.patient_id AND c.procedure = asked.procedure AND c.signed_on <= asked.day
    ORDER BY c.signed_at DESC, c.id DESC LIMIT 1
  ) AS latest`);

const OF_PATIENTS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(patient_id) CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM patient.candidacy c
    WHERE c.practice_id = $1 AND c.patient_id = asked.patient_id AND ($3::timestamptz IS NULL OR (c.signed_at, c.id) < ($3, $4::uuid))
    ORDER BY c.signed_at DESC, c.id DESC LIMIT $5
  ) AS page`);

const INSERT = statement(`INSERT INTO patient.candidacy (practice_id, ${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`);

/** Reads and writes verdicts of one practice. */
export class CandidacyRepository {
  readonly #sql: Sql;
  readonly #practiceId: Id<'Practice'>;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    this.#sql = sql;
    this.#practiceId = practiceId;
  }

  async findMany(ids: readonly Id<'Candidacy'>[]): Promise<Candidacy[]> {
    return (await this.#sql.rows<CandidacyRow>(BY_IDS, [this.#practiceId, ids])).map(toCandidacy);
  }

  /** For each key the last verdict signed on or before its day; null where there is none. */
  async latest(keys: readonly ConsentKey[]): Promise<(Candidacy | null)[]> {
    const rows = await this.#sql.rows<CandidacyRow & { day: CalendarDay }>(LATEST, [
      this.#practiceId, keys.map(({ patientId }) => patientId), keys.map(({ procedure }) => procedure), keys.map(({ day }) => day)]);
    const found = new Map(rows.map((row) => [`${row.patient_id} ${row.procedure} ${row.day}`, toCandidacy(row)]));
    return keys.map(({ patientId, procedure, day }) => found.get(`${patientId} ${procedure} ${day}`) ?? null);
  }

  /** The same page of each patient's verdicts, newest first. */
  async pagesOf(patientIds: readonly Id<'Patient'>[], page: PageRequest): Promise<Map<Id<'Patient'>, Page<Candidacy>>> {
    const [at, id] = page.after ?? [null, null];
    const rows = await this.#sql.rows<CandidacyRow>(OF_PATIENTS, [this.#practiceId, patientIds, at, id, page.first + 1]);
    const verdicts = Map.groupBy(rows.map(toCandidacy), ({ patientId }) => patientId);
    const cursorOf = ({ signedAt, id: candidacyId }: Candidacy): string => toCursor([signedAt.toISOString(), candidacyId]);
    return new Map(patientIds.map((patientId) => [patientId, toPage(verdicts.get(patientId) ?? [], page.first, { cursorOf, after: page.cursor })]));
  }

  async insert({ id, patientId, procedure, verdict, precautions, alternative, practitionerId, signedAt, signedOn }: Candidacy): Promise<void> {
    await this.#sql.count(INSERT, [this.#practiceId, id, patientId, procedure, verdict, precautions, alternative, practitionerId, signedAt, signedOn]);
  }
}

function toCandidacy(row: CandidacyRow): Candidacy {
  return {
    id: row.id, patientId: row.patient_id, procedure: row.procedure, verdict: row.verdict, precautions: row.precautions, alternative: row.alternative,
    practitionerId: row.practitioner_id, signedAt: row.signed_at, signedOn: row.signed_on,
  };
}
