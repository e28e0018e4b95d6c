import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import type { IdempotencyKeyReusedError, PracticeSession, Transaction } from '@spindle/database';
import type { RecordedAppointment } from '../appointments/appointment';
import { occupationOf } from '../booking/occupation-of';
import { ReservationService } from '../booking/reservation.service';
import { VisitMaker, type MakeError } from '../booking/visit-maker.service';
import { StepTaker, type AppointmentVersion, type FindError } from '../visit-flow/step-taker.service';
import { checkHoldMinutes, expiredError, type HoldExpiredError } from './hold';

export interface HoldSlotInput {
  readonly idempotencyKey: string;
  readonly patientId: Id<'Patient'>;
  readonly practitionerId?: Id<'Practitioner'> | null | undefined;
  readonly locationId: Id<'Location'>;
  readonly roomId?: Id<'Room'> | null | undefined;
  readonly serviceTypeCode: string;
  readonly startsAt: Date;
  readonly localStart?: string | null | undefined;
  readonly durationMinutes?: number | null | undefined;
  readonly minutes?: number | null | undefined;
}

export interface HoldInput extends AppointmentVersion { readonly idempotencyKey: string }

type Answer<E> = Promise<Result<Id<'Appointment'>, E | IdempotencyKeyReusedError>>;
type HoldError = FindError | HoldExpiredError;

/** Keeps times for a short while, and books or releases them. */
export class HoldService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  hold(input: HoldSlotInput): Answer<MakeError> {
    return this.#session.mutate({ operation: 'holdSlot', input: { ...input } }, async (transaction): Answer<MakeError> => {
      const minutes = checkHoldMinutes(input.minutes ?? 10);
      if (!minutes.ok) return minutes;
      transaction.audit.changed(input.patientId, 'SCHEDULE');
      const { patientId, practitionerId = null, locationId, roomId = null, serviceTypeCode, startsAt, localStart = null, durationMinutes = null } = input;
      const request = { patientId, leadId: null, practitionerId, locationId, roomId, serviceTypeCode, startsAt, localStart, durationMinutes };
      const holdExpiresAt = new Date(this.#clock.now().getTime() + minutes.value * 60_000);
      const made = await new VisitMaker(transaction, this.#session.viewer, this.#clock).make(request, { holdExpiresAt, replaces: null, override: null });
      return made.ok ? ok(made.value.id) : made;
    });
  }

  book(input: HoldInput): Answer<HoldError> {
    return this.#session.mutate({ operation: 'bookHeldSlot', input: { ...input } }, (transaction) => this.#end(transaction, input, 'BOOK'));
  }

  release(input: HoldInput): Answer<HoldError> {
    return this.#session.mutate({ operation: 'releaseHold', input: { ...input } }, (transaction) => this.#end(transaction, input, 'CANCEL'));
  }

  /** The appointment's row is locked first: whoever wants to clear away a hold that ran out waits for it, or has done so. */
  async #end(transaction: Transaction, input: HoldInput, action: 'BOOK' | 'CANCEL'): Promise<Result<Id<'Appointment'>, HoldError>> {
    const taker = new StepTaker(transaction, this.#session.viewer, this.#clock);
    const found = await taker.find(input);
    if (!found.ok) return found;
    const held = this.#checkHeld(found.value);
    if (!held.ok) return held;
    const reservations = new ReservationService(transaction.sql, this.#session.viewer.practiceId);
    await reservations.lock([occupationOf(found.value)]);
    const step = await taker.decide(found.value, action, { reason: null, roomId: found.value.room?.id ?? null });
    if (!step.ok) return step;
    await (action === 'BOOK' ? reservations.keep(found.value.id) : reservations.free([found.value.id]));
    await taker.record(found.value, step.value, { reason: null, roomId: found.value.room?.id ?? null });
    return ok(found.value.id);
  }

  #checkHeld({ state, holdExpiresAt }: RecordedAppointment): Result<null, HoldError> {
    if (state === 'EXPIRED' && holdExpiresAt) return err(expiredError(holdExpiresAt));
    if (state !== 'HELD' || !holdExpiresAt) return err({ kind: 'TransitionNotAllowedError', message: 'This appointment is not held.', state });
    return this.#clock.now() < holdExpiresAt ? ok(null) : err(expiredError(holdExpiresAt));
  }
}
