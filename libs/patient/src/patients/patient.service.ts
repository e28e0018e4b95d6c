import { err, ok, type CalendarDay, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import { LeadConversionService, type LeadAlreadyConvertedError } from '../leads/lead-conversion.service';
import { MergeRepository } from '../merges/merge.repository';
import { renewSearch } from '../merges/merged-search.service';
import { searchTokens } from '../search/search-tokens';
import { applyChanges, type PatientChanges } from './changes';
import { mayBeSamePerson, type PossibleDuplicates } from './duplicates';
import { checkDetails, type InvalidInputError, type Patient, type PatientDetails } from './patient';
import { PatientRepository } from './patient.repository';

export interface RegisterPatient extends PatientDetails {
  readonly idempotencyKey: string;
  /** A person compared this one with the possible duplicates. */
  readonly confirmedNew: boolean;
  readonly leadId: Id<'Lead'> | null;
}

export interface UpdatePatient extends PatientChanges {
  readonly idempotencyKey: string;
  readonly id: Id<'Patient'>;
  readonly version: number;
}

export interface PatientNotFoundError { readonly kind: 'PatientNotFoundError'; readonly message: string }
export interface StaleVersionError { readonly kind: 'StaleVersionError'; readonly message: string; readonly currentVersion: number }

type Registered = Result<Id<'Patient'>, InvalidInputError | PossibleDuplicates | LeadAlreadyConvertedError | IdempotencyKeyReusedError>;
type Updated = Result<Id<'Patient'>, PatientNotFoundError | InvalidInputError | StaleVersionError | IdempotencyKeyReusedError>;

/** Registers and changes patients. Answers carry the patient's id: the row is read again under the caller's rights. */
export class PatientService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;
  readonly #leads: LeadConversionService;

  constructor(session: PracticeSession, clock: Clock, leads = new LeadConversionService(session, clock)) {
    this.#session = session;
    this.#clock = clock;
    this.#leads = leads;
  }

  register(input: RegisterPatient): Promise<Registered> {
    return this.#session.mutate({ operation: 'registerPatient', input: { ...input } }, async (transaction): Promise<Registered> => {
      const details = checkDetails(input, this.#today());
      if (!details.ok) return details;
      const duplicates = input.confirmedNew ? null : await this.#findDuplicates(transaction, details.value);
      if (duplicates) return err(duplicates);
      const id = await this.#store(transaction, details.value);
      const converted = input.leadId && (await this.#leads.becomes(transaction, input.leadId, id));
      return converted ? err(converted) : ok(id);
    });
  }

  update(input: UpdatePatient): Promise<Updated> {
    const { idempotencyKey: _key, id, version, ...changes } = input;
    return this.#session.mutate({ operation: 'updatePatient', input: { ...input } }, async (transaction): Promise<Updated> => {
      const patients = this.#repository(transaction);
      const [patient] = await patients.findMany([id]);
      if (!patient || (await patients.findVersion(id)) === null) return err({ kind: 'PatientNotFoundError', message: 'There is no such patient in this practice.' });
      transaction.audit.changed(id, 'IDENTITY', 'CONTACT');
      const before = { ...patient, telecom: (await patients.telecomOf([id])).get(id) ?? [], contacts: (await patients.contactsOf([id])).get(id) ?? [] };
      const changed = applyChanges(before, changes);
      if (!changed.ok) return changed;
      const details = checkDetails(changed.value, this.#today());
      if (!details.ok) return details;
      if (!(await patients.update(transaction, { ...patient, ...details.value, version }, this.#clock.now()))) return err(stale((await patients.findVersion(id)) ?? patient.version));
      await this.#storeParts(transaction, { ...patient, ...details.value });
      const roots = await new MergeRepository(transaction.sql, this.#session.viewer.practiceId).rootsOf([id]);
      if (roots.size > 1) await renewSearch(transaction, this.#session.viewer.practiceId, roots);
      return ok(id);
    });
  }

  #repository(transaction: Transaction): PatientRepository {
    return new PatientRepository(transaction.sql, this.#session.viewer.practiceId);
  }

  /** The present day where it is latest (UTC+14): nobody born today anywhere is refused. */
  #today(): CalendarDay {
    return new Date(this.#clock.now().getTime() + 14 * 3_600_000).toISOString().slice(0, 10) as CalendarDay;
  }

  async #findDuplicates(transaction: Transaction, details: PatientDetails): Promise<PossibleDuplicates | null> {
    const telephoneTokens = searchTokens({ ...details, recordNumber: '' }).filter((token) => /^tel:\d{7,}/.test(token));
    const alike = await this.#repository(transaction).findAlike(details.birthDate, telephoneTokens);
    const candidateIds = alike.filter((other) => mayBeSamePerson(details, other)).map((other) => other.id).slice(0, 10);
    if (candidateIds.length === 0) return null;
    for (const candidateId of candidateIds) transaction.audit.changed(candidateId, 'IDENTITY');
    return { kind: 'PossibleDuplicateError', message: 'This person may be registered already. Compare, then send again with `confirmedNew: true` and a new key.', candidateIds };
  }

  async #store(transaction: Transaction, details: PatientDetails): Promise<Id<'Patient'>> {
    const patients = this.#repository(transaction);
    const patient = { ...details, id: newId<'Patient'>(), version: 1, recordNumber: await patients.nextRecordNumber(), source: 'RECORDED' as const, sourceKey: null };
    transaction.audit.changed(patient.id, 'IDENTITY', 'CONTACT');
    await patients.insert(transaction, patient, this.#clock.now());
    await this.#storeParts(transaction, patient);
    await transaction.outbox.add('PatientRegistered', patient.id, { patientId: patient.id });
    return patient.id;
  }

  async #storeParts(transaction: Transaction, patient: Patient & PatientDetails): Promise<void> {
    const patients = this.#repository(transaction);
    await patients.replaceTelecom(transaction, patient.id, patient.telecom);
    await patients.replaceContacts(transaction, patient.id, patient.contacts);
    await patients.replaceSearchTokens(patient.id, searchTokens(patient));
  }
}

function stale(currentVersion: number): StaleVersionError {
  return { kind: 'StaleVersionError', message: 'Somebody changed this patient since it was read. Read it again and repeat your change.', currentVersion };
}
