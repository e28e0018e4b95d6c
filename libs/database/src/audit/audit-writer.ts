import type { Viewer } from '@spindle/subgraph';
import { newId } from '../new-id';
import type { PracticeConnection } from '../practice/connection';
import { perSchema, statement } from '../practice/statement';
import { accessTo, type AuditEntry, type RequestOrigin } from './audit-entry';

const insertInto = perSchema((schema) => statement(`INSERT INTO ${schema}.audit_event
    (practice_id, id, person_id, roles, operation, request_id, patient_id, field_classes, action, outcome, purpose, break_glass_grant_id)
  SELECT $1, entry.id, $2, $3, $4, $5, entry.patient_id, string_to_array(entry.field_classes, ' '), entry.action, entry.outcome, entry.purpose, entry.grant_id
  FROM unnest($6::uuid[], $7::uuid[], $8::text[], $9::text[], $10::text[], $11::text[], $12::uuid[])
    AS entry(id, patient_id, field_classes, action, outcome, purpose, grant_id)`));

/** Who is recorded, and for which request. */
export interface AuditSubject {
  readonly viewer: Viewer;
  readonly origin: RequestOrigin;
}

/** Writes all entries with one statement, in the connection's transaction. Rejects when they could not be written: nothing may come of the request then. */
export async function writeAudit(connection: PracticeConnection, { viewer, origin }: AuditSubject, entries: readonly AuditEntry[]): Promise<void> {
  const accesses = entries.map(({ patientId }) => accessTo(patientId, viewer));
  const { rowCount } = await connection.run(insertInto(connection.schema), [
    viewer.practiceId, viewer.personId, [...viewer.roles], origin.operation ?? null, origin.requestId,
    entries.map(() => newId()), entries.map(({ patientId }) => patientId), entries.map(({ fieldClasses }) => fieldClasses.join(' ')),
    entries.map(({ action }) => action), entries.map(({ outcome }) => outcome),
    accesses.map(({ purpose }) => purpose), accesses.map(({ grantId }) => grantId),
  ], 'AUDIT');
  if (rowCount !== entries.length) throw new Error('The audit trail did not take every row.');
}
