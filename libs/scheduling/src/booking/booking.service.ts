import { ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import type { RecordedAppointment } from '../appointments/appointment';
import { identityOf } from '../appointments/appointment-fact';
import { AppointmentWriter, type NewAppointment } from '../appointments/appointment.writer';
import { attendeeIdOf, type Attendee } from '../appointments/attendee';
import { VisitNews } from '../appointments/visit-news.service';
import { StepTaker, type AppointmentVersion, type FindError } from '../visit-flow/step-taker.service';
import { VisitBatchWriter } from '../visit-batches/visit-batch.writer';
import type { InvalidInputError } from '../visit-flow/reason';
import {
  planMove, planVisit,
  type BookingRequest, type CredentialMissingError, type LocationMismatchError, type PatientUnknownError, type PlannedVisit, type ServiceRetiredError, type TimeInPastError,
} from './booking';
import { BookingRepository } from './booking.repository';
import { ReservationService, type Occupation } from './reservation.service';
import type { SlotTakenError } from './slot';

export interface BookAppointmentInput extends Omit<BookingRequest, 'patientId' | 'leadId' | 'roomId' | 'durationMinutes'> {
  readonly idempotencyKey: string;
  readonly patientId: Id<'Patient'>;
  readonly roomId?: Id<'Room'> | null | undefined;
  readonly durationMinutes?: number | null | undefined;
}

export interface RescheduleAppointmentInput extends AppointmentVersion {
  readonly idempotencyKey: string;
  readonly startsAt: Date;
  readonly durationMinutes?: number | null | undefined;
  readonly practitionerId?: Id<'Practitioner'> | null | undefined;
  readonly locationId?: Id<'Location'> | null | undefined;
  readonly roomId?: Id<'Room'> | null | undefined;
}

type SlotError = SlotTakenError | CredentialMissingError | LocationMismatchError | TimeInPastError | InvalidInputError | IdempotencyKeyReusedError;
type Answer<E> = Promise<Result<Id<'Appointment'>, E>>;

/** Books visits and moves them. Answers carry the appointment's id: the row is read again under the caller's rights. */
export class BookingService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  book(input: BookAppointmentInput): Answer<SlotError | ServiceRetiredError | PatientUnknownError> {
    const request = { ...input, leadId: null, roomId: input.roomId ?? null, durationMinutes: input.durationMinutes ?? null };
    return this.#session.mutate({ operation: 'bookAppointment', input: { ...input } }, async (transaction): Answer<SlotError | ServiceRetiredError | PatientUnknownError> => {
      transaction.audit.changed(input.patientId, 'SCHEDULE');
      const planned = planVisit(request, await this.#bookings(transaction).findFacts(request), this.#clock.now());
      if (!planned.ok) return planned;
      const visit = this.#toAppointment(planned.value, null);
      const reservations = this.#reservations(transaction);
      const occupation = toOccupation(visit);
      const free = await reservations.look(occupation);
      if (!free.ok) return free;
      // The three travel together and run in this order, so that the lock is not held for round trips.
      const [, , taken] = await Promise.all([reservations.lock([occupation]), this.#writer(transaction).insert(visit), reservations.take(occupation)]);
      if (!taken.ok) return taken;
      await new VisitNews(transaction).booked(visit);
      return ok(visit.id);
    });
  }

  /** Answers the id of the appointment at the new time. */
  reschedule(input: RescheduleAppointmentInput): Answer<FindError | SlotError> {
    return this.#session.mutate({ operation: 'rescheduleAppointment', input: { ...input } }, async (transaction): Answer<FindError | SlotError> => {
      const taker = new StepTaker(transaction, this.#session.viewer, this.#clock);
      const found = await taker.find(input);
      if (!found.ok) return found;
      const step = await taker.decide(found.value, 'RESCHEDULE', { reason: null, roomId: null });
      if (!step.ok) return step;
      const request = mergeRequest(found.value, input);
      const planned = planMove(request, await this.#bookings(transaction).findFacts(request), this.#clock.now());
      if (!planned.ok) return planned;
      const visit = this.#toAppointment(planned.value, found.value.id);
      const moved = await this.#exchange(transaction, found.value, visit);
      if (!moved.ok) return moved;
      await taker.record(found.value, step.value, { reason: null, roomId: found.value.room?.id ?? null });
      await new VisitBatchWriter(transaction.sql, this.#session.viewer.practiceId).carryOver([{ oldId: found.value.id, newId: visit.id }]);
      await new VisitNews(transaction).moved(found.value, visit);
      return ok(visit.id);
    });
  }

  /** Gives back the old time and takes the new one, with the resources of both locked. The statements travel together and run in this order. */
  async #exchange(transaction: Transaction, old: RecordedAppointment, visit: NewAppointment): Promise<Result<null, SlotTakenError>> {
    const reservations = this.#reservations(transaction);
    const wanted = toOccupation(visit);
    const both = [toOccupation({ ...identityOf(old), roomId: old.room?.id ?? null, timeZone: old.timeZone }), wanted];
    const [, , , taken] = await Promise.all([reservations.lock(both), reservations.release(old.id), this.#writer(transaction).insert(visit), reservations.take(wanted)]);
    return taken;
  }

  #toAppointment(planned: PlannedVisit, replacesId: Id<'Appointment'> | null): NewAppointment {
    return { ...planned, id: newId<'Appointment'>(), bookedAt: this.#clock.now(), replacesId };
  }

  #bookings(transaction: Transaction): BookingRepository {
    return new BookingRepository(transaction.sql, this.#session.viewer.practiceId);
  }

  #reservations(transaction: Transaction): ReservationService {
    return new ReservationService(transaction.sql, this.#session.viewer.practiceId, this.#clock);
  }

  #writer(transaction: Transaction): AppointmentWriter {
    return new AppointmentWriter(transaction.sql, this.#session.viewer.practiceId);
  }
}

function toOccupation(visit: Omit<Occupation, 'attendeeId'> & Attendee): Occupation {
  return { ...visit, attendeeId: attendeeIdOf(visit) };
}

/** What the input does not name stays as it was; at another site the old room is let go. */
function mergeRequest(old: RecordedAppointment, input: RescheduleAppointmentInput): BookingRequest {
  const locationId = input.locationId ?? old.location.id;
  const sameSite = locationId === old.location.id;
  return {
    patientId: old.patientId,
    leadId: old.leadId,
    practitionerId: input.practitionerId ?? old.practitioner.id,
    locationId,
    roomId: input.roomId ?? (sameSite ? old.room?.id ?? null : null),
    serviceTypeCode: old.serviceType.code,
    startsAt: input.startsAt,
    durationMinutes: input.durationMinutes ?? (old.endsAt.getTime() - old.startsAt.getTime()) / 60_000,
  };
}
