import { toPage, type CalendarDay, type Id, type Page } from '@spindle/kernel';
import { newId, statement, type Sql } from '@spindle/database';
import { toCursor, type PageRequest } from '@spindle/subgraph';
import { treatmentDays } from '../planned-visits/planned-visit';
import { PlannedVisitRepository } from '../planned-visits/planned-visit.repository';
import type { Obligation, ObligationChange, ObligationKind, ObligationState, PlanFacts } from './obligation';

/** An obligation as it is kept. */
export interface KeptObligation extends Obligation {
  readonly id: Id<'Obligation'>;
}

interface ObligationRow {
  readonly id: Id<'Obligation'>;
  readonly plan_id: Id<'TreatmentPlan'>;
  readonly patient_id: Id<'Patient'>;
  readonly kind: ObligationKind;
  readonly raised_on: CalendarDay;
  readonly due_on: CalendarDay;
  readonly done_on: CalendarDay | null;
  readonly state: ObligationState;
  readonly source: string;
}

interface FactRow {
  readonly id: Id<'TreatmentPlan'>;
  readonly patient_id: Id<'Patient'>;
  readonly requires_certification: boolean;
  readonly visits_planned: number;
  readonly closed_on: CalendarDay | null;
  readonly certified_from: CalendarDay[];
  readonly certified_through: CalendarDay[];
  readonly certified_on: CalendarDay[];
  readonly reported_through: CalendarDay[];
  readonly reported_on: CalendarDay[];
  readonly measured_on: CalendarDay[];
}

/** Days as text: an array of dates would come back as instants. */
const FACTS = statement(`SELECT p.id, p.patient_id, p.requires_certification, p.visits_planned, p.closed_on,
    coalesce(c.from_days, '{}') AS certified_from, coalesce(c.through_days, '{}') AS certified_through, coalesce(c.signed_days, '{}') AS certified_on,
    coalesce(r.through_days, '{}') AS reported_through, coalesce(r.written_days, '{}') AS reported_on, coalesce(m.days, '{}') AS measured_on
  FROM patient.treatment_plan p
  LEFT JOIN LATERAL (SELECT array_agg(from_day::text ORDER BY signed_on, from_day) AS from_days, array_agg(through_day::text ORDER BY signed_on, from_day) AS through_days,
      array_agg(signed_on::text ORDER BY signed_on, from_day) AS signed_days
    FROM patient.plan_certification WHERE practice_id = $1 AND plan_id = p.id) c ON true
  LEFT JOIN LATERAL (SELECT array_agg(through_day::text ORDER BY written_on, through_day) AS through_days, array_agg(written_on::text ORDER BY written_on, through_day) AS written_days
    FROM patient.progress_report WHERE practice_id = $1 AND plan_id = p.id) r ON true
  LEFT JOIN LATERAL (SELECT array_agg(DISTINCT answered_on::text ORDER BY answered_on::text) AS days
    FROM patient.outcome_score WHERE practice_id = $1 AND patient_id = p.patient_id AND answered_on >= p.starts_on) m ON true
  WHERE p.practice_id = $1 AND p.id = ANY($2) AND p.state IN ('ACCEPTED', 'REPLACED', 'CLOSED')`);

const OPEN_PLANS = statement(`SELECT id FROM patient.treatment_plan WHERE practice_id = $1 AND (state = 'ACCEPTED' OR closed_on >= $2) ORDER BY id`);

const PLANS_MEASURED = statement(`SELECT id FROM patient.treatment_plan WHERE practice_id = $1 AND patient_id = $2 AND state IN ('ACCEPTED', 'REPLACED', 'CLOSED') AND starts_on <= $3 ORDER BY id`);

const FORGET = statement(`DELETE FROM patient.obligation o WHERE o.practice_id = $1 AND o.plan_id = ANY($2) AND NOT EXISTS (
    SELECT FROM jsonb_to_recordset($3::jsonb) AS row("planId" uuid, kind text, "raisedOn" date, "dueOn" date)
    WHERE row."planId" = o.plan_id AND row.kind = o.kind AND row."raisedOn" = o.raised_on AND row."dueOn" = o.due_on)`);

/** Answers those whose state changed, with the state before, or that are new, in the order given. */
const KEEP = statement(`WITH row AS (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS row(position integer, id uuid, "planId" uuid, "patientId" uuid, kind text, "raisedOn" date, "dueOn" date, "doneOn" date, state text, source text)
  ), before AS (
    SELECT row.position, o.state FROM row JOIN patient.obligation o ON o.practice_id = $1 AND o.plan_id = row."planId" AND o.kind = row.kind AND o.raised_on = row."raisedOn" AND o.due_on = row."dueOn"
  ), kept AS (
    INSERT INTO patient.obligation (practice_id, id, plan_id, patient_id, kind, raised_on, due_on, done_on, state, source)
    SELECT $1, id, "planId", "patientId", kind, "raisedOn", "dueOn", "doneOn", state, source FROM row ORDER BY position
    ON CONFLICT (practice_id, plan_id, kind, raised_on, due_on) DO UPDATE SET done_on = excluded.done_on, state = excluded.state
  )
  SELECT row.position, before.state AS before FROM row LEFT JOIN before USING (position) WHERE before.state IS DISTINCT FROM row.state ORDER BY row.position`);

