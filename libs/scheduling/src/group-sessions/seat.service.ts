import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import { AppointmentWriter, type NewAppointment } from '../appointments/appointment.writer';
import { VisitNews } from '../appointments/visit-news.service';
import { AvailabilityService } from '../availability/availability.service';
import type { Availability } from '../availability/availability';
import { takenResources } from '../availability/conflicts';
import { refusalsOf } from '../availability/refusals';
import { lockedAround, readAround } from '../booking/around-start';
import type { PatientUnknownError } from '../booking/booking';
import { refuse, takenError, type VisitRefusedError } from '../booking/refusal';
import { ReservationService } from '../booking/reservation.service';
import { SlotLock } from '../booking/slot-lock.service';
import { UNKNOWN_PATIENT } from '../booking/visit-maker.service';
import { isToCome, VisitBatch } from '../visit-batches/visit-batch.service';
import { parseCancellation, type CancellationInput } from '../cancellations/cancellation';
import type { InvalidInputError } from '../visit-flow/reason';
import {
  fullError, mustBePlanned, mustBeToCome, seatRefusals, type GroupSession, type GroupSessionFullError, type GroupSessionNotFoundError, type GroupSessionNotOpenError, type SeatNotFoundError,
} from './group-session';
import { GroupSessionRepository } from './group-session.repository';

export interface SeatPatientInput { readonly idempotencyKey: string; readonly groupSessionId: Id<'GroupSession'>; readonly patientId: Id<'Patient'> }
export interface ReleaseSeatInput extends SeatPatientInput, CancellationInput {}

type SeatError = GroupSessionNotFoundError | GroupSessionNotOpenError | GroupSessionFullError | VisitRefusedError | PatientUnknownError;
type ReleaseError = SeatNotFoundError | GroupSessionNotOpenError | InvalidInputError;
type Answer<E> = Promise<Result<Id<'Appointment'>, E | IdempotencyKeyReusedError>>;

/**
 * Gives seats and takes them away. Whoever changes seats shares the session's row, so that it is not cancelled meanwhile,
 * then locks visits, then resources. Who comes too late is told so without a lock.
 */
export class SeatService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  seat(input: SeatPatientInput): Answer<SeatError> {
    return this.#session.mutate({ operation: 'seatPatient', input: { ...input } }, async (transaction): Answer<SeatError> => {
      transaction.audit.changed(input.patientId, 'SCHEDULE');
      const sessions = this.#sessions(transaction);
      const session = await sessions.findShared(input.groupSessionId);
      if (!session) return err({ kind: 'GroupSessionNotFoundError', message: 'There is no such group session.' });
      const planned = mustBePlanned(session);
      if (!planned.ok) return planned;
      if (session.freeSeats === 0) return err(fullError(session));
      const allowed = await this.#allow(transaction, session, input.patientId);
      return allowed.ok ? this.#write(transaction, session, { patientId: input.patientId, availability: allowed.value }) : allowed;
    });
  }

  release(input: ReleaseSeatInput): Answer<ReleaseError> {
    return this.#session.mutate({ operation: 'releaseSeat', input: { ...input } }, async (transaction): Answer<ReleaseError> => {
      transaction.audit.changed(input.patientId, 'SCHEDULE');
      const cancellation = parseCancellation(input, 'CANCEL');
      if (!cancellation.ok) return cancellation;
      const sessions = this.#sessions(transaction);
      const session = await sessions.findShared(input.groupSessionId);
      if (!session) return err({ kind: 'SeatNotFoundError', message: 'There is no such group session.' });
      const toCome = mustBeToCome(session, this.#clock.now());
      if (!toCome.ok) return toCome;
      const batch = new VisitBatch(transaction, this.#session.viewer, this.#clock);
      const visits = await batch.findForChange(await sessions.findSeats(session.id, ['BOOKED', 'CONFIRMED'], input.patientId));
      const [visit] = visits.filter((each) => isToCome(each, this.#clock.now()));
      if (!visit || !isToCome(visit, this.#clock.now())) return err({ kind: 'SeatNotFoundError', message: 'The patient has no seat in this session.' });
      await batch.cancel([visit], cancellation.value);
      return ok(visit.id);
    });
  }

  /** Asks the engine, locks the seats and the patient, and asks again. */
  async #allow(transaction: Transaction, session: GroupSession, patientId: Id<'Patient'>): Promise<Result<Availability, SeatError>> {
    const engine = new AvailabilityService(transaction.sql, this.#session.viewer.practiceId, this.#clock);
    const scope = {
      serviceTypeCode: session.serviceTypeCode, locationIds: [session.locationId], practitionerIds: [session.practitionerId], personId: patientId,
      within: readAround(session.startsAt), ignoredHolderIds: [session.id],
    };
    const read = await engine.load(scope);
    if (read === 'NO_SUCH_PATIENT') return err(UNKNOWN_PATIENT);
    if (typeof read === 'string') throw new Error('A group session has no site, service or practitioner.');
    const hopeless = decideSeat(session, read);
    if (!hopeless.ok) return hopeless;
    const lockedAt = await new SlotLock(transaction, this.#session.viewer, this.#clock).lock({
      resourceIds: [session.id, patientId], locationIds: [session.locationId], freedIds: [], ...lockedAround(session.startsAt),
    });
    const [now] = await this.#sessions(transaction).findMany([session.id]);
    if (now?.freeSeats === 0) return err(fullError(session));
    return decideSeat(session, await engine.reload({ ...read, now: lockedAt }, scope));
  }

  async #write(transaction: Transaction, session: GroupSession, { patientId, availability }: { readonly patientId: Id<'Patient'>; readonly availability: Availability }): Answer<SeatError> {
    const { sql } = transaction;
    const { practiceId } = this.#session.viewer;
    const visit: NewAppointment = {
      ...session, id: newId<'Appointment'>(), sessionId: session.id, patientId, leadId: null, equipmentId: null, bookedAt: availability.now, holdExpiresAt: null, replacesId: null,
    };
    await new AppointmentWriter(sql, practiceId).insert([visit]);
    const taken = await new ReservationService(sql, practiceId).take([{ ...visit, attendeeId: patientId, demand: availability.serviceType, expiresAt: null, overridden: [] }]);
    if (!taken.ok) {
      const resources = taken.error.map(({ resource }) => resource);
      return err(resources.includes('SESSION') ? fullError(session) : takenError({ taken: resources, refusals: [], nearestStarts: [] }));
    }
    await new VisitNews(transaction).booked(visit);
    return ok(visit.id);
  }

  #sessions({ sql }: Transaction): GroupSessionRepository {
    return new GroupSessionRepository(sql, this.#session.viewer.practiceId);
  }
}

/** Whether the patient may have a seat; the session itself has its time. */
function decideSeat(session: GroupSession, availability: Availability): Result<Availability, VisitRefusedError> {
  const open = { ...availability, serviceType: { ...availability.serviceType, seats: null } };
  const wanted = { practitionerId: session.practitionerId, locationId: session.locationId, roomId: session.roomId, equipmentId: null, startsAt: session.startsAt, endsAt: session.endsAt };
  const refusals = seatRefusals(refusalsOf(open, wanted));
  if (refusals.length === 0) return ok(availability);
  const taken = takenResources(open, wanted).filter((resource) => resource === 'PATIENT');
  const { serviceTypeCode, localStart, timeZone } = session;
  return err(refuse({ ...wanted, patientId: null, leadId: null, serviceTypeCode, localStart, timeZone, refusals, taken }, availability));
}
