import { dayIn, err, ok, PRACTICE_TIME_ZONE, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import type { EncounterNotFoundError } from '../encounters/encounter';
import { writeInEncounter, type EncounterWriteError, type EncounterWriting } from '../encounters/writable-encounter.service';
import { standing } from '../needling/needling';
import { NeedlingRepository } from '../needling/needling.repository';
import type { InvalidInputError } from '../patients/patient';
import { checkLine, standingLines, type ProcedureUnknownError, type ServiceLine, type ServiceLineEntry, type ServiceLineNotAllowedError, type ServiceLineSetting } from './service-line';
import { ServiceLineRepository } from './service-line.repository';

interface Keyed { readonly idempotencyKey: string }
export interface RecordServiceLine extends Keyed { readonly encounterId: Id<'Encounter'>; readonly line: ServiceLineEntry }
export interface CorrectServiceLine extends Keyed { readonly serviceLineId: Id<'ServiceLine'>; readonly line: ServiceLineEntry }
export interface WithdrawServiceLine extends Keyed { readonly serviceLineId: Id<'ServiceLine'> }

export interface ServiceLineNotFoundError { readonly kind: 'ServiceLineNotFoundError'; readonly message: string }

type LineError = ProcedureUnknownError | ServiceLineNotAllowedError | InvalidInputError;
type StandingError = Exclude<EncounterWriteError, EncounterNotFoundError> | ServiceLineNotFoundError;
type Answer<E> = Result<Id<'Encounter'>, E | IdempotencyKeyReusedError>;

/** Writes down what is done for codes. Answers the encounter. */
export class ServiceLineService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  record(input: RecordServiceLine): Promise<Answer<EncounterWriteError | LineError>> {
    return this.#session.mutate({ operation: 'recordServiceLine', input: { ...input } }, async (transaction): Promise<Result<Id<'Encounter'>, EncounterWriteError | LineError>> => {
      const writing = await writeInEncounter(transaction, this.#session.viewer, input.encounterId);
      return writing.ok ? this.#write(transaction, writing.value, { line: input.line, correctsId: null }) : writing;
    });
  }

  correct(input: CorrectServiceLine): Promise<Answer<StandingError | LineError>> {
    return this.#session.mutate({ operation: 'correctServiceLine', input: { ...input } }, async (transaction): Promise<Result<Id<'Encounter'>, StandingError | LineError>> => {
      const found = await this.#standing(transaction, input.serviceLineId);
      return found.ok ? this.#write(transaction, found.value.writing, { line: input.line, correctsId: input.serviceLineId }) : found;
    });
  }

  withdraw(input: WithdrawServiceLine): Promise<Answer<StandingError>> {
    return this.#session.mutate({ operation: 'withdrawServiceLine', input: { ...input } }, async (transaction): Promise<Result<Id<'Encounter'>, StandingError>> => {
      const found = await this.#standing(transaction, input.serviceLineId);
      if (!found.ok) return found;
      const { line, writing } = found.value;
      await this.#repository(transaction).insert({ ...line, id: newId(), recordedAt: this.#clock.now(), correctsId: line.id, isWithdrawn: true }, writing.practitionerId);
      return ok(line.encounterId);
    });
  }

  /** A line that counts, and its encounter, locked. */
  async #standing(transaction: Transaction, id: Id<'ServiceLine'>): Promise<Result<{ line: ServiceLine; writing: EncounterWriting }, StandingError>> {
    const missing = err({ kind: 'ServiceLineNotFoundError' as const, message: 'There is no such line, or it was corrected or withdrawn already.' });
    const line = await this.#repository(transaction).find(id);
    if (!line) return missing;
    const writing = await writeInEncounter(transaction, this.#session.viewer, line.encounterId);
    if (!writing.ok) return writing.error.kind === 'EncounterNotFoundError' ? missing : err(writing.error);
    const lines = (await this.#repository(transaction).ofEncounters([line.encounterId])).get(line.encounterId) ?? [];
    return standingLines(lines).some((each) => each.id === id) ? ok({ line, writing: writing.value }) : missing;
  }

  async #write(transaction: Transaction, { encounter, practitionerId }: EncounterWriting, { line, correctsId }: { line: ServiceLineEntry; correctsId: ServiceLine['correctsId'] }): Promise<Result<Id<'Encounter'>, LineError>> {
    const checked = checkLine(line, await this.#setting(transaction, encounter));
    if (!checked.ok) return checked;
    const { id: encounterId, patientId } = encounter;
    await this.#repository(transaction).insert({ ...checked.value, id: newId(), encounterId, patientId, recordedAt: this.#clock.now(), correctsId, isWithdrawn: false }, practitionerId);
    return ok(encounterId);
  }

  async #setting({ sql }: Transaction, { id, patientId, period }: EncounterWriting['encounter']): Promise<ServiceLineSetting> {
    const needling = new NeedlingRepository(sql, this.#session.viewer.practiceId);
    const sites = standing((await needling.ofEncounters([id])).get(id) ?? []);
    return { needledMuscles: new Set(sites.map(({ muscleKey }) => muscleKey)), isNeedledToday: await needling.isNeedledOn(patientId, dayIn(PRACTICE_TIME_ZONE, period.start), PRACTICE_TIME_ZONE) };
  }

  #repository({ sql }: Transaction): ServiceLineRepository {
    return new ServiceLineRepository(sql, this.#session.viewer.practiceId);
  }
}
