import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import type { IdempotencyKeyReusedError, PracticeSession, Transaction } from '@spindle/database';
import type { RecordedAppointment } from '../appointments/appointment';
import { BookingRepository } from '../booking/booking.repository';
import type { LocationMismatchError } from '../booking/booking';
import { timesOf } from '../booking/occupation';
import { occupationOf } from '../booking/occupation-of';
import { ReservationService } from '../booking/reservation.service';
import type { SlotTakenError } from '../booking/slot';
import { SlotLock } from '../booking/slot-lock.service';
import { TakenSlots } from '../booking/taken-slot.service';
import { parseCancellation, type CancellationInput } from '../cancellations/cancellation';
import { parseReason, type InvalidInputError } from './reason';
import { StepTaker, type AppointmentVersion, type FindError, type StepDetails } from './step-taker.service';
import type { Transition, VisitAction } from './transition';

export interface StepInput extends AppointmentVersion { readonly idempotencyKey: string }
export interface ReasonedStepInput extends StepInput { readonly reason: string }
export interface EndingInput extends StepInput, CancellationInput {}
export interface RoomPatientInput extends StepInput { readonly roomId?: Id<'Room'> | null | undefined }

type Answer<E> = Promise<Result<Id<'Appointment'>, FindError | E | IdempotencyKeyReusedError>>;

/** A step that the rule allows, with all its resources locked. */
interface AllowedStep {
  readonly appointment: RecordedAppointment;
  readonly step: Transition;
  readonly taker: StepTaker;
  readonly reservations: ReservationService;
}

const DAY_MS = 86_400_000;

