import { toPage, type CalendarDay, type Id, type Page } from '@spindle/kernel';
import { statement, type Sql, type Statement } from '@spindle/database';
import { toCursor, type PageRequest } from '@spindle/subgraph';
import type { PlanDiagnosis, TreatmentPlan, TreatmentPlanState } from './plan';

interface PlanRow {
  readonly id: Id<'TreatmentPlan'>;
  readonly version: number;
  readonly patient_id: Id<'Patient'>;
  readonly episode_id: Id<'EpisodeOfCare'>;
  readonly state: TreatmentPlanState;
  readonly goals: string[];
  readonly interventions: string[];
  readonly service_type_codes: string[];
  readonly companion_intervention: string | null;
  readonly companion_reason: string | null;
  readonly visits_planned: number;
  readonly visits_per_week: number;
  readonly weeks: number;
  readonly starts_on: CalendarDay;
  readonly requires_certification: boolean;
  readonly proposed_by: Id<'Practitioner'>;
  readonly proposed_at: Date;
  readonly decided_at: Date | null;
  readonly estimate_id: Id<'Estimate'> | null;
  readonly closed_on: CalendarDay | null;
  readonly replaces_id: Id<'TreatmentPlan'> | null;
}

const COLUMNS = `id, version, patient_id, episode_id, state, goals, interventions, service_type_codes, companion_intervention, companion_reason,
  visits_planned, visits_per_week, weeks, starts_on, requires_certification, proposed_by, proposed_at, decided_at, estimate_id, closed_on, replaces_id`;

const BY_IDS = statement(`SELECT ${COLUMNS} FROM patient.treatment_plan WHERE practice_id = $1 AND id = ANY($2)`);
const FOR_CHANGE = statement(`SELECT ${COLUMNS} FROM patient.treatment_plan WHERE practice_id = $1 AND id = $2 FOR NO KEY UPDATE`);
const ACCEPTED_OF_EPISODE = statement(`SELECT ${COLUMNS} FROM patient.treatment_plan WHERE practice_id = $1 AND episode_id = $2 AND state = 'ACCEPTED' FOR NO KEY UPDATE`);

const OF_PATIENTS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(owner_id) CROSS JOIN LATERAL (
    SELECT asked.owner_id, ${COLUMNS} FROM patient.treatment_plan t
    WHERE t.practice_id = $1 AND t.patient_id = asked.owner_id AND ($3::date IS NULL OR (t.starts_on, t.id) < ($3, $4::uuid))
    ORDER BY t.starts_on DESC, t.id DESC LIMIT $5) AS page`);
const OF_EPISODES = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(owner_id) CROSS JOIN LATERAL (
    SELECT asked.owner_id, ${COLUMNS} FROM patient.treatment_plan t
    WHERE t.practice_id = $1 AND t.episode_id = asked.owner_id AND ($3::date IS NULL OR (t.starts_on, t.id) < ($3, $4::uuid))
    ORDER BY t.starts_on DESC, t.id DESC LIMIT $5) AS page`);

const DIAGNOSES = statement(`SELECT plan_id, code, text FROM patient.plan_diagnosis WHERE practice_id = $1 AND plan_id = ANY($2) ORDER BY plan_id, rank`);

const INSERT = statement(`INSERT INTO patient.treatment_plan (practice_id, ${COLUMNS})
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`);
const INSERT_DIAGNOSES = statement(`INSERT INTO patient.plan_diagnosis (practice_id, plan_id, rank, code, text)
  SELECT $1, $2, row.rank, row.code, row.text FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS row(code, text, rank)`);
const DECIDE = statement(`UPDATE patient.treatment_plan SET version = version + 1, state = $4, decided_at = $5, estimate_id = $6, closed_on = $7
  WHERE practice_id = $1 AND id = $2 AND version = $3`);

