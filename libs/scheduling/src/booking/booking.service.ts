import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import type { IdempotencyKeyReusedError, PracticeSession } from '@spindle/database';
import type { RecordedAppointment } from '../appointments/appointment';
import { VisitNews } from '../appointments/visit-news.service';
import { VisitBatchWriter } from '../visit-batches/visit-batch.writer';
import { StepTaker, type AppointmentVersion, type FindError } from '../visit-flow/step-taker.service';
import type { BookingRequest } from './booking';
import { VisitMaker, type MakeError } from './visit-maker.service';

/** What a person who may says to what speaks against a time. */
export interface OverrideInput { readonly reason: string }

export interface BookAppointmentInput {
  readonly idempotencyKey: string;
  readonly patientId: Id<'Patient'>;
  readonly practitionerId?: Id<'Practitioner'> | null | undefined;
  readonly locationId: Id<'Location'>;
  readonly roomId?: Id<'Room'> | null | undefined;
  readonly serviceTypeCode: string;
  readonly startsAt: Date;
  readonly localStart?: string | null | undefined;
  readonly durationMinutes?: number | null | undefined;
  readonly override?: OverrideInput | null | undefined;
}

export interface RescheduleAppointmentInput extends AppointmentVersion {
  readonly idempotencyKey: string;
  readonly startsAt: Date;
  readonly localStart?: string | null | undefined;
  readonly durationMinutes?: number | null | undefined;
  readonly practitionerId?: Id<'Practitioner'> | null | undefined;
  readonly locationId?: Id<'Location'> | null | undefined;
  readonly roomId?: Id<'Room'> | null | undefined;
  readonly override?: OverrideInput | null | undefined;
}

type BookError = MakeError | IdempotencyKeyReusedError;
type Answer<E> = Promise<Result<Id<'Appointment'>, E>>;

/** Books visits and moves them. Answers carry the appointment's id: the row is read again under the caller's rights. */
export class BookingService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  book(input: BookAppointmentInput): Answer<BookError> {
    const { viewer } = this.#session;
    return this.#session.mutate({ operation: 'bookAppointment', input: { ...input } }, async (transaction): Answer<BookError> => {
      transaction.audit.changed(input.patientId, 'SCHEDULE');
      const made = await new VisitMaker(transaction, viewer, this.#clock).make(toRequest(input), { holdExpiresAt: null, replaces: null, override: this.#override(input) });
      if (!made.ok) return made;
      await new VisitNews(transaction).booked(made.value);
      return ok(made.value.id);
    });
  }

  /** Answers the id of the appointment at the new time. */
  reschedule(input: RescheduleAppointmentInput): Answer<FindError | BookError> {
    const { viewer } = this.#session;
    return this.#session.mutate({ operation: 'rescheduleAppointment', input: { ...input } }, async (transaction): Answer<FindError | BookError> => {
      const taker = new StepTaker(transaction, viewer, this.#clock);
      const found = await taker.find(input);
      if (!found.ok) return found;
      const step = await taker.decide(found.value, 'RESCHEDULE', { reason: null, roomId: null });
      if (!step.ok) return step;
      if (found.value.sessionId !== null) return err({ kind: 'TransitionNotAllowedError', message: 'A seat in a group session is not moved: cancel it and take a seat in another session.', state: found.value.state });
      const moved = await new VisitMaker(transaction, viewer, this.#clock).make(mergeRequest(found.value, input), { holdExpiresAt: null, replaces: found.value, override: this.#override(input) });
      if (!moved.ok) return moved;
      await taker.record(found.value, step.value, { reason: null, roomId: found.value.room?.id ?? null });
      await new VisitBatchWriter(transaction.sql, viewer.practiceId).carryOver([{ oldId: found.value.id, newId: moved.value.id }]);
      await new VisitNews(transaction).moved(found.value, moved.value);
      return ok(moved.value.id);
    });
  }

  #override({ override }: { readonly override?: OverrideInput | null | undefined }): { reason: string; roles: readonly string[] } | null {
    return override ? { reason: override.reason, roles: this.#session.viewer.roles } : null;
  }
}

function toRequest({ patientId, practitionerId, locationId, roomId, serviceTypeCode, startsAt, localStart, durationMinutes }: BookAppointmentInput): BookingRequest {
  return { patientId, leadId: null, practitionerId: practitionerId ?? null, locationId, roomId: roomId ?? null, serviceTypeCode, startsAt, localStart: localStart ?? null, durationMinutes: durationMinutes ?? null };
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
    localStart: input.localStart ?? null,
    durationMinutes: input.durationMinutes ?? (old.endsAt.getTime() - old.startsAt.getTime()) / 60_000,
  };
}
