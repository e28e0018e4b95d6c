import { basename } from 'node:path';
import type { Clock, Id } from '@spindle/kernel';
import { findFiles, type SourceFile } from './bundle/find-files';
import { NotFhirError, readUnits, type Unit } from './bundle/read-units';
import { unmappedReason } from './mapping/unmapped';
import { importRecord } from './record/import-record';
import { recordIn } from './record/record-file';
import type { Report } from './report';
import { CoverageDays } from './run/coverage-days';
import { ClaimImport } from './run/import-claims';
import { importHistory } from './run/import-history';
import { importPatients } from './run/import-patients';
import { ImportRun, type Databases } from './run/import-run';

export interface ImportOptions {
  /** Files and folders. */
  readonly paths: readonly string[];
  readonly practiceId: Id<'Practice'>;
  readonly databases: Databases;
  readonly clock: Clock;
  /** The IANA zone in which the sources' times without an offset, and days without a time, are read. */
  readonly timeZone?: string;
  /** Told of every file of every step, before it is read. */
  readonly progress?: (progress: Progress) => void;
}

/** Where an import is. It names no file: names of files are names of patients. */
export interface Progress {
  readonly step: 'patients' | 'history' | 'claims';
  /** Counted from one. */
  readonly file: number;
  readonly files: number;
  readonly bytes: number;
}

const TIME_ZONE = 'America/Denver';

/** Types that some step imports; of all others the report says why they are left out. */
const MAPPED: ReadonlySet<string> = new Set(['Patient', 'Encounter', 'Condition', 'Appointment', 'Claim', 'ExplanationOfBenefit', 'Coverage']);

/**
 * Imports FHIR R4 files into one practice. The files are read three times, one unit at a time: for the patients, for
 * what belongs to them, for the claims, so that it does not matter in which file what stands. What an earlier run
 * imported stays as it is. A file that holds a record as Spindle exports it is taken in whole instead, before the others,
 * or refused whole. Rejects only when a database does not answer; the next run goes on from there.
 */
export async function importFiles({ paths, progress, timeZone = TIME_ZONE, ...options }: ImportOptions): Promise<Report> {
  const run = new ImportRun({ ...options, timeZone });
  const { files: found, problems } = await findFiles(paths);
  for (const problem of problems) run.report.problem(problem);
  const files = await importRecords(run, found);
  const coverages = new CoverageDays(run);
  const claims = new ClaimImport(run, coverages);
  const readable = await eachUnit(run, { files, step: 'patients', progress }, async (unit) => {
    countRead(run, unit);
    run.directory.add(unit);
    await importPatients(run, unit);
  });
  await eachUnit(run, { files: readable, step: 'history', progress }, async (unit) => {
    await importHistory(run, unit);
    coverages.collectResources(unit);
    claims.collectAnswers(unit);
  });
  await eachUnit(run, { files: readable, step: 'claims', progress }, (unit) => claims.importClaims(unit));
  await claims.importRest();
  await coverages.importCoverages();
  return run.report.build();
}

/** Takes in the records among the files; returns the other files. */
async function importRecords(run: ImportRun, files: readonly SourceFile[]): Promise<SourceFile[]> {
  const others: SourceFile[] = [];
  for (const file of files) {
    const record = await recordIn(file);
    const taken = record && (await importRecord(run, record));
    if (!taken) others.push(file);
    else if (taken.ok) run.report.fileRead();
    else run.report.recordRefused(`${basename(file.path)}: ${taken.error.kind}: ${taken.error.message}. Nothing of it was taken in.`);
  }
  return others;
}

interface Step extends Pick<ImportOptions, 'progress'> {
  readonly files: readonly SourceFile[];
  readonly step: Progress['step'];
}

/** Works through the files unit by unit; returns those that are FHIR. */
async function eachUnit(run: ImportRun, { files, step, progress }: Step, work: (unit: Unit) => Promise<void>): Promise<SourceFile[]> {
  const readable: SourceFile[] = [];
  for (const [index, file] of files.entries()) {
    progress?.({ step, file: index + 1, files: files.length, bytes: file.bytes });
    try {
      for await (const unit of readUnits(file)) await work(unit);
      readable.push(file);
      if (step === 'patients') run.report.fileRead();
    } catch (error) {
      if (!(error instanceof NotFhirError)) throw error;
      run.report.fileUnreadable(error.message);
    }
  }
  return readable;
}

function countRead(run: ImportRun, unit: Unit): void {
  for (const { type, refusal } of unit) {
    run.report.read(type);
    if (refusal !== null) run.report.skipped(type, refusal);
    else if (!MAPPED.has(type)) run.report.skipped(type, unmappedReason(type));
  }
}
