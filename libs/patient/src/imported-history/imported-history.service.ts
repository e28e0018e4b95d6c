import { ok, type Clock, type Id } from '@spindle/kernel';
import { newId, type PracticeSession, type Sql, type Transaction } from '@spindle/database';
import { PatientRepository } from '../patients/patient.repository';
import { searchTokens } from '../search/search-tokens';
import { isSamePerson, type ImportedCondition, type ImportedEncounter, type ImportedPatient } from './imported-history';
import { ImportedHistoryRepository, type AddedRow } from './imported-history.repository';

/** What an import came to: the id behind each source key, and how many were new. */
export interface ImportOutcome<Kind extends string> {
  readonly ids: ReadonlyMap<string, Id<Kind>>;
  readonly added: number;
}

/** What an import of patients came to; `others` are source keys under which somebody else is stored. */
export interface PatientImportOutcome extends ImportOutcome<'Patient'> {
  readonly others: ReadonlySet<string>;
}

/** Takes in history from elsewhere, each kind set by set. What is already there, by its source key, stays as it is. */
export class ImportedHistoryService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  async importPatients(patients: readonly ImportedPatient[]): Promise<PatientImportOutcome> {
    const others = new Set<string>();
    const outcome = await this.#import<'Patient', ImportedPatient>('patient', patients, async (transaction, missing) => {
      for (const patient of missing) await this.#addPatient(transaction, patient);
      return missing.length;
    });
    const people = await this.#history(this.#session).findPeople(patients.map(({ sourceKey }) => sourceKey));
    for (const patient of patients) {
      const person = people.get(patient.sourceKey);
      if (person && !isSamePerson(person, patient)) others.add(patient.sourceKey);
    }
    return { ...outcome, others };
  }

  /** The ids of encounters that were imported before, by source key. */
  async findEncounters(sourceKeys: readonly string[]): Promise<ReadonlyMap<string, Id<'Encounter'>>> {
    return (await this.#history(this.#session).findIds('encounter', sourceKeys)) as ReadonlyMap<string, Id<'Encounter'>>;
  }

  /** Encounters of patients that were imported before. */
  importEncounters(encounters: readonly ImportedEncounter[]): Promise<ImportOutcome<'Encounter'>> {
    return this.#import('encounter', encounters, (transaction, missing) => recordEach(transaction, this.#history(transaction.sql).addEncounters(withIds(missing))));
  }

  /** Conditions of patients that were imported before. */
  importConditions(conditions: readonly ImportedCondition[]): Promise<ImportOutcome<'Condition'>> {
    return this.#import('condition', conditions, (transaction, missing) => recordEach(transaction, this.#history(transaction.sql).addConditions(withIds(missing))));
  }

  async #import<Kind extends string, Row extends { sourceKey: string }>(
    table: 'patient' | 'encounter' | 'condition', rows: readonly Row[], add: (transaction: Transaction, missing: readonly Row[]) => Promise<number>,
  ): Promise<ImportOutcome<Kind>> {
    const result = await this.#session.transaction(async (transaction) => {
      const history = this.#history(transaction.sql);
      const keys = rows.map((row) => row.sourceKey);
      const known = await history.findIds(table, keys);
      const missing = [...new Map(rows.filter((row) => !known.has(row.sourceKey)).map((row) => [row.sourceKey, row])).values()];
      const added = missing.length > 0 ? await add(transaction, missing) : 0;
      return ok({ ids: (added > 0 ? await history.findIds(table, keys) : known) as ReadonlyMap<string, Id<Kind>>, added });
    });
    if (!result.ok) throw new Error('An import cannot be refused.');
    return result.value;
  }

  #history(sql: Sql): ImportedHistoryRepository {
    return new ImportedHistoryRepository(sql, this.#session.viewer.practiceId);
  }

  async #addPatient(transaction: Transaction, { sourceKey, ...details }: ImportedPatient): Promise<void> {
    const patients = new PatientRepository(transaction.sql, this.#session.viewer.practiceId);
    const patient = { ...details, id: newId<'Patient'>(), version: 1, recordNumber: await patients.nextRecordNumber(), source: 'IMPORTED' as const, sourceKey };
    transaction.audit.changed(patient.id, 'IDENTITY', 'CONTACT');
    await patients.insert(transaction, patient, this.#clock.now());
    await patients.replaceTelecom(transaction, patient.id, details.telecom);
    await patients.replaceContacts(transaction, patient.id, details.contacts);
    await patients.replaceSearchTokens(patient.id, searchTokens(patient));
    await transaction.outbox.add('PatientRegistered', patient.id, { patientId: patient.id });
  }
}

/** Tells the audit trail whose records grew; answers by how many rows. */
async function recordEach({ audit }: Transaction, added: Promise<string[]>): Promise<number> {
  const patientIds = await added;
  for (const patientId of patientIds) audit.changed(patientId, 'CLINICAL');
  return patientIds.length;
}

function withIds<Row>(rows: readonly Row[]): AddedRow<Row>[] {
  return rows.map((row) => ({ ...row, id: newId() }));
}