/** Reads and writes plans of one practice. */
export class PlanRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findMany(ids: readonly Id<'TreatmentPlan'>[]): Promise<TreatmentPlan[]> {
    return (await this.sql.rows<PlanRow>(BY_IDS, [this.practiceId, ids])).map(toPlan);
  }

  /** The plan, locked until the transaction ends. */
  async findForChange(id: Id<'TreatmentPlan'>): Promise<TreatmentPlan | null> {
    const [row] = await this.sql.rows<PlanRow>(FOR_CHANGE, [this.practiceId, id]);
    return row ? toPlan(row) : null;
  }

  /** The accepted plan of a course of care, locked; null when there is none. */
  async findAccepted(episodeId: Id<'EpisodeOfCare'>): Promise<TreatmentPlan | null> {
    const [row] = await this.sql.rows<PlanRow>(ACCEPTED_OF_EPISODE, [this.practiceId, episodeId]);
    return row ? toPlan(row) : null;
  }

  pagesOfPatients(ids: readonly Id<'Patient'>[], page: PageRequest): Promise<Map<Id<'Patient'>, Page<TreatmentPlan>>> {
    return this.#pages(OF_PATIENTS, ids, page);
  }

  pagesOfEpisodes(ids: readonly Id<'EpisodeOfCare'>[], page: PageRequest): Promise<Map<Id<'EpisodeOfCare'>, Page<TreatmentPlan>>> {
    return this.#pages(OF_EPISODES, ids, page);
  }

  async diagnosesOf(ids: readonly Id<'TreatmentPlan'>[]): Promise<ReadonlyMap<Id<'TreatmentPlan'>, readonly PlanDiagnosis[]>> {
    const rows = await this.sql.rows<PlanDiagnosis & { plan_id: Id<'TreatmentPlan'> }>(DIAGNOSES, [this.practiceId, ids]);
    const groups = Map.groupBy(rows, (row) => row.plan_id);
    return new Map(ids.map((id) => [id, (groups.get(id) ?? []).map(({ code, text }) => ({ code, text }))]));
  }

  async insert(plan: TreatmentPlan, diagnoses: readonly PlanDiagnosis[]): Promise<void> {
    const { id, version, patientId, episodeId, state, goals, interventions, serviceTypeCodes, companionIntervention, companionReason } = plan;
    const { visitsPlanned, visitsPerWeek, weeks, startsOn, requiresCertification, proposedBy, proposedAt, decidedAt, estimateId, closedOn, replacesId } = plan;
    await this.sql.count(INSERT, [this.practiceId, id, version, patientId, episodeId, state, goals, interventions, serviceTypeCodes, companionIntervention, companionReason,
      visitsPlanned, visitsPerWeek, weeks, startsOn, requiresCertification, proposedBy, proposedAt, decidedAt, estimateId, closedOn, replacesId]);
    await this.sql.count(INSERT_DIAGNOSES, [this.practiceId, id, diagnoses.map(({ code }) => code), diagnoses.map(({ text }) => text)]);
  }

  /** Writes what became of the plan. False when it has another version by now. */
  async decide({ id, version, state, decidedAt, estimateId, closedOn }: TreatmentPlan): Promise<boolean> {
    return (await this.sql.count(DECIDE, [this.practiceId, id, version, state, decidedAt, estimateId, closedOn])) === 1;
  }

  async #pages<Owner extends string>(text: Statement, ids: readonly Owner[], page: PageRequest): Promise<Map<Owner, Page<TreatmentPlan>>> {
    const [startsOn, id] = page.after ?? [null, null];
    const rows = await this.sql.rows<PlanRow & { owner_id: Owner }>(text, [this.practiceId, ids, startsOn, id, page.first + 1]);
    const plans = Map.groupBy(rows, (row) => row.owner_id);
    const cursorOf = (plan: TreatmentPlan): string => toCursor([plan.startsOn, plan.id]);
    return new Map(ids.map((owner) => [owner, toPage((plans.get(owner) ?? []).map(toPlan), page.first, { cursorOf, after: page.cursor })]));
  }
}

function toPlan(row: PlanRow): TreatmentPlan {
  const { id, version, state, goals, interventions, weeks } = row;
  return {
    id, version, state, goals, interventions, weeks, patientId: row.patient_id, episodeId: row.episode_id, serviceTypeCodes: row.service_type_codes,
    companionIntervention: row.companion_intervention, companionReason: row.companion_reason, visitsPlanned: row.visits_planned, visitsPerWeek: row.visits_per_week,
    startsOn: row.starts_on, requiresCertification: row.requires_certification, proposedBy: row.proposed_by, proposedAt: row.proposed_at, decidedAt: row.decided_at,
    estimateId: row.estimate_id, closedOn: row.closed_on, replacesId: row.replaces_id,
  };
}
