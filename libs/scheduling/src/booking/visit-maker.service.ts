import { err, ok, type Clock, type Result } from '@spindle/kernel';
import { newId, type Transaction } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
import type { RecordedAppointment } from '../appointments/appointment';
import { attendeeIdOf } from '../appointments/attendee';
import { AppointmentWriter, type NewAppointment } from '../appointments/appointment.writer';
import { AvailabilityService, type ScopeFlaw } from '../availability/availability.service';
import type { Availability } from '../availability/availability';
import { decideOverride, type Override, type OverrideNotAllowedError, type OverrideRequest } from '../overrides/override';
import { OverrideRepository } from '../overrides/override.repository';
import type { InvalidInputError } from '../visit-flow/reason';
import { lockedAround, readAround } from './around-start';
import { asMove, candidatesOf, checkRequest, onDayOf, planVisit, timeZoneOf, type BookingRequest, type PatientUnknownError, type PlannedVisit } from './booking';
import { checkLocalStart } from './local-start';
import { checkNamedRoom } from './named-room.service';
import { refuse, takenError, type VisitRefusedError } from './refusal';
import { ReservationService } from './reservation.service';
import { SlotLock } from './slot-lock.service';

export type MakeError = VisitRefusedError | InvalidInputError | PatientUnknownError | OverrideNotAllowedError;

/** How a visit is made. */
export interface Making {
  /** Until when the time is only held; null: it is booked. */
  readonly holdExpiresAt: Date | null;
  /** The appointment that gives its time up for this one, its row locked. */
  readonly replaces: RecordedAppointment | null;
  /** What the person says to what speaks against it; null: nothing. */
  readonly override: OverrideRequest | null;
}

interface Decided {
  readonly availability: Availability;
  readonly visit: PlannedVisit;
  readonly override: Override | null;
}

/**
 * Makes visits: the one way to a new appointment of one patient. It looks without a lock, so that most who come too late
 * wait for nobody; locks all that could be given back or taken; looks again; and writes. Both looks ask the engine that
 * the search asks. The caller tells the house.
 */
export class VisitMaker {
  readonly #transaction: Transaction;
  readonly #viewer: Viewer;
  readonly #availability: AvailabilityService;
  readonly #reservations: ReservationService;
  readonly #slots: SlotLock;

  constructor(transaction: Transaction, viewer: Viewer, clock: Clock) {
    this.#transaction = transaction;
    this.#viewer = viewer;
    this.#availability = new AvailabilityService(transaction.sql, viewer.practiceId, clock);
    this.#reservations = new ReservationService(transaction.sql, viewer.practiceId);
    this.#slots = new SlotLock(transaction, viewer, clock);
  }

  async make(request: BookingRequest, making: Making): Promise<Result<NewAppointment, MakeError>> {
    const checked = checkRequest(request);
    if (!checked.ok) return checked;
    const first = await this.#look(request, making);
    if (!first.ok) return first;
    const clocks = checkLocalStart(request.localStart, request.startsAt, timeZoneOf(first.value.availability));
    if (!clocks.ok) return clocks;
    const room = await checkNamedRoom({ sql: this.#transaction.sql, practiceId: this.#viewer.practiceId }, request.roomId, first.value.availability);
    if (!room.ok) return room;
    const hopeless = this.#decide(request, making, first.value.availability);
    if (!hopeless.ok) return hopeless;
    const lockedAt = await this.#lock(request, making, first.value.availability);
    const decided = this.#decide(request, making, await this.#availability.reload({ ...first.value.availability, now: lockedAt }, this.#scopeOf(request, making)));
    return decided.ok ? this.#write(decided.value, making) : decided;
  }

  async #look(request: BookingRequest, making: Making): Promise<Result<{ availability: Availability }, MakeError>> {
    const availability = await this.#availability.load(this.#scopeOf(request, making));
    if (availability === 'NO_SUCH_PATIENT') return err(UNKNOWN_PATIENT);
    return typeof availability === 'string' ? err(flawError(availability)) : ok({ availability });
  }

  #scopeOf({ locationId, practitionerId, serviceTypeCode, patientId, leadId, startsAt }: BookingRequest, { replaces }: Making): Parameters<AvailabilityService['load']>[0] {
    return {
      serviceTypeCode, locationIds: [locationId], practitionerIds: practitionerId === null ? null : [practitionerId], personId: attendeeIdOf({ patientId, leadId }),
      within: readAround(startsAt), ignoredHolderIds: replaces ? [replaces.id] : [],
    };
  }

  #decide(request: BookingRequest, { replaces, override }: Making, read: Availability): Result<Decided, MakeError> {
    const onDay = onDayOf(read, request.startsAt);
    const availability = replaces ? asMove(onDay) : onDay;
    const visit = planVisit(request, availability);
    if (visit.refusals.length === 0) return ok({ availability, visit, override: null });
    const overridden = override ? decideOverride(visit, override) : ok(null);
    if (!overridden.ok) return overridden;
    return overridden.value ? ok({ availability, visit, override: overridden.value }) : err(refuse(visit, availability));
  }

  #lock(request: BookingRequest, { replaces }: Making, availability: Availability): Promise<Date> {
    return this.#slots.lock({
      resourceIds: candidatesOf(request, availability), locationIds: [request.locationId], freedIds: replaces ? [replaces.id] : [],
      ...lockedAround(request.startsAt),
    });
  }

  async #write({ visit, override, availability }: Decided, { holdExpiresAt, replaces }: Making): Promise<Result<NewAppointment, MakeError>> {
    const { sql } = this.#transaction;
    const bookedAt = availability.now;
    const appointment: NewAppointment = { ...visit, id: newId<'Appointment'>(), bookedAt, holdExpiresAt, sessionId: null, replacesId: replaces?.id ?? null };
    await new AppointmentWriter(sql, this.#viewer.practiceId).insert([appointment]);
    const taken = await this.#reservations.take([{
      ...appointment, attendeeId: attendeeIdOf(visit), demand: availability.serviceType, expiresAt: holdExpiresAt, overridden: override?.resources ?? [],
    }]);
    if (!taken.ok) return err(takenError({ taken: taken.error.map(({ resource }) => resource), refusals: [], nearestStarts: [] }));
    if (override) await new OverrideRepository(sql, this.#viewer.practiceId).add(appointment.id, override, { personId: this.#viewer.personId, at: bookedAt });
    return ok(appointment);
  }
}

export const UNKNOWN_PATIENT: PatientUnknownError = { kind: 'PatientUnknownError', message: 'This patient is not known here. If they were registered just now, try again in a few seconds.' };
const FLAWS: Readonly<Record<Exclude<ScopeFlaw, 'NO_SUCH_PATIENT'>, InvalidInputError>> = {
  NO_SUCH_SERVICE: { kind: 'InvalidInputError', message: 'There is no such service. Choose one of those that the clinic offers.', field: 'serviceTypeCode' },
  NO_SUCH_LOCATION: { kind: 'InvalidInputError', message: 'There is no such site. Choose one of the practice.', field: 'locationId' },
  NO_SUCH_PRACTITIONER: { kind: 'InvalidInputError', message: 'There is no such practitioner. Choose one who works at the site, or leave it open.', field: 'practitionerId' },
};

/** What a request names that is not there. */
export function flawError(flaw: Exclude<ScopeFlaw, 'NO_SUCH_PATIENT'>): InvalidInputError {
  return FLAWS[flaw];
}
