import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { PatientAliasRepository } from '../patient-aliases/patient-alias.repository';
import type { CoverageLimit, GrantedAuthorization, LimitFacts, TreatmentPlan } from './limits';

const PLAN_COLUMNS = 'p.id, p.patient_id, p.service_type_codes, p.visits_planned, p.visits_per_week, p.weeks, p.starts_on, p.closed_on';
const PLANS = statement(`SELECT ${PLAN_COLUMNS} FROM scheduling.treatment_plan p WHERE p.practice_id = $1 AND p.id = ANY($2::uuid[])`);

/** The visits of each plan: those of its patient, under whatever id, for its services, from its start on. */
const COUNTS = statement(`SELECT p.id, count(*) FILTER (WHERE a.state IN ('BOOKED', 'CONFIRMED'))::int AS booked, count(*) FILTER (WHERE a.state IN ('ARRIVED', 'IN_ROOM', 'IN_TREATMENT', 'COMPLETED'))::int AS attended
  FROM scheduling.treatment_plan p LEFT JOIN unnest($3::uuid[], $4::uuid[]) AS root(original_id, id) ON root.original_id = p.patient_id
  LEFT JOIN scheduling.appointment a ON a.practice_id = $1 AND a.patient_id = coalesce(root.id, p.patient_id) AND a.local_start >= p.starts_on
    AND (cardinality(p.service_type_codes) = 0 OR a.service_type_code = ANY(p.service_type_codes))
  WHERE p.practice_id = $1 AND p.id = ANY($2::uuid[]) GROUP BY p.id`);
const CERTIFICATIONS = statement(`SELECT certified_from, certified_through, NULL::date AS lapsed_on FROM scheduling.plan_certification WHERE practice_id = $1 AND plan_id = $2
  UNION ALL SELECT NULL, NULL, lapsed_on FROM scheduling.certification_lapse WHERE practice_id = $1 AND plan_id = $2`);
const COVERAGES = statement('SELECT coverage_id, service_type_codes, visits FROM scheduling.visits_left WHERE practice_id = $1 AND patient_id = ANY($2::uuid[])');
const AUTHORIZATIONS = statement('SELECT granted_from, granted_through, visits, service_type_codes FROM scheduling.granted_authorization WHERE practice_id = $1 AND patient_id = ANY($2::uuid[])');
const PENDING = statement(`SELECT count(*)::int AS count FROM scheduling.appointment a JOIN scheduling.service_type s ON s.practice_id = $1 AND s.code = a.service_type_code
  WHERE a.practice_id = $1 AND a.patient_id = $2 AND a.state IN ('BOOKED', 'CONFIRMED') AND a.service_type_code = $3 AND NOT s.complimentary
    AND NOT EXISTS (SELECT FROM scheduling.visit_authorization v WHERE v.practice_id = $1 AND v.appointment_id = a.id)`);

interface PlanRow {
  readonly id: string;
  readonly patient_id: string;
  readonly service_type_codes: string[];
  readonly visits_planned: number;
  readonly visits_per_week: number;
  readonly weeks: number;
  readonly starts_on: CalendarDay;
  readonly closed_on: CalendarDay | null;
}

interface CertificationRow { readonly certified_from: CalendarDay | null; readonly certified_through: CalendarDay | null; readonly lapsed_on: CalendarDay | null }
interface CoverageRow { readonly coverage_id: string; readonly service_type_codes: string[]; readonly visits: number | null }
interface AuthorizationRow { readonly granted_from: CalendarDay; readonly granted_through: CalendarDay; readonly visits: number; readonly service_type_codes: string[] }

/** Visits of a plan: still to come, and attended. */
export interface PlanCounts {
  readonly planId: Id<'TreatmentPlan'>;
  readonly booked: number;
  readonly attended: number;
}

export interface LimitSubject {
  readonly patientId: Id<'Patient'>;
  readonly serviceTypeCode: string;
  readonly planId: Id<'TreatmentPlan'> | null;
}

/** Reads the copies of plans and limits, of a patient under all ids that lead to them. */
export class PlanRepository {
  readonly #aliases: PatientAliasRepository;

  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {
    this.#aliases = new PatientAliasRepository(sql, practiceId);
  }

  async findMany(ids: readonly Id<'TreatmentPlan'>[]): Promise<TreatmentPlan[]> {
    return (await this.sql.rows<PlanRow>(PLANS, [this.practiceId, ids])).map(toPlan);
  }

  async countVisits(plans: readonly TreatmentPlan[]): Promise<PlanCounts[]> {
    const roots = await this.#aliases.findRoots(plans.map(({ patientId }) => patientId));
    const rows = await this.sql.rows<{ id: string; booked: number; attended: number }>(COUNTS, [this.practiceId, plans.map(({ id }) => id), [...roots.keys()], [...roots.values()]]);
    return rows.map(({ id, booked, attended }) => ({ planId: id, booked, attended }));
  }

  /** Everything that limits the patient's visits of the service, in a constant number of statements. */
  async findLimits({ patientId, serviceTypeCode, planId }: LimitSubject): Promise<LimitFacts> {
    const roots = await this.#aliases.findRoots([patientId]);
    const ids = [...roots].filter(([, root]) => root === roots.get(patientId)).map(([id]) => id);
    const [plan = null] = planId === null ? [] : await this.findMany([planId]);
    const [used] = plan ? await this.countVisits([plan]) : [];
    const certifications = planId === null ? [] : await this.sql.rows<CertificationRow>(CERTIFICATIONS, [this.practiceId, planId]);
    const [pending] = await this.sql.rows<{ count: number }>(PENDING, [this.practiceId, roots.get(patientId), serviceTypeCode]);
    return {
      plan, planVisitsUsed: used ? used.booked + used.attended : 0,
      certifications: certifications.flatMap(({ certified_from: from, certified_through: through }) => (from && through ? [{ from, through }] : [])),
      lapsedOn: certifications.find(({ lapsed_on: lapsedOn }) => lapsedOn !== null)?.lapsed_on ?? null,
      coverages: await this.#findCoverages(ids),
      pendingVisits: pending?.count ?? 0,
      authorizations: await this.#findAuthorizations(ids),
    };
  }

  async #findCoverages(ids: readonly Id<'Patient'>[]): Promise<CoverageLimit[]> {
    const rows = await this.sql.rows<CoverageRow>(COVERAGES, [this.practiceId, ids]);
    return rows.map((row) => ({ coverageId: row.coverage_id, serviceTypeCodes: row.service_type_codes, visits: row.visits }));
  }

  async #findAuthorizations(ids: readonly Id<'Patient'>[]): Promise<GrantedAuthorization[]> {
    const rows = await this.sql.rows<AuthorizationRow>(AUTHORIZATIONS, [this.practiceId, ids]);
    return rows.map((row) => ({ from: row.granted_from, through: row.granted_through, visits: row.visits, serviceTypeCodes: row.service_type_codes }));
  }
}

function toPlan(row: PlanRow): TreatmentPlan {
  return {
    id: row.id, patientId: row.patient_id, serviceTypeCodes: row.service_type_codes, visitsPlanned: row.visits_planned,
    visitsPerWeek: row.visits_per_week, weeks: row.weeks, startsOn: row.starts_on, closedOn: row.closed_on,
  };
}
