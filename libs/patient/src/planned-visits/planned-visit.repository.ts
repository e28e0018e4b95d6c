import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { PlannedVisit } from './planned-visit';

interface VisitRow {
  readonly appointment_id: Id<'Appointment'>;
  readonly patient_id: Id<'Patient'>;
  readonly service_type_code: string;
  readonly starts_at: Date;
  readonly day: CalendarDay;
  readonly state: string;
}

const STORE = statement(`INSERT INTO patient.planned_visit (practice_id, appointment_id, patient_id, original_patient_id, service_type_code, starts_at, day, state)
  VALUES ($1, $2, patient.root_of($1, $3), nullif($3::uuid, patient.root_of($1, $3)), $4, $5, $6, $7)
  ON CONFLICT (practice_id, appointment_id) DO UPDATE SET service_type_code = $4, starts_at = $5, day = $6, state = $7`);

/** The condition is `countsFor` in SQL: the index by patient and day finds the rows. */
const OF_PLANS = statement(`SELECT p.id AS plan_id, v.appointment_id, v.patient_id, v.service_type_code, v.starts_at, v.day, v.state
  FROM patient.treatment_plan p JOIN patient.planned_visit v ON v.practice_id = p.practice_id AND v.patient_id = p.patient_id
    AND v.day >= p.starts_on AND v.day <= coalesce(p.closed_on, 'infinity'::date) AND v.service_type_code = ANY (p.service_type_codes)
  WHERE p.practice_id = $1 AND p.id = ANY($2) ORDER BY v.starts_at, v.appointment_id`);

const TREATED_IN_EPISODE = statement(`SELECT DISTINCT v.day FROM patient.treatment_plan p
    JOIN patient.planned_visit v ON v.practice_id = p.practice_id AND v.patient_id = p.patient_id
      AND v.day >= p.starts_on AND v.day <= coalesce(p.closed_on, 'infinity'::date) AND v.service_type_code = ANY (p.service_type_codes)
  WHERE p.practice_id = $1 AND p.episode_id = $2 AND p.state IN ('ACCEPTED', 'REPLACED', 'CLOSED') AND v.state = 'COMPLETED' ORDER BY v.day`);

const PLANS_OF_VISITS = statement(`SELECT DISTINCT ON (v.appointment_id) v.appointment_id, p.id AS plan_id
  FROM patient.planned_visit v JOIN patient.treatment_plan p ON p.practice_id = v.practice_id AND p.patient_id = v.patient_id
    AND p.state IN ('ACCEPTED', 'REPLACED', 'CLOSED') AND v.day >= p.starts_on AND v.day <= coalesce(p.closed_on, 'infinity'::date) AND v.service_type_code = ANY (p.service_type_codes)
  WHERE v.practice_id = $1 AND v.appointment_id = ANY($2) ORDER BY v.appointment_id, p.starts_on DESC, p.id DESC`);

const BY_IDS = statement('SELECT appointment_id, patient_id, service_type_code, starts_at, day, state FROM patient.planned_visit WHERE practice_id = $1 AND appointment_id = ANY($2)');

const SERVICE = statement('SELECT service_type_code FROM patient.planned_visit WHERE practice_id = $1 AND appointment_id = $2');

/** Reads and writes the copies of visits that count for plans. */
export class PlannedVisitRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** A record that was merged into another is followed to the one it leads to. */
  async store({ appointmentId, patientId, serviceTypeCode, startsAt, day, state }: PlannedVisit): Promise<void> {
    await this.sql.count(STORE, [this.practiceId, appointmentId, patientId, serviceTypeCode, startsAt, day, state]);
  }

  async findMany(appointmentIds: readonly Id<'Appointment'>[]): Promise<PlannedVisit[]> {
    return (await this.sql.rows<VisitRow>(BY_IDS, [this.practiceId, appointmentIds])).map(toVisit);
  }

  /** The visits that count for each plan, in their order. */
  async ofPlans(planIds: readonly Id<'TreatmentPlan'>[]): Promise<ReadonlyMap<Id<'TreatmentPlan'>, readonly PlannedVisit[]>> {
    const rows = await this.sql.rows<VisitRow & { plan_id: Id<'TreatmentPlan'> }>(OF_PLANS, [this.practiceId, planIds]);
    const groups = Map.groupBy(rows, (row) => row.plan_id);
    return new Map(planIds.map((id) => [id, (groups.get(id) ?? []).map(toVisit)]));
  }

  /** The days of treatment in a course of care, under any of its plans. */
  async treatmentDaysOfEpisode(episodeId: Id<'EpisodeOfCare'>): Promise<readonly CalendarDay[]> {
    return (await this.sql.rows<{ day: CalendarDay }>(TREATED_IN_EPISODE, [this.practiceId, episodeId])).map(({ day }) => day);
  }

  /** What a visit was booked for; null for a visit that nobody told of. */
  async serviceOf(appointmentId: Id<'Appointment'>): Promise<string | null> {
    const [row] = await this.sql.rows<{ service_type_code: string }>(SERVICE, [this.practiceId, appointmentId]);
    return row?.service_type_code ?? null;
  }

  /** For each visit the plan that it counts for, where there is one. */
  async plansOf(appointmentIds: readonly Id<'Appointment'>[]): Promise<ReadonlyMap<Id<'Appointment'>, Id<'TreatmentPlan'>>> {
    const rows = await this.sql.rows<{ appointment_id: Id<'Appointment'>; plan_id: Id<'TreatmentPlan'> }>(PLANS_OF_VISITS, [this.practiceId, appointmentIds]);
    return new Map(rows.map((row) => [row.appointment_id, row.plan_id]));
  }
}

function toVisit(row: VisitRow): PlannedVisit {
  return { appointmentId: row.appointment_id, patientId: row.patient_id, serviceTypeCode: row.service_type_code, startsAt: row.starts_at, day: row.day, state: row.state };
}
