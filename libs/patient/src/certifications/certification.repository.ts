import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Certification, CertificationBasis, CertifierKind } from './certification';

interface CertificationRow {
  readonly id: Id<'PlanCertification'>;
  readonly plan_id: Id<'TreatmentPlan'>;
  readonly patient_id: Id<'Patient'>;
  readonly from_day: CalendarDay;
  readonly through_day: CalendarDay;
  readonly basis: CertificationBasis;
  readonly certifier_name: string;
  readonly certifier_npi: string;
  readonly certifier_kind: CertifierKind;
  readonly signed_on: CalendarDay;
  readonly plan_sent_on: CalendarDay | null;
  readonly delay_reason: string | null;
}

/** The first hundred of each plan: each covers days of its own, so that more would be of no plan. */
const OF_PLANS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(plan_id) CROSS JOIN LATERAL (
    SELECT id, plan_id, patient_id, from_day, through_day, basis, certifier_name, certifier_npi, certifier_kind, signed_on, plan_sent_on, delay_reason
    FROM patient.plan_certification c WHERE c.practice_id = $1 AND c.plan_id = asked.plan_id ORDER BY from_day LIMIT 100) AS page`);

const INSERT = statement(`INSERT INTO patient.plan_certification (practice_id, id, plan_id, patient_id, from_day, through_day, basis,
    certifier_name, certifier_npi, certifier_kind, signed_on, plan_sent_on, delay_reason, recorded_by, recorded_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`);

/** Reads and writes certifications of one practice. */
export class CertificationRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async ofPlans(planIds: readonly Id<'TreatmentPlan'>[]): Promise<ReadonlyMap<Id<'TreatmentPlan'>, readonly Certification[]>> {
    const rows = (await this.sql.rows<CertificationRow>(OF_PLANS, [this.practiceId, planIds])).map(toCertification);
    const groups = Map.groupBy(rows, ({ planId }) => planId);
    return new Map(planIds.map((id) => [id, groups.get(id) ?? []]));
  }

  async insert(certification: Certification, recorded: { readonly by: Id<'Person'>; readonly at: Date }): Promise<void> {
    const { id, planId, patientId, from, through, basis, certifier, signedOn, planSentOn, delayReason } = certification;
    await this.sql.count(INSERT, [this.practiceId, id, planId, patientId, from, through, basis, certifier.name, certifier.npi, certifier.kind, signedOn, planSentOn, delayReason, recorded.by, recorded.at]);
  }
}

function toCertification(row: CertificationRow): Certification {
  const { id, basis } = row;
  return {
    id, basis, planId: row.plan_id, patientId: row.patient_id, from: row.from_day, through: row.through_day, signedOn: row.signed_on, planSentOn: row.plan_sent_on,
    delayReason: row.delay_reason, certifier: { name: row.certifier_name, npi: row.certifier_npi, kind: row.certifier_kind },
  };
}