/** Leads a visit through the clinic. Answers carry the appointment's id: the row is read again under the caller's rights. */
export class VisitFlowService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  confirm(input: StepInput): Answer<never> {
    return this.#takePlain('confirmAppointment', input, { action: 'CONFIRM', reason: null });
  }

  start(input: StepInput): Answer<never> {
    return this.#takePlain('startTreatment', input, { action: 'START', reason: null });
  }

  complete(input: StepInput): Answer<never> {
    return this.#takePlain('completeVisit', input, { action: 'COMPLETE', reason: null });
  }

  recordNoShow(input: EndingInput): Answer<InvalidInputError> {
    return this.#end('recordNoShow', input, 'RECORD_NO_SHOW');
  }

  cancel(input: EndingInput): Answer<InvalidInputError> {
    return this.#end('cancelAppointment', input, 'CANCEL');
  }

  async enterInError(input: ReasonedStepInput): Answer<InvalidInputError> {
    const reason = parseReason(input.reason);
    return reason.ok ? this.#takePlain('enterAppointmentInError', input, { action: 'ENTER_IN_ERROR', reason: reason.value }) : reason;
  }

  /** The patient is here: from a no-show of the same day only if all that the visit needs is still free. */
  checkIn(input: StepInput): Answer<SlotTakenError> {
    return this.#session.mutate({ operation: 'checkInPatient', input: { ...input } }, (transaction) => this.#takeOrRetake(transaction, input, { action: 'CHECK_IN', reason: null }));
  }

  async revert(input: ReasonedStepInput): Answer<SlotTakenError | InvalidInputError> {
    const reason = parseReason(input.reason);
    if (!reason.ok) return reason;
    return this.#session.mutate({ operation: 'revertAppointment', input: { ...input } }, (transaction) => this.#takeOrRetake(transaction, input, { action: 'REVERT', reason: reason.value }));
  }

  room(input: RoomPatientInput): Answer<SlotTakenError | LocationMismatchError | InvalidInputError> {
    return this.#session.mutate({ operation: 'roomPatient', input: { ...input } }, async (transaction): Answer<SlotTakenError | LocationMismatchError | InvalidInputError> => {
      const roomId = await this.#checkRoom(transaction, input);
      if (!roomId.ok) return roomId;
      const allowed = await this.#allow(transaction, input, { action: 'ROOM', reason: null, roomId: roomId.value });
      if (!allowed.ok) return allowed;
      const { appointment, reservations } = allowed.value;
      const roomAfter = roomId.value ?? appointment.room?.id ?? null;
      if (roomAfter !== null && roomAfter !== appointment.room?.id) {
        const changed = await reservations.changeRoom(occupationOf(appointment), roomAfter);
        if (!changed.ok) return err(await this.#taken(transaction).refuse(appointment, changed.error, roomAfter));
      }
      return this.#finish(allowed.value, { reason: null, roomId: roomAfter });
    });
  }

  #takePlain(operation: string, input: StepInput, how: Omit<StepDetails, 'roomId'> & { readonly action: VisitAction }): Answer<never> {
    return this.#session.mutate({ operation, input: { ...input } }, async (transaction): Answer<never> => {
      const allowed = await this.#allow(transaction, input, { ...how, roomId: null });
      return allowed.ok ? this.#finish(allowed.value, { ...how, roomId: allowed.value.appointment.room?.id ?? null }) : allowed;
    });
  }

  async #end(operation: string, input: EndingInput, action: 'CANCEL' | 'RECORD_NO_SHOW'): Answer<InvalidInputError> {
    const why = parseCancellation(input, action);
    return why.ok ? this.#takePlain(operation, input, { action, reason: why.value.reason, cancellationCode: why.value.code }) : why;
  }

  async #takeOrRetake(transaction: Transaction, input: StepInput, how: { action: VisitAction; reason: string | null }): Answer<SlotTakenError> {
    const allowed = await this.#allow(transaction, input, { ...how, roomId: null });
    if (!allowed.ok) return allowed;
    const { appointment, step, reservations } = allowed.value;
    if (step.reservations === 'TAKE') {
      const taken = await reservations.retake({ ...occupationOf(appointment), expiresAt: step.to === 'HELD' ? appointment.holdExpiresAt : null });
      if (!taken.ok) return err(await this.#taken(transaction).refuse(appointment, taken.error, appointment.room?.id ?? null));
    }
    return this.#finish(allowed.value, { reason: how.reason, roomId: appointment.room?.id ?? null });
  }

  /** Finds the appointment, locks all that the step may free or take, and asks the rule. */
  async #allow(transaction: Transaction, input: StepInput, { action, reason, roomId }: StepDetails & { action: VisitAction }): Promise<Result<AllowedStep, FindError>> {
    const { viewer } = this.#session;
    const taker = new StepTaker(transaction, viewer, this.#clock);
    const found = await taker.find(input);
    if (!found.ok) return found;
    const reservations = new ReservationService(transaction.sql, viewer.practiceId);
    await this.#lock(transaction, found.value, roomId);
    const step = await taker.decide(found.value, action, { reason, roomId: roomId ?? found.value.room?.id ?? null });
    return step.ok ? ok({ appointment: found.value, step: step.value, taker, reservations }) : step;
  }

  async #finish({ appointment, step, taker, reservations }: AllowedStep, details: StepDetails): Promise<Result<Id<'Appointment'>, never>> {
    if (step.reservations === 'RELEASE') await reservations.free([appointment.id]);
    await taker.record(appointment, step, details);
    return ok(appointment.id);
  }

  /** All that the step may free or take; holds that ran out and stand in the way end. */
  async #lock(transaction: Transaction, appointment: RecordedAppointment, roomId: Id<'Room'> | null): Promise<void> {
    const times = timesOf(occupationOf(appointment));
    const [startsAt, endsAt] = [new Date(appointment.startsAt.getTime() - DAY_MS / 2), new Date(appointment.endsAt.getTime() + DAY_MS / 2)];
    const resourceIds = [...times.map(({ resourceId }) => resourceId), ...(roomId === null ? [] : [roomId])];
    await new SlotLock(transaction, this.#session.viewer, this.#clock).lock({ resourceIds, locationIds: [appointment.location.id], startsAt, endsAt, freedIds: [] });
  }

  #taken(transaction: Transaction): TakenSlots {
    return new TakenSlots(transaction.sql, this.#session.viewer.practiceId, this.#clock);
  }

  /** The other room, if one is named: it must be a room of the visit's site. */
  async #checkRoom(transaction: Transaction, { appointmentId, roomId }: RoomPatientInput): Promise<Result<Id<'Room'> | null, LocationMismatchError | InvalidInputError>> {
    if (roomId === null || roomId === undefined) return ok(null);
    const place = await new BookingRepository(transaction.sql, this.#session.viewer.practiceId).findRoomFor(appointmentId, roomId);
    if (place === 'UNKNOWN') return err({ kind: 'InvalidInputError', message: 'There is no such room.', field: 'roomId' });
    if (place === 'OTHER_SITE') return err({ kind: 'LocationMismatchError', message: 'The room is at another site.', mismatch: 'ROOM' });
    return ok(roomId);
  }
}
