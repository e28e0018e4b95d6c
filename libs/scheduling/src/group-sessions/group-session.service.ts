import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import { AvailabilityService } from '../availability/availability.service';
import type { Availability } from '../availability/availability';
import { lockedAround, readAround } from '../booking/around-start';
import { checkRequest, onDayOf, placesOf, planVisit, type BookingRequest, type PlannedVisit } from '../booking/booking';
import { checkNamedRoom } from '../booking/named-room.service';
import { refuse, takenError, type VisitRefusedError } from '../booking/refusal';
import { ReservationService } from '../booking/reservation.service';
import { SlotLock } from '../booking/slot-lock.service';
import { flawError } from '../booking/visit-maker.service';
import type { InvalidInputError } from '../visit-flow/reason';
import { asSession, seatsOf } from './group-session';
import { GroupSessionWriter } from './group-session.writer';

export interface CreateGroupSessionInput {
  readonly idempotencyKey: string;
  readonly serviceTypeCode: string;
  readonly practitionerId: Id<'Practitioner'>;
  readonly locationId: Id<'Location'>;
  readonly roomId?: Id<'Room'> | null | undefined;
  readonly startsAt: Date;
  readonly durationMinutes?: number | null | undefined;
  readonly seats?: number | null | undefined;
}

type CreateError = VisitRefusedError | InvalidInputError;

interface Decided {
  readonly visit: PlannedVisit;
  readonly availability: Availability;
  readonly seats: number;
}

/** Plans group sessions. The same engine as for a visit says whether practitioner, room and equipment can be had. */
export class GroupSessionService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  create(input: CreateGroupSessionInput): Promise<Result<Id<'GroupSession'>, CreateError | IdempotencyKeyReusedError>> {
    return this.#session.mutate({ operation: 'createGroupSession', input: { ...input } }, async (transaction): Promise<Result<Id<'GroupSession'>, CreateError>> => {
      transaction.audit.changed(null, 'SCHEDULE');
      const request = toRequest(input);
      const checked = checkRequest(request);
      if (!checked.ok) return checked;
      const engine = this.#engine(transaction);
      const scope = scopeOf(request);
      const read = await engine.load(scope);
      if (read === 'NO_SUCH_PATIENT') throw new Error('Nobody was asked about.');
      if (typeof read === 'string') return err(flawError(read));
      const room = await checkNamedRoom({ sql: transaction.sql, practiceId: this.#session.viewer.practiceId }, request.roomId, read);
      if (!room.ok) return room;
      const hopeless = decide(request, read, input.seats ?? null);
      if (!hopeless.ok) return hopeless;
      const lockedAt = await this.#lock(transaction, request, read);
      const decided = decide(request, await engine.reload({ ...read, now: lockedAt }, scope), input.seats ?? null);
      return decided.ok ? this.#write(transaction, decided.value) : decided;
    });
  }

  #lock(transaction: Transaction, request: BookingRequest, read: Availability): Promise<Date> {
    return new SlotLock(transaction, this.#session.viewer, this.#clock).lock({
      resourceIds: placesOf(request, read), locationIds: [request.locationId], freedIds: [], ...lockedAround(request.startsAt),
    });
  }

  async #write({ sql }: Transaction, { visit, availability, seats }: Decided): Promise<Result<Id<'GroupSession'>, CreateError>> {
    const { practiceId } = this.#session.viewer;
    const id = newId<'GroupSession'>();
    await new GroupSessionWriter(sql, practiceId).add({ ...visit, id, seats });
    const taken = await new ReservationService(sql, practiceId).takeSession({ ...visit, id, demand: availability.serviceType });
    if (taken.ok) return ok(id);
    return err(takenError({ taken: taken.error.map(({ resource }) => resource), refusals: [], nearestStarts: [] }));
  }

  #engine({ sql }: Transaction): AvailabilityService {
    return new AvailabilityService(sql, this.#session.viewer.practiceId, this.#clock);
  }
}

function decide(request: BookingRequest, read: Availability, wantedSeats: number | null): Result<Decided, CreateError> {
  const seats = seatsOf(read.serviceType, wantedSeats);
  if (!seats.ok) return seats;
  const availability = asSession(onDayOf(read, request.startsAt));
  const visit = planVisit(request, availability);
  return visit.refusals.length === 0 ? ok({ visit, availability, seats: seats.value }) : err(refuse(visit, availability));
}

function toRequest({ practitionerId, locationId, roomId, serviceTypeCode, startsAt, durationMinutes }: CreateGroupSessionInput): BookingRequest {
  return { patientId: null, leadId: null, practitionerId, locationId, roomId: roomId ?? null, serviceTypeCode, startsAt, localStart: null, durationMinutes: durationMinutes ?? null };
}

function scopeOf({ locationId, practitionerId, serviceTypeCode, startsAt }: BookingRequest): Parameters<AvailabilityService['load']>[0] {
  return { serviceTypeCode, locationIds: [locationId], practitionerIds: practitionerId === null ? null : [practitionerId], personId: null, within: readAround(startsAt) };
}
