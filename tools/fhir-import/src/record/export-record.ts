import { err, ok, type Id, type Refusal, type Result } from '@spindle/kernel';
import { isElement, type Bundle } from '@spindle/fhir';
import { OPERATIONS } from '@spindle/supergraph';
import { toRecord, type RecordBundle } from './record-bundle';

/** Why no record was exported. */
export type ExportRefusal = Refusal<'GATEWAY_UNREACHABLE' | 'EXPORT_REFUSED' | 'RECORD_INCOMPLETE' | 'PATIENT_NOT_FOUND'>;

export interface ExportOptions {
  /** Where the gateway answers, such as `http://localhost:4000`. */
  readonly gateway: string;
  /** A bearer token of a service account: no other role reads whole records. */
  readonly token: string;
  readonly patientId: Id<'Patient'>;
  readonly now: Date;
}

interface Parts {
  readonly clinicalRecord: Bundle | null;
  readonly insuranceRecord: Bundle | null;
  readonly visitRecord: Bundle | null;
}

/** One patient's whole record, asked for at the gateway in one query: whole, or not at all. The id of a record that was merged into another gives that one. */
export async function exportRecord(options: ExportOptions): Promise<Result<RecordBundle, ExportRefusal>> {
  const asked = await ask(options);
  if (!asked.ok) return asked;
  const { clinicalRecord, insuranceRecord, visitRecord } = asked.value;
  if (!clinicalRecord || !insuranceRecord || !visitRecord) return err({ kind: 'RECORD_INCOMPLETE', message: 'A part of the record did not come. Try again.' });
  const survivor = survivorOf(clinicalRecord);
  if (survivor !== null && survivor !== options.patientId) return exportRecord({ ...options, patientId: survivor });
  return ok(toRecord([clinicalRecord, insuranceRecord, visitRecord], options.now));
}

async function ask({ gateway, token, patientId }: ExportOptions): Promise<Result<Parts, ExportRefusal>> {
  const response = await fetch(new URL('/graphql', gateway), {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ operationName: 'PatientRecord', query: OPERATIONS.patientRecord, variables: { patientId } }),
  }).catch(() => null);
  const answer: unknown = await response?.json().catch(() => null);
  if (!isElement(answer)) return err({ kind: 'GATEWAY_UNREACHABLE', message: 'The gateway does not answer there.' });
  const { data, errors } = answer as { readonly data?: { readonly patient: Parts | null } | null; readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[] };
  const codes = [...new Set((errors ?? []).map(({ extensions }) => extensions?.code ?? 'UNKNOWN'))];
  if (!data || codes.some((code) => /^(FORBIDDEN|UNAUTHENTICATED)$/.test(code))) return err({ kind: 'EXPORT_REFUSED', message: `The gateway refuses: ${codes.join(', ')}.` });
  if (codes.length > 0) return err({ kind: 'RECORD_INCOMPLETE', message: `A part of the record did not come: ${codes.join(', ')}. Try again.` });
  return data.patient ? ok(data.patient) : err({ kind: 'PATIENT_NOT_FOUND', message: 'There is no such patient in the practice of the token.' });
}

/** The record that the others of the bundle were merged into. */
function survivorOf({ entry }: Bundle): Id<'Patient'> | null {
  const survivor = entry.find(({ resource }) => resource['resourceType'] === 'Patient' && resource['link'] === undefined);
  return survivor ? (survivor.fullUrl.replace('urn:uuid:', '') as Id<'Patient'>) : null;
}
