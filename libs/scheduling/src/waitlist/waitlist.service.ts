import { err, ok, type CalendarDay, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import type { PatientUnknownError, ServiceRetiredError } from '../booking/booking';
import type { InvalidInputError } from '../visit-flow/reason';
import { staleVersion, type StaleVersionError } from '../visit-flow/stale-version';
import { dayOf } from '../wall-time';
import { OfferEnding } from './offer-ending.service';
import { EntryFactsRepository } from './entry-facts.repository';
import { checkEntry } from './entry-check';
import type { EntryState, OfferClosedError, WaitlistPreferences, WaitlistPriority } from './waitlist';
import { WaitlistRepository } from './waitlist.repository';
import { WaitlistWriter } from './waitlist.writer';

/** What is absent suits in any form. */
export type AddToWaitlistInput = { readonly [Part in keyof WaitlistPreferences]?: WaitlistPreferences[Part] | null | undefined } & {
  readonly idempotencyKey: string;
  readonly patientId: Id<'Patient'>;
  readonly serviceTypeCode: string;
  readonly priority?: WaitlistPriority | null | undefined;
};

export interface WaitlistEntryNotFoundError { readonly kind: 'WaitlistEntryNotFoundError'; readonly message: string }
export interface WaitlistEntryEndedError { readonly kind: 'WaitlistEntryEndedError'; readonly message: string; readonly state: EntryState }
export interface WaitlistOfferNotFoundError { readonly kind: 'WaitlistOfferNotFoundError'; readonly message: string }

type EntryAnswer<E> = Promise<Result<Id<'WaitlistEntry'>, E | IdempotencyKeyReusedError>>;
type OfferAnswer = Promise<Result<Id<'WaitlistOffer'>, WaitlistOfferNotFoundError | OfferClosedError | IdempotencyKeyReusedError>>;

/** Keeps the waitlist and the answers to offers. A time that a declined or withdrawn offer gives back is offered to the next by the waitlist's clock. */
export class WaitlistService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  add(input: AddToWaitlistInput): EntryAnswer<PatientUnknownError | ServiceRetiredError | InvalidInputError> {
    const { practiceId } = this.#session.viewer;
    return this.#session.mutate({ operation: 'addToWaitlist', input: { ...input } }, async ({ sql, audit }): EntryAnswer<PatientUnknownError | ServiceRetiredError | InvalidInputError> => {
      audit.changed(input.patientId, 'SCHEDULE');
      const now = this.#clock.now();
      const wanted = toWanted(input);
      const facts = await new EntryFactsRepository(sql, practiceId).find(wanted);
      const refusal = checkEntry(wanted, { ...facts, today: dayOf(now, facts.timeZone ?? 'UTC') });
      if (refusal) return err(refusal);
      const id = newId<'WaitlistEntry'>();
      await new WaitlistWriter(sql, practiceId).addEntry({ ...wanted, id, waitingSince: now });
      return ok(id);
    });
  }

  withdraw(input: { readonly idempotencyKey: string; readonly entryId: Id<'WaitlistEntry'>; readonly version: number }): EntryAnswer<WaitlistEntryNotFoundError | WaitlistEntryEndedError | StaleVersionError> {
    const { viewer } = this.#session;
    return this.#session.mutate({ operation: 'withdrawFromWaitlist', input: { ...input } }, async (transaction): EntryAnswer<WaitlistEntryNotFoundError | WaitlistEntryEndedError | StaleVersionError> => {
      const waitlist = new WaitlistRepository(transaction.sql, viewer.practiceId);
      const [open] = await waitlist.findOpenOffersOf([input.entryId]);
      const offer = open ? await waitlist.findOfferForChange(open.id) : null;
      const entry = await waitlist.findEntryForChange(input.entryId);
      transaction.audit.changed(entry?.patientId ?? null, 'SCHEDULE');
      if (!entry) return err({ kind: 'WaitlistEntryNotFoundError', message: 'There is no such entry on the waitlist.' });
      if (entry.version !== input.version) return err(staleVersion('entry', entry.version));
      if (entry.state !== 'WAITING') return err({ kind: 'WaitlistEntryEndedError', message: 'The patient waits no longer.', state: entry.state });
      if (offer) await new OfferEnding(transaction, viewer, this.#clock).end(offer, 'WITHDRAW');
      await new WaitlistWriter(transaction.sql, viewer.practiceId).endEntry(entry.id, { appointmentId: null, at: this.#clock.now() });
      return ok(entry.id);
    });
  }

  accept(input: { readonly idempotencyKey: string; readonly offerId: Id<'WaitlistOffer'> }): OfferAnswer {
    return this.#session.mutate({ operation: 'acceptWaitlistOffer', input: { ...input } }, (transaction) => this.#end(transaction, input.offerId, 'ACCEPT'));
  }

  decline(input: { readonly idempotencyKey: string; readonly offerId: Id<'WaitlistOffer'> }): OfferAnswer {
    return this.#session.mutate({ operation: 'declineWaitlistOffer', input: { ...input } }, (transaction) => this.#end(transaction, input.offerId, 'DECLINE'));
  }

  async #end(transaction: Transaction, offerId: Id<'WaitlistOffer'>, action: 'ACCEPT' | 'DECLINE'): Promise<Result<Id<'WaitlistOffer'>, WaitlistOfferNotFoundError | OfferClosedError>> {
    const waitlist = new WaitlistRepository(transaction.sql, this.#session.viewer.practiceId);
    const offer = await waitlist.findOfferForChange(offerId);
    const entry = offer && await waitlist.findEntryForChange(offer.entryId);
    transaction.audit.changed(entry?.patientId ?? null, 'SCHEDULE');
    if (!offer) return err({ kind: 'WaitlistOfferNotFoundError', message: 'There is no such offer.' });
    const ended = await new OfferEnding(transaction, this.#session.viewer, this.#clock).end(offer, action);
    return ended.ok ? ok(offerId) : ended;
  }
}

const USUAL_NOTICE_MINUTES = 60;

function toWanted(input: AddToWaitlistInput): WaitlistPreferences & { readonly patientId: Id<'Patient'>; readonly serviceTypeCode: string; readonly priority: WaitlistPriority } {
  return {
    patientId: input.patientId, serviceTypeCode: input.serviceTypeCode, priority: input.priority ?? 'NORMAL', locationIds: input.locationIds ?? [], practitionerIds: input.practitionerIds ?? [],
    weekdays: input.weekdays ?? [], dayParts: input.dayParts ?? [], earliestDay: input.earliestDay ?? null, latestDay: input.latestDay ?? null, noticeMinutes: input.noticeMinutes ?? USUAL_NOTICE_MINUTES,
  };
}
