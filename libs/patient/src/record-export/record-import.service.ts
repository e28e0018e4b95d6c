import { err, ok, type Id, type Refusal, type Result } from '@spindle/kernel';
import type { PracticeSession, Transaction } from '@spindle/database';
import { allTables, type RecordRows, type Row } from '@spindle/fhir';
import { MergeRepository } from '../merges/merge.repository';
import { renewSearch } from '../merges/merged-search.service';
import { PatientRepository } from '../patients/patient.repository';
import { PATIENT_RECORD } from './patient-record';
import { asDraft, merged, nameSorted, renumbered, signed } from './record-rows';
import { RecordImportRepository } from './record-import.repository';

/** The practice has a part of the record, under another record or by itself. */
export type RecordConflict = Refusal<'RECORD_CONFLICT'>;

export interface RecordImported {
  /** False when the practice had the record already: nothing was written. */
  readonly isNew: boolean;
  /** How many records have another number, since theirs was given to somebody here. */
  readonly renumbered: number;
}

/** Takes in a whole record that another practice exported, under the ids it had: all of it, or nothing. */
export class RecordImportService {
  readonly #session: PracticeSession;

  constructor(session: PracticeSession) {
    this.#session = session;
  }

  import(record: RecordRows): Promise<Result<RecordImported, RecordConflict>> {
    return this.#session.transaction<RecordImported, RecordConflict>(async (transaction) => {
      const rows = new RecordImportRepository(transaction.sql, this.#session.viewer.practiceId);
      const patients = record.get('patient.patient') ?? [];
      const known = await rows.findKnown(patients.map(idOf));
      if (known.size > 0 && known.size < patients.length) return err({ kind: 'RECORD_CONFLICT', message: 'The practice has some of the merged records, and not the others.' });
      if (known.size === 0) return ok(await this.#add(transaction, rows, record));
      await rows.addMerges(record.get('patient.merge_record') ?? []);
      return ok({ isNew: false, renumbered: 0 });
    });
  }

  async #add(transaction: Transaction, rows: RecordImportRepository, record: RecordRows): Promise<RecordImported> {
    const { patients, count } = await this.#numbered(transaction, rows, record.get('patient.patient') ?? []);
    for (const { name } of allTables(PATIENT_RECORD)) {
      const ofTable = record.get(name) ?? [];
      if (name === 'patient.patient') await rows.write(name, patients.map(nameSorted));
      else if (name === 'patient.merge_record') await rows.addMerges(ofTable);
      else await rows.write(name, name === 'patient.clinical_note' ? ofTable.map(asDraft) : ofTable);
    }
    await rows.sign((record.get('patient.clinical_note') ?? []).filter(signed));
    await this.#find(transaction, patients.map(idOf));
    await this.#tell(transaction, patients);
    return { isNew: true, renumbered: count };
  }

  /** The patients under their record numbers, or the next ones of this practice where theirs are taken. */
  async #numbered({ sql }: Transaction, rows: RecordImportRepository, patients: readonly Row[]): Promise<{ readonly patients: readonly Row[]; readonly count: number }> {
    const numbers = patients.map((row) => String(row['record_number']));
    const taken = await rows.findTakenNumbers(numbers);
    const highest = numbers.filter((number) => /^\d{1,18}$/.test(number)).map(BigInt).reduce((most, number) => (number > most ? number : most), 0n);
    if (highest > 0n) await rows.advanceNumbers(highest);
    const given = new Map<string, string>();
    for (const number of taken) given.set(number, await new PatientRepository(sql, this.#session.viewer.practiceId).nextRecordNumber());
    return { patients: patients.map((row) => renumbered(row, given)), count: given.size };
  }

  async #find(transaction: Transaction, ids: readonly Id<'Patient'>[]): Promise<void> {
    const { practiceId } = this.#session.viewer;
    await renewSearch(transaction, practiceId, await new MergeRepository(transaction.sql, practiceId).rootsOf(ids));
  }

  async #tell({ audit, outbox }: Transaction, patients: readonly Row[]): Promise<void> {
    for (const patientId of patients.map(idOf)) {
      audit.changed(patientId, 'RECORD');
      await outbox.add('PatientRegistered', patientId, { patientId });
    }
    for (const { survivorId, mergedId } of merged(patients)) await outbox.add('PatientMerged', survivorId, { survivorId, mergedId });
  }
}

function idOf(row: Row): Id<'Patient'> {
  return String(row['id']) as Id<'Patient'>;
}
