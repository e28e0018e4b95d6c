import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type PracticeSession, type Transaction } from '@spindle/database';
import { VisitMaker, type MakeError } from '../booking/visit-maker.service';
import { FreedSlotRepository, type OpenSlot } from './freed-slot.repository';
import { rank, type Candidate } from './match';
import { OfferEnding } from './offer-ending.service';
import { WaitlistRepository } from './waitlist.repository';
import { WaitlistWriter } from './waitlist.writer';

/** Minutes for which a freed time is kept for the one to whom it is offered. */
export const OFFER_MINUTES = 15;
const MINUTE_MS = 60_000;
/** How many are passed over in one round before the slot waits for the next. */
const MOST_ASKED = 20;

/**
 * Offers times that came free to those who wait, each slot to one at a time. Any number may do so side by side: they take
 * turns within a practice, and the database refuses a second live offer.
 */
export class WaitlistOffering {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  /** Ends the offers whose time is over, then offers every slot that stands open. Answers how many offers were made. */
  async run(): Promise<number> {
    const { practiceId } = this.#session.viewer;
    const due = await new FreedSlotRepository(this.#session, practiceId).findDueOffers(this.#clock.now());
    for (const id of due) await this.#session.transaction((transaction) => this.#expire(transaction, id));
    let made = 0;
    for (const id of await new FreedSlotRepository(this.#session, practiceId).findOpen()) {
      if (await this.#offerToBest(id)) made += 1;
    }
    return made;
  }

  async #expire(transaction: Transaction, id: Id<'WaitlistOffer'>): Promise<Result<null, 'NOT_DUE'>> {
    transaction.audit.changed(null, 'SCHEDULE');
    const offer = await new WaitlistRepository(transaction.sql, this.#session.viewer.practiceId).findOfferForChange(id);
    const ended = offer && await new OfferEnding(transaction, this.#session.viewer, this.#clock).end(offer, 'EXPIRE');
    return ended?.ok ? ok(null) : err('NOT_DUE');
  }

  /** Offers the slot to the best for whom it can be held; whoever is refused by the engine is passed over, and with them all who wait for the same service when the time is not to be had for it. */
  async #offerToBest(slotId: Id<'FreedSlot'>): Promise<boolean> {
    const refused = new Set<string>();
    for (let asked = 0; asked <= MOST_ASKED; asked += 1) {
      const offered = await this.#session.transaction((transaction) => this.#offer(transaction, slotId, refused));
      if (offered.ok) return offered.value !== null;
      if (offered.error === 'NOT_NOW') return false;
      refused.add(offered.error.refused);
    }
    return false;
  }

  /** Null when the slot is closed: over, or nobody is left whom it suits. */
  async #offer(transaction: Transaction, slotId: Id<'FreedSlot'>, refused: ReadonlySet<string>): Promise<Result<Id<'WaitlistOffer'> | null, 'NOT_NOW' | { readonly refused: string }>> {
    const { practiceId } = this.#session.viewer;
    const slots = new FreedSlotRepository(transaction.sql, practiceId);
    await slots.takeTurn();
    const slot = await slots.findForOffer(slotId);
    if (!slot) return err('NOT_NOW');
    const now = this.#clock.now();
    const candidates = slot.startsAt > now ? await slots.findCandidates(slot) : [];
    const [best] = rank(slot, candidates.filter(({ entry }) => !refused.has(entry.id) && !refused.has(entry.serviceTypeCode)), now);
    transaction.audit.changed(best?.entry.patientId ?? null, 'SCHEDULE');
    if (best) return this.#make(transaction, slot, best);
    await new WaitlistWriter(transaction.sql, practiceId).closeSlot(slotId, now);
    return ok(null);
  }

  async #make(transaction: Transaction, slot: OpenSlot, { entry, needsRoom }: Candidate): Promise<Result<Id<'WaitlistOffer'>, 'NOT_NOW' | { readonly refused: string }>> {
    const { viewer } = this.#session;
    if ((await new WaitlistRepository(transaction.sql, viewer.practiceId).findEntryForChange(entry.id))?.state !== 'WAITING') return err('NOT_NOW');
    const now = this.#clock.now();
    const expiresAt = new Date(Math.min(now.getTime() + OFFER_MINUTES * MINUTE_MS, slot.startsAt.getTime()));
    const request = {
      patientId: entry.patientId, leadId: null, practitionerId: slot.practitionerId, locationId: slot.locationId, roomId: needsRoom ? slot.roomId : null,
      serviceTypeCode: entry.serviceTypeCode, startsAt: slot.startsAt, localStart: null, durationMinutes: null,
    };
    const held = await new VisitMaker(transaction, viewer, this.#clock).make(request, { holdExpiresAt: expiresAt, replaces: null, override: null });
    if (!held.ok) return err({ refused: isTaken(held.error) ? entry.serviceTypeCode : entry.id });
    const id = newId<'WaitlistOffer'>();
    const made = await new WaitlistWriter(transaction.sql, viewer.practiceId).addOffer({ id, entryId: entry.id, slotId: slot.id, appointmentId: held.value.id, offeredAt: now, expiresAt });
    return made ? ok(id) : err('NOT_NOW');
  }
}

/** Whether nobody could have the time for the service, whoever they are. */
function isTaken(error: MakeError): boolean {
  return error.kind === 'SlotTakenError' && error.taken.some((resource) => resource !== 'PATIENT');
}
