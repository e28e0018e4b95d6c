import { ok, type Clock, type Result } from '@spindle/kernel';
import type { Transaction } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
import { isRecorded } from '../appointments/appointment';
import { AppointmentRepository } from '../appointments/appointment.repository';
import { ReservationService } from '../booking/reservation.service';
import { StepTaker } from '../visit-flow/step-taker.service';
import { endOffer, type OfferAction, type OfferClosedError, type WaitlistOffer } from './waitlist';
import { WaitlistWriter } from './waitlist.writer';

const STEP_OF = { ACCEPT: 'BOOK', DECLINE: 'CANCEL', WITHDRAW: 'CANCEL', EXPIRE: 'EXPIRE' } as const;

/** Ends an offer inside a transaction: what becomes of the held time, of the offer, of the waiting and of the slot. */
export class OfferEnding {
  readonly #transaction: Transaction;
  readonly #viewer: Viewer;
  readonly #clock: Clock;

  constructor(transaction: Transaction, viewer: Viewer, clock: Clock) {
    this.#transaction = transaction;
    this.#viewer = viewer;
    this.#clock = clock;
  }

  /** The offer's row is locked. Accepting books through the hold: without it there is nothing to accept. */
  async end(offer: WaitlistOffer, action: OfferAction): Promise<Result<null, OfferClosedError>> {
    const now = this.#clock.now();
    const ended = endOffer(offer, action, now);
    if (!ended.ok) return ended;
    const stood = await this.#endHold(offer, STEP_OF[action]);
    if (action === 'ACCEPT' && !stood) return { ok: false, error: { kind: 'OfferClosedError', message: 'The time is not kept any more. The patient stays on the waitlist.', state: 'WITHDRAWN' } };
    const writer = new WaitlistWriter(this.#transaction.sql, this.#viewer.practiceId);
    await writer.endOffer(offer.id, ended.value, now);
    if (action === 'ACCEPT') {
      await writer.endEntry(offer.entryId, { appointmentId: offer.appointmentId, at: now });
      await writer.closeSlot(offer.slotId, now);
    }
    return ok(null);
  }

  /** False when the hold was ended by another way before. */
  async #endHold({ appointmentId }: WaitlistOffer, action: 'BOOK' | 'CANCEL' | 'EXPIRE'): Promise<boolean> {
    const { sql } = this.#transaction;
    const held = await new AppointmentRepository(sql, this.#viewer.practiceId).findForChange(appointmentId);
    if (!held || !isRecorded(held) || held.state !== 'HELD') return false;
    const taker = new StepTaker(this.#transaction, this.#viewer, this.#clock);
    const over = held.holdExpiresAt !== null && held.holdExpiresAt <= this.#clock.now();
    const details = { reason: action === 'CANCEL' ? 'The offer was declined or withdrawn.' : null, roomId: held.room?.id ?? null };
    const step = await taker.decide(held, action === 'CANCEL' && over ? 'EXPIRE' : action, details);
    if (!step.ok) return false;
    const reservations = new ReservationService(sql, this.#viewer.practiceId);
    await (step.value.reservations === 'RELEASE' ? reservations.free([appointmentId]) : reservations.keep(appointmentId));
    await taker.record(held, step.value, details);
    return true;
  }
}
