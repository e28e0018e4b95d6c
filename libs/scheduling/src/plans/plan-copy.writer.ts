import { statement, type Sql } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import type { EventPayloads } from '@spindle/subgraph';

const KEEP_PLAN = statement(`INSERT INTO scheduling.treatment_plan (practice_id, id, patient_id, episode_id, service_type_codes, visits_planned, visits_per_week, weeks, starts_on)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (practice_id, id) DO UPDATE SET patient_id = excluded.patient_id, episode_id = excluded.episode_id, service_type_codes = excluded.service_type_codes,
    visits_planned = excluded.visits_planned, visits_per_week = excluded.visits_per_week, weeks = excluded.weeks, starts_on = excluded.starts_on`);
const CLOSE_PLAN = statement('UPDATE scheduling.treatment_plan SET closed_on = $3 WHERE practice_id = $1 AND id = $2');
const KEEP_CERTIFICATION = statement(`INSERT INTO scheduling.plan_certification (practice_id, plan_id, certification_id, certified_from, certified_through) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (practice_id, plan_id, certification_id) DO UPDATE SET certified_from = excluded.certified_from, certified_through = excluded.certified_through`);
const KEEP_LAPSE = statement(`INSERT INTO scheduling.certification_lapse (practice_id, plan_id, lapsed_on) VALUES ($1, $2, $3)
  ON CONFLICT (practice_id, plan_id) DO UPDATE SET lapsed_on = greatest(certification_lapse.lapsed_on, excluded.lapsed_on)`);
const KEEP_VISITS_LEFT = statement(`INSERT INTO scheduling.visits_left (practice_id, coverage_id, service_type_codes, patient_id, visits, as_of) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (practice_id, coverage_id, service_type_codes) DO UPDATE SET patient_id = excluded.patient_id, visits = excluded.visits, as_of = excluded.as_of WHERE visits_left.as_of <= excluded.as_of`);
const KEEP_AUTHORIZATION = statement(`INSERT INTO scheduling.granted_authorization (practice_id, id, patient_id, granted_from, granted_through, visits, service_type_codes) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (practice_id, id) DO UPDATE SET patient_id = excluded.patient_id, granted_from = excluded.granted_from, granted_through = excluded.granted_through,
    visits = excluded.visits, service_type_codes = excluded.service_type_codes`);

/** Keeps the copies of plans and limits. Patients keep the ids under which they were told; readers ask for all ids of a patient. */
export class PlanCopyWriter {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async keepPlan(plan: EventPayloads['PlanAccepted']): Promise<void> {
    const { planId, patientId, episodeId, serviceTypeCodes, visitsPlanned, visitsPerWeek, weeks, startsOn } = plan;
    await this.sql.count(KEEP_PLAN, [this.practiceId, planId, patientId, episodeId, serviceTypeCodes, visitsPlanned, visitsPerWeek, weeks, startsOn]);
  }

  async closePlan({ planId, closedOn }: EventPayloads['PlanClosed']): Promise<void> {
    await this.sql.count(CLOSE_PLAN, [this.practiceId, planId, closedOn]);
  }

  async keepCertification({ planId, certificationId, from, through }: EventPayloads['PlanCertified']): Promise<void> {
    await this.sql.count(KEEP_CERTIFICATION, [this.practiceId, planId, certificationId, from, through]);
  }

  async keepLapse({ planId, lapsedOn }: EventPayloads['CertificationLapsed']): Promise<void> {
    await this.sql.count(KEEP_LAPSE, [this.practiceId, planId, lapsedOn]);
  }

  async keepVisitsLeft({ patientId, coverageId, visitsLeft, asOf, serviceTypeCodes }: EventPayloads['VisitsLeftChanged']): Promise<void> {
    await this.sql.count(KEEP_VISITS_LEFT, [this.practiceId, coverageId, [...serviceTypeCodes].sort(), patientId, visitsLeft, new Date(asOf)]);
  }

  async keepAuthorization({ patientId, authorizationId, from, through, visits, serviceTypeCodes }: EventPayloads['AuthorizationGranted']): Promise<void> {
    await this.sql.count(KEEP_AUTHORIZATION, [this.practiceId, authorizationId, patientId, from, through, visits, serviceTypeCodes]);
  }
}
