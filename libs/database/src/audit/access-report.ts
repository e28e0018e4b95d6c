import { toPage, type Page } from '@spindle/kernel';
import { pageLoader, toCursor, type PageLoader, type PageRequest, type RecordAccess } from '@spindle/subgraph';
import type { PatientRoots } from '../merge/point-rows';
import type { PracticeSession } from '../practice/practice-session';
import { perSchema, statement } from '../practice/statement';

/** Tells where these records lead, and all that lead there too: looks at a merged record are looks at its survivor's. */
export type FollowMerges = (patientIds: readonly string[]) => Promise<PatientRoots>;

type AccessRow = RecordAccess & { readonly asked: string; readonly position: string };

const pagesIn = perSchema((schema) => statement(`SELECT asked.id AS asked, page.*
  FROM (SELECT known.id, array_agg(known.patient_id) AS ids FROM unnest($2::uuid[], $3::uuid[]) AS known(id, patient_id) GROUP BY known.id) AS asked CROSS JOIN LATERAL (
    SELECT e.id, e.recorded_at AS at, to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS position,
      e.person_id AS "personId", e.roles, e.action, e.field_classes AS "fieldClasses", e.purpose, e.outcome, e.operation, e.request_id AS "requestId", e.break_glass_grant_id AS "breakGlassGrantId"
    FROM ${schema}.audit_event e
    WHERE e.practice_id = $1 AND e.patient_id = ANY(asked.ids) AND ($4::timestamptz IS NULL OR (e.recorded_at, e.id) < ($4, $5::uuid))
    ORDER BY e.recorded_at DESC, e.id DESC LIMIT $6) AS page`));

/** The same page of each patient's access report from this schema's audit trail, the newest first, read as its auditor. */
export async function accessPages(session: PracticeSession, roots: PatientRoots, { patientIds, page }: { readonly patientIds: readonly string[]; readonly page: PageRequest }): Promise<ReadonlyMap<string, Page<RecordAccess>>> {
  const [at, id] = page.after ?? [null, null];
  const known = patientIds.flatMap((asked) => recordsOf(asked, roots).map((patientId) => ({ asked, patientId })));
  const rows = await session.auditTrail.rows<AccessRow>(pagesIn(session.schema), [session.viewer.practiceId, known.map(({ asked }) => asked), known.map(({ patientId }) => patientId), at, id, page.first + 1]);
  const accesses = Map.groupBy(rows, ({ asked }) => asked);
  const cursorOf = (row: AccessRow): string => toCursor([row.position, row.id]);
  return new Map(patientIds.map((patientId) => [patientId, toPage(accesses.get(patientId) ?? [], page.first, { cursorOf, after: page.cursor })]));
}

/** Every record of the same person. */
function recordsOf(asked: string, roots: PatientRoots): readonly string[] {
  const root = roots.get(asked);
  return [asked, ...(root === undefined ? [] : [...roots].filter(([id, leadsTo]) => leadsTo === root && id !== asked).map(([id]) => id))];
}

/** Access reports of a request's patients, one statement per batch. */
export function accessLoader(session: PracticeSession, followMerges: FollowMerges): PageLoader<string, Page<RecordAccess>> {
  return pageLoader(async (patientIds, page) => accessPages(session, await followMerges(patientIds), { patientIds, page }));
}
