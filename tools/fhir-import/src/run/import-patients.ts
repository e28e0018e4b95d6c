import type { Id } from '@spindle/kernel';
import { ImportedHistoryService, isSamePerson, type ImportedPatient, type PatientDetails } from '@spindle/patient';
import type { Entry } from '../bundle/entry';
import { patientIdentity, type PatientIdentity } from '../bundle/identity';
import type { Unit } from '../bundle/read-units';
import { mapped } from '../mapping/mapped';
import { mapPatient } from '../mapping/patient';
import { REFUSED, type FromResource, type ImportRun } from './import-run';
import { storeSets } from './store-set';

interface Waiting extends FromResource<PatientDetails> {
  readonly identity: PatientIdentity;
}

/** The first step: patients, since everything else belongs to one. */
export async function importPatients(run: ImportRun, unit: Unit): Promise<void> {
  const rows = run.map(unit, 'Patient', (entry) => withIdentity(run, entry));
  let waiting: Waiting[] = rows.map(({ row, ...rest }) => ({ ...rest, row: row.details, identity: row.identity }));
  for (let attempt = 0; waiting.length > 0; attempt += 1) waiting = await storeUnder(run, waiting, attempt);
}

function withIdentity(run: ImportRun, entry: Entry) {
  const identity = patientIdentity(entry);
  const details = mapPatient(entry.resource, run.today);
  if (details.kind === 'MAPPED') return mapped({ identity, details: details.row }, details.notes);
  run.patients.notImported(identity.fingerprint);
  return details;
}

/**
 * Stores patients, each under the candidate of this attempt among its keys. Returns those for whom that key belongs to
 * somebody else: they wait for their next one.
 */
async function storeUnder(run: ImportRun, waiting: readonly Waiting[], attempt: number): Promise<Waiting[]> {
  const holders = new Map<string, Waiting>();
  const sharers: Waiting[] = [];
  const later: Waiting[] = [];
  for (const patient of waiting) {
    const key = patient.identity.candidates[attempt];
    const holder = key === undefined ? undefined : holders.get(key);
    if (key === undefined) leaveOut(run, patient, 'its identity is that of another patient');
    else if (!holder) holders.set(key, patient);
    else (isSamePerson(holder.row, patient.row) ? sharers : later).push(patient);
  }
  const { ids, others } = await storeHolders(run, holders);
  for (const patient of [...holders.values(), ...sharers]) {
    const key = patient.identity.candidates[attempt] ?? '';
    const id = ids.get(key);
    if (others.has(key)) later.push(patient);
    else if (id === undefined) leaveOut(run, patient, REFUSED);
    else takeIn(run, patient, { key, id });
  }
  return later;
}

async function storeHolders(run: ImportRun, holders: ReadonlyMap<string, Waiting>) {
  const ids = new Map<string, Id<'Patient'>>();
  const others = new Set<string>();
  const rows: ImportedPatient[] = [...holders].map(([sourceKey, { row }]) => ({ ...row, sourceKey }));
  await storeSets(rows, async (set) => {
    const outcome = await run.within('patient', (session) => new ImportedHistoryService(session, run.clock).importPatients(set));
    for (const [key, id] of outcome.ids) ids.set(key, id);
    for (const key of outcome.others) others.add(key);
    run.report.recorded('patients', { added: outcome.added, known: set.length - outcome.added - outcome.others.size });
  });
  return { ids, others };
}

function takeIn(run: ImportRun, patient: Waiting, { key, id }: { readonly key: string; readonly id: Id<'Patient'> }): void {
  run.patients.imported(patient.identity.fingerprint, key, id);
  run.report.mapped(patient.type, patient.notes);
}

function leaveOut(run: ImportRun, patient: Waiting, reason: string): void {
  run.patients.notImported(patient.identity.fingerprint);
  run.report.skipped(patient.type, reason);
}
