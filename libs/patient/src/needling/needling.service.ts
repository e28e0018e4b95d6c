import { dayIn, err, ok, PRACTICE_TIME_ZONE, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import type { EncounterNotFoundError } from '../encounters/encounter';
import { writeInEncounter, type EncounterWriteError, type EncounterWriting } from '../encounters/writable-encounter.service';
import { sidesFlaw, type MuscleCatalogue } from '../muscles/muscle';
import type { InvalidInputError } from '../patients/patient';
import { isAssistantOn } from '../practitioner-credentials/practitioner-credential';
import { PractitionerCredentialRepository } from '../practitioner-credentials/practitioner-credential.repository';
import { refuseAssistantNeedling, type ServiceLineNotAllowedError } from '../service-lines/service-line';
import { invalid } from '../texts';
import { checkEntry, standing, type NeedlingEntry, type NeedlingSite } from './needling';
import { NeedlingRepository } from './needling.repository';

interface Keyed { readonly idempotencyKey: string }
export interface RecordNeedlingSite extends Keyed { readonly encounterId: Id<'Encounter'>; readonly entry: NeedlingEntry }
export interface CorrectNeedlingSite extends Keyed { readonly siteId: Id<'NeedlingSite'>; readonly entry: NeedlingEntry }
export interface WithdrawNeedlingSite extends Keyed { readonly siteId: Id<'NeedlingSite'> }

export interface MuscleUnknownError { readonly kind: 'MuscleUnknownError'; readonly message: string; readonly muscleKey: string }
export interface NeedlingSiteNotFoundError { readonly kind: 'NeedlingSiteNotFoundError'; readonly message: string }

type EntryError = MuscleUnknownError | InvalidInputError | ServiceLineNotAllowedError;
type Answer<E> = Result<Id<'Encounter'>, E | IdempotencyKeyReusedError>;
type Recorded = Answer<EncounterWriteError | EntryError>;
type Corrected = Answer<Exclude<EncounterWriteError, EncounterNotFoundError> | NeedlingSiteNotFoundError | EntryError>;
type Withdrawn = Answer<Exclude<EncounterWriteError, EncounterNotFoundError> | NeedlingSiteNotFoundError>;

/** Writes down what is done with needles. Answers the encounter. */
export class NeedlingService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;
  readonly #muscles: MuscleCatalogue;

  constructor(session: PracticeSession, { clock, muscles }: { readonly clock: Clock; readonly muscles: MuscleCatalogue }) {
    this.#session = session;
    this.#clock = clock;
    this.#muscles = muscles;
  }

  record(input: RecordNeedlingSite): Promise<Recorded> {
    return this.#session.mutate({ operation: 'recordNeedlingSite', input: { ...input } }, async (transaction): Promise<Recorded> => {
      const writing = await writeInEncounter(transaction, this.#session.viewer, input.encounterId);
      if (!writing.ok) return writing;
      return this.#write(transaction, writing.value, { entry: input.entry, correctsId: null });
    });
  }

  correct(input: CorrectNeedlingSite): Promise<Corrected> {
    return this.#session.mutate({ operation: 'correctNeedlingSite', input: { ...input } }, async (transaction): Promise<Corrected> => {
      const site = await this.#standing(transaction, input.siteId);
      if (!site.ok) return site;
      return this.#write(transaction, site.value.writing, { entry: input.entry, correctsId: input.siteId });
    });
  }

  withdraw(input: WithdrawNeedlingSite): Promise<Withdrawn> {
    return this.#session.mutate({ operation: 'withdrawNeedlingSite', input: { ...input } }, async (transaction): Promise<Withdrawn> => {
      const found = await this.#standing(transaction, input.siteId);
      if (!found.ok) return found;
      const { site, writing } = found.value;
      await this.#repository(transaction).insert({ ...site, id: newId(), practitionerId: writing.practitionerId, recordedAt: this.#clock.now(), correctsId: site.id, isWithdrawn: true });
      return ok(site.encounterId);
    });
  }

  /** A row that counts, and its encounter, locked. */
  async #standing(transaction: Transaction, id: Id<'NeedlingSite'>): Promise<Result<{ site: NeedlingSite; writing: EncounterWriting }, Exclude<EncounterWriteError, EncounterNotFoundError> | NeedlingSiteNotFoundError>> {
    const missing = err({ kind: 'NeedlingSiteNotFoundError' as const, message: 'There is no such row, or it was corrected or withdrawn already.' });
    const site = await this.#repository(transaction).find(id);
    if (!site) return missing;
    const writing = await writeInEncounter(transaction, this.#session.viewer, site.encounterId);
    if (!writing.ok) return writing.error.kind === 'EncounterNotFoundError' ? missing : err(writing.error);
    const rows = (await this.#repository(transaction).ofEncounters([site.encounterId])).get(site.encounterId) ?? [];
    return standing(rows).some((each) => each.id === id) ? ok({ site, writing: writing.value }) : missing;
  }

  async #write(transaction: Transaction, { encounter, practitionerId }: EncounterWriting, { entry, correctsId }: { entry: NeedlingEntry; correctsId: NeedlingSite['correctsId'] }): Promise<Result<Id<'Encounter'>, EntryError>> {
    const credentials = await new PractitionerCredentialRepository(transaction.sql, this.#session.viewer.practiceId).ofPractitioner(practitionerId);
    const assistant = refuseAssistantNeedling(isAssistantOn(credentials, dayIn(PRACTICE_TIME_ZONE, encounter.period.start)));
    if (assistant) return err(assistant);
    const muscle = this.#muscles.find(entry.muscleKey);
    if (!muscle) return err({ kind: 'MuscleUnknownError', message: 'The catalogue has no such muscle. Look it up with `muscles`.', muscleKey: entry.muscleKey });
    const side = sidesFlaw(muscle, entry.side);
    if (side !== null) return invalid('side', side);
    const checked = checkEntry(entry);
    if (!checked.ok) return checked;
    const { id: encounterId, patientId } = encounter;
    await this.#repository(transaction).insert({ ...checked.value, id: newId(), encounterId, patientId, practitionerId, recordedAt: this.#clock.now(), correctsId, isWithdrawn: false });
    return ok(encounterId);
  }

  #repository({ sql }: Transaction): NeedlingRepository {
    return new NeedlingRepository(sql, this.#session.viewer.practiceId);
  }
}