const OF_PLANS = statement(`SELECT id, plan_id, patient_id, kind, raised_on, due_on, done_on, state, source FROM (
    SELECT o.*, row_number() OVER (PARTITION BY plan_id ORDER BY raised_on, id) AS place FROM patient.obligation o WHERE practice_id = $1 AND plan_id = ANY($2)) ranked
  WHERE place <= 200 ORDER BY plan_id, raised_on, id`);

const DUE = statement(`SELECT id, plan_id, patient_id, kind, raised_on, due_on, done_on, state, source FROM patient.obligation
  WHERE practice_id = $1 AND state IN ('OPEN', 'MISSED') AND due_on <= coalesce($2::date, 'infinity') AND ($3::date IS NULL OR (due_on, id) > ($3, $4::uuid))
  ORDER BY due_on, id LIMIT $5`);

/** For the schema's worker: the practices whose clock stands before a day. */
export const PRACTICES_BEHIND = 'SELECT practice_id FROM patient.obligation_clock WHERE advanced_through < $1 ORDER BY practice_id';

const CLOCK = statement(`SELECT advanced_through FROM patient.obligation_clock WHERE practice_id = $1 FOR UPDATE`);
const ADVANCE = statement(`INSERT INTO patient.obligation_clock (practice_id, advanced_through) VALUES ($1, $2)
  ON CONFLICT (practice_id) DO UPDATE SET advanced_through = greatest(obligation_clock.advanced_through, $2)`);

/** Reads the facts that obligations follow from, and keeps the obligations. */
export class ObligationRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async factsOf(planIds: readonly Id<'TreatmentPlan'>[]): Promise<readonly PlanFacts[]> {
    const rows = await this.sql.rows<FactRow>(FACTS, [this.practiceId, planIds]);
    const visits = await new PlannedVisitRepository(this.sql, this.practiceId).ofPlans(planIds);
    return rows.map((row) => toFacts(row, treatmentDays(visits.get(row.id) ?? [])));
  }

  /** The plans for which something can still arise or change from the day on. */
  async plansFrom(day: CalendarDay): Promise<readonly Id<'TreatmentPlan'>[]> {
    return (await this.sql.rows<{ id: Id<'TreatmentPlan'> }>(OPEN_PLANS, [this.practiceId, day])).map(({ id }) => id);
  }

  /** The plans of a patient that a measurement on the day may count for. */
  async plansMeasuredOn(patientId: Id<'Patient'>, day: CalendarDay): Promise<readonly Id<'TreatmentPlan'>[]> {
    return (await this.sql.rows<{ id: Id<'TreatmentPlan'> }>(PLANS_MEASURED, [this.practiceId, patientId, day])).map(({ id }) => id);
  }

  /** Keeps exactly these for the plans; answers those that are new or in another state than before. */
  async keep(planIds: readonly Id<'TreatmentPlan'>[], obligations: readonly Obligation[]): Promise<readonly ObligationChange[]> {
    const rows = JSON.stringify(obligations.map((each, position) => ({ position, id: newId(), ...each })));
    await this.sql.count(FORGET, [this.practiceId, planIds, rows]);
    const changed = await this.sql.rows<{ position: number; before: ObligationState | null }>(KEEP, [this.practiceId, rows]);
    return changed.flatMap(({ position, before }) => { const obligation = obligations[position]; return obligation ? [{ obligation, before }] : []; });
  }

  async ofPlans(planIds: readonly Id<'TreatmentPlan'>[]): Promise<ReadonlyMap<Id<'TreatmentPlan'>, readonly KeptObligation[]>> {
    const rows = (await this.sql.rows<ObligationRow>(OF_PLANS, [this.practiceId, planIds])).map(toObligation);
    const groups = Map.groupBy(rows, ({ planId }) => planId);
    return new Map(planIds.map((id) => [id, groups.get(id) ?? []]));
  }

  /** What is open or missed, the earliest first. */
  async due(through: CalendarDay | null, page: PageRequest): Promise<Page<KeptObligation>> {
    const [dueOn, id] = page.after ?? [null, null];
    const rows = (await this.sql.rows<ObligationRow>(DUE, [this.practiceId, through, dueOn, id, page.first + 1])).map(toObligation);
    return toPage(rows, page.first, { cursorOf: (row) => toCursor([row.dueOn, row.id]), after: page.cursor });
  }

  /** The day through which the clock has gone, locked; null when it never went. */
  async clock(): Promise<CalendarDay | null> {
    const [row] = await this.sql.rows<{ advanced_through: CalendarDay }>(CLOCK, [this.practiceId]);
    return row?.advanced_through ?? null;
  }

  async advanceClock(day: CalendarDay): Promise<void> {
    await this.sql.count(ADVANCE, [this.practiceId, day]);
  }
}

function toFacts(row: FactRow, treated: readonly CalendarDay[]): PlanFacts {
  const at = <T>(days: readonly T[], index: number): T => days[index] as T;
  return {
    planId: row.id, patientId: row.patient_id, requiresCertification: row.requires_certification, visitsPlanned: row.visits_planned, closedOn: row.closed_on, treatmentDays: treated,
    certifications: row.certified_from.map((from, index) => ({ from, through: at(row.certified_through, index), signedOn: at(row.certified_on, index) })),
    progressReports: row.reported_through.map((through, index) => ({ through, writtenOn: at(row.reported_on, index) })),
    outcomeDays: row.measured_on,
  };
}

function toObligation(row: ObligationRow): KeptObligation {
  const { id, kind, state, source } = row;
  return { id, kind, state, source, planId: row.plan_id, patientId: row.patient_id, raisedOn: row.raised_on, dueOn: row.due_on, doneOn: row.done_on };
}
