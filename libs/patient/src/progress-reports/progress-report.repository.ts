import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { GoalProgress, ProgressReport } from './progress-report';

interface ReportRow {
  readonly id: Id<'ProgressReport'>;
  readonly plan_id: Id<'TreatmentPlan'>;
  readonly patient_id: Id<'Patient'>;
  readonly from_day: CalendarDay;
  readonly through_day: CalendarDay;
  readonly treatment_days: number;
  readonly assessment: string;
  readonly practitioner_id: Id<'Practitioner'>;
  readonly written_on: CalendarDay;
  readonly goals: GoalProgress[];
}

/** The first hundred of each plan, with their goals. */
const OF_PLANS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(plan_id) CROSS JOIN LATERAL (
    SELECT r.id, r.plan_id, r.patient_id, r.from_day, r.through_day, r.treatment_days, r.assessment, r.practitioner_id, r.written_on,
      (SELECT jsonb_agg(jsonb_build_object('goal', g.goal, 'progress', g.progress, 'note', g.note) ORDER BY g.rank) FROM patient.goal_progress g WHERE g.practice_id = $1 AND g.report_id = r.id) AS goals
    FROM patient.progress_report r WHERE r.practice_id = $1 AND r.plan_id = asked.plan_id ORDER BY r.through_day LIMIT 100) AS page`);

const INSERT = statement(`WITH report AS (
    INSERT INTO patient.progress_report (practice_id, id, plan_id, patient_id, from_day, through_day, treatment_days, assessment, practitioner_id, written_on)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))
  INSERT INTO patient.goal_progress (practice_id, report_id, rank, goal, progress, note)
  SELECT $1, $2, row.rank, row.goal, row.progress, row.note FROM unnest($11::text[], $12::text[], $13::text[]) WITH ORDINALITY AS row(goal, progress, note, rank)`);

/** Reads and writes progress reports of one practice. */
export class ProgressReportRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async ofPlans(planIds: readonly Id<'TreatmentPlan'>[]): Promise<ReadonlyMap<Id<'TreatmentPlan'>, readonly ProgressReport[]>> {
    const rows = (await this.sql.rows<ReportRow>(OF_PLANS, [this.practiceId, planIds])).map(toReport);
    const groups = Map.groupBy(rows, ({ planId }) => planId);
    return new Map(planIds.map((id) => [id, groups.get(id) ?? []]));
  }

  async insert({ id, planId, patientId, from, through, treatmentDays, assessment, practitionerId, writtenOn, goals }: ProgressReport): Promise<void> {
    await this.sql.count(INSERT, [this.practiceId, id, planId, patientId, from, through, treatmentDays, assessment, practitionerId, writtenOn,
      goals.map(({ goal }) => goal), goals.map(({ progress }) => progress), goals.map(({ note }) => note)]);
  }
}

function toReport(row: ReportRow): ProgressReport {
  const { id, assessment, goals } = row;
  return {
    id, assessment, goals, planId: row.plan_id, patientId: row.patient_id, from: row.from_day, through: row.through_day, treatmentDays: row.treatment_days,
    practitionerId: row.practitioner_id, writtenOn: row.written_on,
  };
}
