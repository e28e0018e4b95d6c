import { ImportedHistoryService } from '@spindle/patient';
import { ImportedAppointmentService, type ImportedAppointment } from '@spindle/scheduling';
import type { Unit } from '../bundle/read-units';
import { mapAppointment } from '../mapping/appointment';
import { mapCondition } from '../mapping/condition';
import { mapEncounter } from '../mapping/encounter';
import type { FromResource, ImportRun } from './import-run';

/** The second step: what happened to the patients, and their visits. */
export async function importHistory(run: ImportRun, unit: Unit): Promise<void> {
  const resolver = run.resolverOf(unit);
  await run.store(run.map(unit, 'Encounter', (entry) => mapEncounter(entry, resolver)), 'encounters', (rows) => (
    run.within('patient', async (session) => counted(await new ImportedHistoryService(session, run.clock).importEncounters(rows), rows))));
  await run.store(run.map(unit, 'Condition', (entry) => mapCondition(entry, resolver)), 'conditions', (rows) => (
    run.within('patient', async (session) => counted(await new ImportedHistoryService(session, run.clock).importConditions(rows), rows))));
  for (const appointment of run.map(unit, 'Appointment', (entry) => mapAppointment(entry, resolver))) await importAppointment(run, appointment);
}

function counted({ added }: { readonly added: number }, rows: readonly unknown[]): { added: number; known: number } {
  return { added, known: rows.length - added };
}

async function importAppointment(run: ImportRun, { type, row, notes }: FromResource<ImportedAppointment>): Promise<void> {
  const result = await run.within('scheduling', (session) => new ImportedAppointmentService(session, run.clock).store(row));
  if (!result.ok) return run.report.skipped(type, 'scheduling does not take it as history');
  run.report.recorded('appointments', result.value === 'ADDED' ? { added: 1 } : { known: 1 });
  run.report.mapped(type, notes);
}
