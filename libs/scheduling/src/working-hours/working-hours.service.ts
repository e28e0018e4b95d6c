import { err, ok, type CalendarDay, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import { invalid } from '../texts';
import type { InvalidInputError } from '../visit-flow/reason';
import { staleVersion, type StaleVersionError } from '../visit-flow/stale-version';
import { CalendarWriter } from './calendar.writer';
import { parseStretches, parseWallPeriod } from './wall-input';
import { WorkingHoursRepository, type RecordedException, type RecordedWeeklyHours } from './working-hours.repository';

export interface SetWeeklyHoursInput {
  readonly idempotencyKey: string;
  readonly practitionerId: Id<'Practitioner'>;
  readonly locationId: Id<'Location'>;
  readonly serviceTypeCode?: string | null | undefined;
  readonly validFrom: CalendarDay;
  readonly validTo?: CalendarDay | null | undefined;
  readonly stretches: readonly { readonly weekday: number; readonly opens: string; readonly closes: string }[];
}

export interface AddExceptionInput {
  readonly idempotencyKey: string;
  readonly practitionerId: Id<'Practitioner'>;
  readonly kind: 'ABSENCE' | 'EXTRA_HOURS';
  readonly locationId?: Id<'Location'> | null | undefined;
  readonly serviceTypeCode?: string | null | undefined;
  readonly localFrom: string;
  readonly localUntil: string;
}

export interface WithdrawExceptionInput { readonly idempotencyKey: string; readonly exceptionId: Id<'AvailabilityException'>; readonly version: number }

export interface CalendarEntryNotFoundError { readonly kind: 'CalendarEntryNotFoundError'; readonly message: string }

type Answer<Kind extends string, E> = Promise<Result<Id<Kind>, E | IdempotencyKeyReusedError>>;

/** Sets when practitioners see patients. Visits that are booked already stay; those that no longer fit are listed for action. */
export class WorkingHoursService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  setWeeklyHours(input: SetWeeklyHoursInput): Answer<'WeeklyHours', InvalidInputError> {
    return this.#session.mutate({ operation: 'setWeeklyHours', input: { ...input } }, async (transaction): Answer<'WeeklyHours', InvalidInputError> => {
      transaction.audit.changed(null, 'REFERENCE');
      const stretches = parseStretches(input.stretches);
      if (!stretches.ok) return stretches;
      const { practitionerId, locationId, serviceTypeCode = null, validFrom, validTo = null } = input;
      if (validTo !== null && validTo < validFrom) return invalid('validTo', 'The last day lies before the first.');
      const place = await this.#check(transaction, { practitionerId, locationId, serviceTypeCode });
      if (!place.ok) return place;
      const id = newId<'WeeklyHours'>();
      await place.value.replaceHours({ id, practitionerId, locationId, serviceTypeCode, validFrom, validTo, stretches: stretches.value });
      return ok(id);
    });
  }

  addException(input: AddExceptionInput): Answer<'AvailabilityException', InvalidInputError> {
    return this.#session.mutate({ operation: 'addAvailabilityException', input: { ...input } }, async (transaction): Answer<'AvailabilityException', InvalidInputError> => {
      transaction.audit.changed(null, 'REFERENCE');
      const period = parseWallPeriod(input);
      if (!period.ok) return period;
      const { practitionerId, kind, locationId = null, serviceTypeCode = null } = input;
      if (kind === 'EXTRA_HOURS' && locationId === null) return invalid('locationId', 'Say at which site the extra hours are.');
      const place = await this.#check(transaction, { practitionerId, locationId, serviceTypeCode });
      if (!place.ok) return place;
      const id = newId<'AvailabilityException'>();
      await place.value.addException({ id, practitionerId, locationId, serviceTypeCode, kind, ...period.value });
      return ok(id);
    });
  }

  withdrawException(input: WithdrawExceptionInput): Answer<'AvailabilityException', CalendarEntryNotFoundError | StaleVersionError> {
    return this.#session.mutate({ operation: 'withdrawAvailabilityException', input: { ...input } }, async (transaction): Answer<'AvailabilityException', CalendarEntryNotFoundError | StaleVersionError> => {
      transaction.audit.changed(null, 'REFERENCE');
      const writer = new CalendarWriter(transaction.sql, this.#session.viewer.practiceId);
      if (await writer.withdrawException(input.exceptionId, input.version, this.#clock.now())) return ok(input.exceptionId);
      const version = await writer.findExceptionVersion(input.exceptionId);
      if (version === null) return err({ kind: 'CalendarEntryNotFoundError', message: 'There is no such exception.' });
      return err(staleVersion('exception', version));
    });
  }

  findHours(id: Id<'WeeklyHours'>): Promise<RecordedWeeklyHours | null> {
    return new WorkingHoursRepository(this.#session, this.#session.viewer.practiceId).findHours(id);
  }

  findException(id: Id<'AvailabilityException'>): Promise<RecordedException | null> {
    return new WorkingHoursRepository(this.#session, this.#session.viewer.practiceId).findException(id);
  }

  /** Whom and what the input names, with the practitioner's calendar locked: a booking of theirs is made before, or sees the change. */
  async #check(transaction: Transaction, named: { practitionerId: Id<'Practitioner'>; locationId: Id<'Location'> | null; serviceTypeCode: string | null }): Promise<Result<CalendarWriter, InvalidInputError>> {
    const writer = new CalendarWriter(transaction.sql, this.#session.viewer.practiceId);
    const known = await writer.findKnown(named.locationId, named.serviceTypeCode);
    if (named.locationId !== null && !known.location) return invalid('locationId', 'There is no such site.');
    if (named.serviceTypeCode !== null && !known.service) return invalid('serviceTypeCode', 'There is no such service.');
    if (!(await writer.lockPractitioner(named.practitionerId))) return invalid('practitionerId', 'There is no such practitioner.');
    return ok(writer);
  }
}
