import { visitLimits, type VisitLimitFacts, type VisitLimits } from './visit-limits';

/** All ids that hang together with the person `$2` by merges: under each something may have been told. */
export const FAMILY_OF_PERSON = `family(id) AS (SELECT $2::uuid
    UNION SELECT other.id FROM family JOIN scheduling.patient_alias a ON a.practice_id = $1 AND (a.merged_id = family.id OR a.survivor_id = family.id)
      CROSS JOIN LATERAL (VALUES (a.merged_id), (a.survivor_id)) AS other(id))`;

const IDS = 'ANY(ARRAY(SELECT id FROM family))';

/** What limits the person's visits of the service `$3`: one value each, whatever there is. Visits follow their patient to the surviving id, what was told does not. */
export const VISIT_LIMIT_COLUMNS = `(SELECT json_agg(json_build_object('id', p.id, 'patientId', p.patient_id, 'serviceTypeCodes', p.service_type_codes, 'visitsPlanned', p.visits_planned, 'visitsPerWeek', p.visits_per_week,
      'weeks', p.weeks, 'startsOn', p.starts_on, 'closedOn', p.closed_on,
      'certifications', (SELECT coalesce(json_agg(json_build_object('from', c.certified_from, 'through', c.certified_through)), '[]') FROM scheduling.plan_certification c WHERE c.practice_id = $1 AND c.plan_id = p.id),
      'lapsedOn', (SELECT l.lapsed_on FROM scheduling.certification_lapse l WHERE l.practice_id = $1 AND l.plan_id = p.id),
      'visitsUsed', (SELECT count(*) FROM scheduling.appointment a WHERE a.practice_id = $1 AND a.patient_id = $2 AND a.local_start >= p.starts_on
        AND a.state IN ('BOOKED', 'CONFIRMED', 'ARRIVED', 'IN_ROOM', 'IN_TREATMENT', 'COMPLETED') AND (cardinality(p.service_type_codes) = 0 OR a.service_type_code = ANY(p.service_type_codes)))
    ) ORDER BY p.starts_on DESC, p.id DESC)
    FROM scheduling.treatment_plan p WHERE p.practice_id = $1 AND p.patient_id = ${IDS} AND (cardinality(p.service_type_codes) = 0 OR $3 = ANY(p.service_type_codes))) AS plans,
  (SELECT json_agg(json_build_object('coverageId', v.coverage_id, 'serviceTypeCodes', v.service_type_codes, 'visits', v.visits))
    FROM scheduling.visits_left v WHERE v.practice_id = $1 AND v.patient_id = ${IDS}) AS coverages,
  (SELECT json_agg(json_build_object('from', g.granted_from, 'through', g.granted_through, 'visits', g.visits, 'serviceTypeCodes', g.service_type_codes))
    FROM scheduling.granted_authorization g WHERE g.practice_id = $1 AND g.patient_id = ${IDS}) AS authorizations,
  (SELECT count(*)::int FROM scheduling.appointment a JOIN scheduling.service_type s ON s.practice_id = $1 AND s.code = a.service_type_code
    WHERE a.practice_id = $1 AND a.patient_id = $2 AND a.state IN ('BOOKED', 'CONFIRMED') AND a.service_type_code = $3 AND NOT s.complimentary
      AND NOT EXISTS (SELECT FROM scheduling.visit_authorization d WHERE d.practice_id = $1 AND d.appointment_id = a.id)) AS pending_visits`;

export interface VisitLimitsRow {
  readonly plans: VisitLimitFacts['plans'] | null;
  readonly coverages: VisitLimitFacts['coverages'] | null;
  readonly authorizations: VisitLimitFacts['authorizations'] | null;
  readonly pending_visits: number;
}

export function toVisitLimits({ plans, coverages, authorizations, pending_visits: pendingVisits }: VisitLimitsRow, serviceTypeCode: string): VisitLimits {
  return visitLimits({ plans: plans ?? [], coverages: coverages ?? [], authorizations: authorizations ?? [], pendingVisits }, serviceTypeCode);
}
