import { err, ok, PRACTICE_TIME_ZONE, todayIn, type Clock, type Result } from '@spindle/kernel';
import type { IdempotencyKeyReusedError, PracticeSession, Transaction } from '@spindle/database';
import type { ServiceRetiredError } from '../booking/booking';
import { AttentionWriter } from '../visit-attention/attention.writer';
import type { InvalidInputError } from '../visit-flow/reason';
import { staleVersion, type StaleVersionError } from '../visit-flow/stale-version';
import type { ServiceType } from './service-type';
import { changeSettings, newSettings, parseCode, type NewServiceInput, type SettingsInput } from './service-type-change';
import { ServiceTypeRepository } from './service-type.repository';
import { ServiceTypeWriter } from './service-type.writer';

interface Once { readonly idempotencyKey: string }
export interface ServiceTypeVersion extends Once { readonly code: string; readonly version: number }
export type CreateServiceTypeInput = Once & NewServiceInput & { readonly code: string };
export type ChangeServiceTypeInput = ServiceTypeVersion & SettingsInput;

export interface ServiceTypeExistsError { readonly kind: 'ServiceTypeExistsError'; readonly message: string }
export interface ServiceTypeNotFoundError { readonly kind: 'ServiceTypeNotFoundError'; readonly message: string }
export interface ServiceOfferedError { readonly kind: 'ServiceOfferedError'; readonly message: string }

type FindError = ServiceTypeNotFoundError | StaleVersionError;
/** Answers carry the code. */
type Answer<E> = Promise<Result<string, E | IdempotencyKeyReusedError>>;

/** Says what the clinic offers, and tells those who keep a copy. */
export class ServiceTypeService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  create(input: CreateServiceTypeInput): Answer<ServiceTypeExistsError | InvalidInputError> {
    return this.#session.mutate({ operation: 'createServiceType', input: { ...input } }, async (transaction): Answer<ServiceTypeExistsError | InvalidInputError> => {
      transaction.audit.changed(null, 'REFERENCE');
      const code = parseCode(input.code);
      if (!code.ok) return code;
      const settings = newSettings(input);
      if (!settings.ok) return settings;
      const eventsId = await this.#writer(transaction).create(code.value, settings.value);
      if (eventsId === null) return err({ kind: 'ServiceTypeExistsError', message: 'The clinic has a service with this code. Change that one, or choose another code.' });
      return this.#tell(transaction, eventsId, { ...settings.value, code: code.value, retired: false });
    });
  }

  change(input: ChangeServiceTypeInput): Answer<FindError | InvalidInputError> {
    return this.#session.mutate({ operation: 'changeServiceType', input: { ...input } }, async (transaction): Answer<FindError | InvalidInputError> => {
      const found = await this.#find(transaction, input);
      if (!found.ok) return found;
      const { code, version, retired, ...settings } = found.value;
      const changed = changeSettings(settings, input);
      if (!changed.ok) return changed;
      const eventsId = await this.#writer(transaction).change({ ...found.value, code, version }, changed.value);
      return eventsId === null ? this.#stale(transaction, code) : this.#tell(transaction, eventsId, { ...changed.value, code, retired });
    });
  }

  retire(input: ServiceTypeVersion): Answer<FindError | ServiceRetiredError> {
    return this.#session.mutate({ operation: 'retireServiceType', input: { ...input } }, async (transaction): Answer<FindError | ServiceRetiredError> => {
      const found = await this.#find(transaction, input);
      if (!found.ok) return found;
      if (found.value.retired) return err({ kind: 'ServiceRetiredError', message: 'This service is not offered any more.' });
      return this.#retire(transaction, found.value, true);
    });
  }

  offerAgain(input: ServiceTypeVersion): Answer<FindError | ServiceOfferedError> {
    return this.#session.mutate({ operation: 'offerServiceTypeAgain', input: { ...input } }, async (transaction): Answer<FindError | ServiceOfferedError> => {
      const found = await this.#find(transaction, input);
      if (!found.ok) return found;
      if (!found.value.retired) return err({ kind: 'ServiceOfferedError', message: 'This service is offered: there is nothing to do.' });
      return this.#retire(transaction, found.value, false);
    });
  }

  async find(code: string): Promise<ServiceType | null> {
    const [serviceType] = await new ServiceTypeRepository(this.#session, this.#session.viewer.practiceId).findMany([code]);
    return serviceType ?? null;
  }

  #writer({ sql }: Transaction): ServiceTypeWriter {
    return new ServiceTypeWriter(sql, this.#session.viewer.practiceId);
  }

  async #find({ sql, audit }: Transaction, { code, version }: ServiceTypeVersion): Promise<Result<ServiceType, FindError>> {
    audit.changed(null, 'REFERENCE');
    const [found] = await new ServiceTypeRepository(sql, this.#session.viewer.practiceId).findMany([code]);
    if (!found) return err({ kind: 'ServiceTypeNotFoundError', message: 'There is no such service.' });
    return found.version === version ? ok(found) : staleAt(found.version);
  }

  async #retire(transaction: Transaction, service: ServiceType, retired: boolean): Answer<FindError> {
    const eventsId = await this.#writer(transaction).retire(service, retired);
    return eventsId === null ? this.#stale(transaction, service.code) : this.#tell(transaction, eventsId, { ...service, retired });
  }

  /** Somebody changed the service between its reading and the change. */
  async #stale({ sql }: Transaction, code: string): Answer<StaleVersionError> {
    const [found] = await new ServiceTypeRepository(sql, this.#session.viewer.practiceId).findMany([code]);
    return staleAt(found?.version ?? 0);
  }

  async #tell({ sql, outbox }: Transaction, eventsId: string, { code, requiredCredential, complimentary, retired }: Omit<ServiceType, 'version'>): Answer<never> {
    const effectiveFrom = todayIn(PRACTICE_TIME_ZONE, this.#clock);
    await outbox.add('ServiceTypeChanged', eventsId, { code, effectiveFrom, requiredCredential, isFree: complimentary, isRetired: retired });
    await new AttentionWriter(sql, this.#session.viewer.practiceId).markVisitsBeyondCredentials({ serviceTypeCode: code }, this.#clock.now());
    return ok(code);
  }
}

function staleAt(currentVersion: number): Result<never, StaleVersionError> {
  return err(staleVersion('service', currentVersion));
}
