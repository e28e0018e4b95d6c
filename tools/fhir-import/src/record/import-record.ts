import { err, ok, type Result } from '@spindle/kernel';
import { INSURANCE_RECORD, InsuranceRecordImport } from '@spindle/billing';
import { fromEntries, type Element, type RecordRows, type RecordTable } from '@spindle/fhir';
import { ClinicalRecordImport, PATIENT_RECORD } from '@spindle/patient';
import { VISIT_RECORD, VisitRecordImport } from '@spindle/scheduling';
import type { ImportRun } from '../run/import-run';
import { readRecord, type RecordRefusal } from './record-bundle';

const TABLES: readonly RecordTable[] = [...PATIENT_RECORD, ...INSURANCE_RECORD, ...VISIT_RECORD];
const NAMES: ReadonlySet<string> = new Set(TABLES.map(({ name }) => name));

/** How a row that a table does not take is told by PostgreSQL; of these, that another row stands in its way. */
const REFUSED = /^(22|23)/;
const IN_THE_WAY = /^(23505|23P01)$/;

/**
 * Takes in a whole record. It is read to its end before anything is written; each schema takes its part in one
 * transaction, the clinical record first. What an earlier run took in stays as it is, and a run that was cut off is
 * finished by the next. Rejects only when a database does not answer.
 */
export async function importRecord(run: ImportRun, bundle: Element): Promise<Result<null, RecordRefusal>> {
  const entries = readRecord(bundle, NAMES);
  if (!entries.ok) return entries;
  const rows = fromEntries(TABLES, entries.value);
  if (!rows.ok) return rows;
  for (const { resource } of entries.value) run.report.read(String(resource['resourceType']));
  try {
    const refused = await store(run, rows.value);
    if (refused) return err(refused);
  } catch (error) {
    return err(toRefusal(error));
  }
  for (const { resource } of entries.value) run.report.mapped(String(resource['resourceType']), []);
  return ok(null);
}

async function store(run: ImportRun, rows: RecordRows): Promise<RecordRefusal | null> {
  const clinical = await run.within('patient', (session) => new ClinicalRecordImport(session).import(rows));
  if (!clinical.ok) return clinical.error;
  const { isNew, renumbered } = clinical.value;
  for (const [kind, table] of [['patients', 'patient.patient'], ['encounters', 'patient.encounter'], ['conditions', 'patient.condition']] as const) {
    const count = rows.get(table)?.length ?? 0;
    run.report.recorded(kind, isNew ? { added: count } : { known: count });
  }
  if (renumbered > 0) run.report.problem(`${renumbered} patient(s) have a new record number: theirs belongs to somebody in this practice.`);
  const { coverages, claims } = await run.within('billing', (session) => new InsuranceRecordImport(session).import(rows));
  run.report.recorded('coverages', coverages);
  run.report.recorded('claims', claims);
  run.report.recorded('appointments', await run.within('scheduling', (session) => new VisitRecordImport(session).import(rows)));
  return null;
}

/** What PostgreSQL says of a row may quote it: only its code is told. An outage is thrown on. */
function toRefusal(error: unknown): RecordRefusal {
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  const state = [driverError?.code, code].find((each): each is string => typeof each === 'string' && REFUSED.test(each) && each.length === 5);
  if (state === undefined) throw error;
  if (IN_THE_WAY.test(state)) return { kind: 'RECORD_CONFLICT', message: 'a part of it is in this practice under another record' };
  return { kind: 'RECORD_DAMAGED', message: `the database does not take a row of it (${state})` };
}
