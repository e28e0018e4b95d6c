import { err, ok, toPage, type Clock, type Id, type Page, type Result } from '@spindle/kernel';
import { beyondWalls, newId, type IdempotencyKeyReusedError, type PracticeSession, type Sql, type Transaction } from '@spindle/database';
import { CURSOR_PART, pageArguments, toCursor } from '@spindle/subgraph';
import type { OfferedSlot } from '../availability/slot-search';
import { SlotSearchService } from '../availability/slot-search.service';
import { ConsultationBooking, type ConsultationTerms } from '../leads/consultation-booking.service';
import type { FreeConsultationNotOfferedError, NoFreeTimeError } from '../leads/free-consultation';
import { parseLead, type LeadDetails, type LeadInput } from '../leads/lead';
import { LeadRepository } from '../leads/lead.repository';
import type { Location } from '../locations/location';
import { LocationRepository } from '../locations/location.repository';
import type { InvalidInputError } from '../visit-flow/reason';
import { dayOf } from '../wall-time';
import { outcomeOf, timeTaken, type ConsultationReceipt, type ConsultationRequest, type ConsultationRequestNotFoundError, type ConsultationTimeTakenError, type RequestOutcome } from './consultation-request';
import { ConsultationRequestRepository } from './consultation-request.repository';

export interface RequestConsultationInput extends LeadInput {
  readonly idempotencyKey: string;
  readonly locationId: Id<'Location'>;
  readonly startsAt?: Date | null | undefined;
}

/** What the web page shows: where, and the next times. */
export interface ConsultationOffer {
  readonly locations: readonly Location[];
  readonly times: readonly OfferedSlot[];
}

interface ListArguments { readonly first?: number | null | undefined; readonly after?: string | null | undefined; readonly locationId?: Id<'Location'> | null | undefined }
type RequestError = ConsultationTimeTakenError | NoFreeTimeError | FreeConsultationNotOfferedError | InvalidInputError;

const NOBODY = '00000000-0000-0000-0000-000000000000';
/** Sites and times of an offer, at most. */
const SITES = 50;
const TIMES = { usual: 6, most: 20 } as const;
/** How many other times a refusal names. */
const NEAREST = 4;
const NO_FREE_TIME: NoFreeTimeError = { kind: 'NoFreeTimeError', message: 'No time is free at this site within sixty days. Try another site, or call the clinic.' };

