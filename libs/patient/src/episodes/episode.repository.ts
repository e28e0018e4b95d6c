import { toPage, type CalendarDay, type Id, type Page } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { toCursor, type PageRequest } from '@spindle/subgraph';
import type { CareDiscipline, DischargeOutcome, Episode, EpisodeStatus } from './episode';

interface EpisodeRow {
  readonly id: Id<'EpisodeOfCare'>;
  readonly version: number;
  readonly patient_id: Id<'Patient'>;
  readonly discipline: CareDiscipline;
  readonly status: EpisodeStatus;
  readonly reason: string;
  readonly started_on: CalendarDay;
  readonly finished_on: CalendarDay | null;
  readonly discharge_outcome: DischargeOutcome | null;
  readonly discharge_summary: string | null;
  readonly discharged_by: Id<'Practitioner'> | null;
  readonly treatment_days: number | null;
}

const BY_IDS = statement(`SELECT id, version, patient_id, discipline, status, reason, started_on, finished_on, discharge_outcome, discharge_summary, discharged_by, treatment_days
  FROM patient.episode_of_care WHERE practice_id = $1 AND id = ANY($2)`);

const FOR_CHANGE = statement(`SELECT id, version, patient_id, discipline, status, reason, started_on, finished_on, discharge_outcome, discharge_summary, discharged_by, treatment_days
  FROM patient.episode_of_care WHERE practice_id = $1 AND id = $2 FOR NO KEY UPDATE`);

const OF_PATIENTS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(patient_id) CROSS JOIN LATERAL (
    SELECT id, version, patient_id, discipline, status, reason, started_on, finished_on, discharge_outcome, discharge_summary, discharged_by, treatment_days
    FROM patient.episode_of_care e
    WHERE e.practice_id = $1 AND e.patient_id = asked.patient_id AND ($3::date IS NULL OR (e.started_on, e.id) < ($3, $4::uuid))
    ORDER BY e.started_on DESC, e.id DESC LIMIT $5
  ) AS page`);

const INSERT = statement(`INSERT INTO patient.episode_of_care (practice_id, id, version, patient_id, discipline, status, reason, started_on)
  VALUES ($1, $2, 1, $3, $4, 'ACTIVE', $5, $6) ON CONFLICT DO NOTHING`);

const FINISH = statement(`UPDATE patient.episode_of_care
  SET version = version + 1, status = 'FINISHED', finished_on = $4, discharge_outcome = $5, discharge_summary = $6, discharged_by = $7, treatment_days = $8
  WHERE practice_id = $1 AND id = $2 AND version = $3`);

const OPEN = statement(`SELECT id FROM patient.episode_of_care WHERE practice_id = $1 AND patient_id = $2 AND discipline = $3 AND status = 'ACTIVE'`);

/** Reads and writes courses of care of one practice. */
export class EpisodeRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findMany(ids: readonly Id<'EpisodeOfCare'>[]): Promise<Episode[]> {
    return (await this.sql.rows<EpisodeRow>(BY_IDS, [this.practiceId, ids])).map(toEpisode);
  }

  /** The episode, locked until the transaction ends. */
  async findForChange(id: Id<'EpisodeOfCare'>): Promise<Episode | null> {
    const [row] = await this.sql.rows<EpisodeRow>(FOR_CHANGE, [this.practiceId, id]);
    return row ? toEpisode(row) : null;
  }

  async findOpen(patientId: Id<'Patient'>, discipline: CareDiscipline): Promise<Id<'EpisodeOfCare'> | null> {
    const [row] = await this.sql.rows<{ id: Id<'EpisodeOfCare'> }>(OPEN, [this.practiceId, patientId, discipline]);
    return row?.id ?? null;
  }

  async pagesOf(patientIds: readonly Id<'Patient'>[], page: PageRequest): Promise<Map<Id<'Patient'>, Page<Episode>>> {
    const [startedOn, id] = page.after ?? [null, null];
    const rows = await this.sql.rows<EpisodeRow>(OF_PATIENTS, [this.practiceId, patientIds, startedOn, id, page.first + 1]);
    const episodes = Map.groupBy(rows.map(toEpisode), (episode) => episode.patientId);
    const cursorOf = (episode: Episode): string => toCursor([episode.startedOn, episode.id]);
    return new Map(patientIds.map((patientId) => [patientId, toPage(episodes.get(patientId) ?? [], page.first, { cursorOf, after: page.cursor })]));
  }

  /** False when the patient has an open episode of the discipline. */
  async insert({ id, patientId, discipline, reason, startedOn }: Pick<Episode, 'id' | 'patientId' | 'discipline' | 'reason' | 'startedOn'>): Promise<boolean> {
    return (await this.sql.count(INSERT, [this.practiceId, id, patientId, discipline, reason, startedOn])) === 1;
  }

  /** False when the episode has another version by now. */
  async finish({ id, version, finishedOn, discharge }: Episode): Promise<boolean> {
    return (await this.sql.count(FINISH, [this.practiceId, id, version, finishedOn, discharge?.outcome, discharge?.summary, discharge?.practitionerId, discharge?.treatmentDays])) === 1;
  }
}

function toEpisode(row: EpisodeRow): Episode {
  const { id, version, discipline, status, reason } = row;
  return { id, version, patientId: row.patient_id, discipline, status, reason, startedOn: row.started_on, finishedOn: row.finished_on, discharge: dischargeOf(row) };
}

function dischargeOf({ discharge_outcome: outcome, discharge_summary: summary, discharged_by: practitionerId, treatment_days: treatmentDays }: EpisodeRow): Episode['discharge'] {
  if (outcome === null || summary === null || practitionerId === null || treatmentDays === null) return null;
  return { outcome, summary, practitionerId, treatmentDays };
}