/** The free consultation on the clinic's web page: offers its next times, takes what visitors ask for, and lists whom to call. */
export class ConsultationRequestService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  /** Null where the clinic offers none, or has no such site. */
  async offer(locationId: Id<'Location'> | null | undefined, first: number | null | undefined): Promise<ConsultationOffer | null> {
    const { practiceId } = this.#session.viewer;
    const locations = await new LocationRepository(this.#session, practiceId).findAfter(['', NOBODY], SITES);
    const [site] = locations.filter(({ id }) => !locationId || id === locationId);
    const rule = site && await new LeadRepository(this.#session, practiceId).findRule(dayOf(this.#clock.now(), site.timeZone));
    if (!rule) return null;
    const found = await this.#search(this.#session).find({ serviceTypeCode: rule.serviceTypeCode, locationIds: locationId ? [locationId] : null, first: Math.min(Math.max(first ?? TIMES.usual, 1), TIMES.most) });
    return { locations, times: found?.slots ?? [] };
  }

  /** A visitor reaches nobody's row: the house looks whether the person was here, and answers the same in either case. */
  request(input: RequestConsultationInput): Promise<Result<ConsultationReceipt, RequestError | IdempotencyKeyReusedError>> {
    return this.#session.mutate({ operation: 'requestConsultation', input: { ...input } }, (transaction) => beyondWalls(transaction.sql, () => this.#request(transaction, input)));
  }

  /** Those whom nobody has called yet, the first first. Throws BAD_USER_INPUT for arguments that cannot be. */
  async list({ locationId = null, ...args }: ListArguments): Promise<Page<ConsultationRequest>> {
    const { first, after, cursor } = pageArguments({ first: args.first ?? null, after: args.after ?? null }, [CURSOR_PART.instant, CURSOR_PART.id]);
    const requests = await this.#requests(this.#session).findOpen({ after: after ?? ['-infinity', NOBODY], limit: first + 1, locationId });
    return toPage(requests, first, { cursorOf: ({ requestedAt, id }) => toCursor([requestedAt.toISOString(), id]), after: cursor });
  }

  find(id: Id<'ConsultationRequest'>): Promise<ConsultationRequest | null> {
    return this.#requests(this.#session).find(id);
  }

  /** Somebody called them. */
  settle(input: { readonly idempotencyKey: string; readonly requestId: Id<'ConsultationRequest'> }): Promise<Result<Id<'ConsultationRequest'>, ConsultationRequestNotFoundError | IdempotencyKeyReusedError>> {
    return this.#session.mutate({ operation: 'settleConsultationRequest', input: { ...input } }, async ({ sql, audit }): Promise<Result<Id<'ConsultationRequest'>, ConsultationRequestNotFoundError>> => {
      audit.changed(null, 'STAFF');
      const settled = await this.#requests(sql).settle(input.requestId, { personId: this.#session.viewer.personId, at: this.#clock.now() });
      return settled ? ok(input.requestId) : err({ kind: 'ConsultationRequestNotFoundError', message: 'There is no such request, or it was settled before.' });
    });
  }

  /** Whether the time is free is asked before who the person is: a refusal says nothing about them. */
  async #request(transaction: Transaction, input: RequestConsultationInput): Promise<Result<ConsultationReceipt, RequestError>> {
    transaction.audit.changed(null, 'SCHEDULE');
    const details = parseLead(input);
    if (!details.ok) return details;
    const booking = new ConsultationBooking(transaction, this.#session.viewer, this.#clock);
    const terms = await booking.findTerms(input.locationId);
    if (!terms.ok) return terms;
    const time = await this.#findTime(transaction.sql, input, terms.value);
    if (!time.ok) return time;
    const filed = await this.#file(transaction, { booking, terms: terms.value, details: details.value, time: time.value });
    return filed.ok ? ok({ locationId: input.locationId, startsAt: time.value.startsAt.toISOString(), localStart: time.value.localStart }) : filed;
  }

  async #findTime(sql: Sql, { locationId, startsAt }: RequestConsultationInput, { rule }: ConsultationTerms): Promise<Result<OfferedSlot, RequestError>> {
    const found = await this.#search(sql).find({ serviceTypeCode: rule.serviceTypeCode, locationIds: [locationId], from: startsAt ?? null, first: NEAREST });
    const [next] = found?.slots ?? [];
    if (startsAt && next?.startsAt.getTime() !== startsAt.getTime()) return err(timeTaken(found?.slots.map((slot) => slot.startsAt) ?? []));
    return next ? ok(next) : err(NO_FREE_TIME);
  }

  /** What is known of a lead stays as it is: a visitor may be anybody. */
  async #file(transaction: Transaction, { booking, terms, details, time }: { readonly booking: ConsultationBooking; readonly terms: ConsultationTerms; readonly details: LeadDetails; readonly time: OfferedSlot }): Promise<Result<null, ConsultationTimeTakenError>> {
    const { sql } = transaction;
    const lead = await new LeadRepository(sql, this.#session.viewer.practiceId).keepKnown(newId<'Lead'>(), details, this.#clock.now());
    const turn = await booking.checkTurn(lead, terms, dayOf(time.startsAt, terms.timeZone));
    const file = (outcome: RequestOutcome, appointmentId: Id<'Appointment'> | null): Promise<void> => this.#requests(sql).add({
      id: newId<'ConsultationRequest'>(), leadId: lead.id, locationId: time.locationId, startsAt: time.startsAt, concern: details.concern, outcome, appointmentId, requestedAt: this.#clock.now(),
    });
    if (!turn.ok) return ok((await file(outcomeOf(turn.error), null), null));
    const made = await booking.make({ lead, terms, locationId: time.locationId, practitionerId: null, startsAt: time.startsAt });
    if (!made.ok) return err(timeTaken([]));
    await booking.record(made.value, { lead, terms }, 'WEB');
    await file('BOOKED', made.value.id);
    return ok(null);
  }

  #search(sql: Sql): SlotSearchService {
    return new SlotSearchService(sql, this.#session.viewer.practiceId, this.#clock);
  }

  #requests(sql: Sql): ConsultationRequestRepository {
    return new ConsultationRequestRepository(sql, this.#session.viewer.practiceId);
  }
}
