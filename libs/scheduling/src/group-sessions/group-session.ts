import { err, ok, type Id, type Result } from '@spindle/kernel';
import type { Appointment } from '../appointments/appointment';
import type { Availability } from '../availability/availability';
import type { SlotRefusal, SlotRefusalReason } from '../availability/slot-refusal';
import type { ServiceType } from '../service-types/service-type';
import type { InvalidInputError } from '../visit-flow/reason';

/** A class: it takes its practitioner and room itself, its seats are visits. */
export interface GroupSession {
  readonly id: Id<'GroupSession'>;
  readonly version: number;
  readonly state: 'PLANNED' | 'CANCELLED';
  readonly serviceTypeCode: string;
  readonly practitionerId: Id<'Practitioner'>;
  readonly locationId: Id<'Location'>;
  readonly roomId: Id<'Room'> | null;
  readonly seats: number;
  readonly freeSeats: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Wall time at the site, "YYYY-MM-DDTHH:MM". */
  readonly localStart: string;
  readonly timeZone: string;
}

export interface GroupSessionNotFoundError { readonly kind: 'GroupSessionNotFoundError'; readonly message: string }
export interface GroupSessionNotOpenError { readonly kind: 'GroupSessionNotOpenError'; readonly message: string; readonly state: GroupSession['state'] }
export interface GroupSessionFullError { readonly kind: 'GroupSessionFullError'; readonly message: string; readonly groupSessionId: Id<'GroupSession'> }
export interface SeatNotFoundError { readonly kind: 'SeatNotFoundError'; readonly message: string }

const SEATS = { least: 2, most: 50 } as const;

/** What speaks against a seat although the session itself has its time: the site, the service or the patient. */
const SEAT_REASONS: ReadonlySet<SlotRefusalReason> = new Set<SlotRefusalReason>([
  'SERVICE_RETIRED', 'NEW_PATIENTS_ONLY', 'RETURNING_PATIENTS_ONLY', 'VISIT_LIMIT', 'CERTIFICATION', 'IN_PAST', 'MINIMUM_NOTICE', 'BEYOND_HORIZON',
  'CLOSED', 'HOLIDAY', 'ABSENT', 'CREDENTIAL_MISSING', 'PATIENT_TAKEN', 'TRAVEL',
]);

/** The visits of a session that can still be cancelled with it; the others have begun. */
const CANCELLABLE: ReadonlySet<Appointment['state']> = new Set<Appointment['state']>(['BOOKED', 'CONFIRMED', 'ARRIVED']);

/** How many seats the session has: those asked for, else those of the service. */
export function seatsOf({ seats: usual }: Pick<ServiceType, 'seats'>, wanted: number | null): Result<number, InvalidInputError> {
  if (usual === null) return err({ kind: 'InvalidInputError', message: 'This service is not given to groups: it has no seats.', field: 'serviceTypeCode' });
  const seats = wanted ?? usual;
  if (Number.isInteger(seats) && seats >= SEATS.least && seats <= SEATS.most) return ok(seats);
  return err({ kind: 'InvalidInputError', message: `A session has ${SEATS.least} to ${SEATS.most} seats.`, field: 'seats' });
}

/** The service as it binds whoever plans a session: the notice and the horizon are for those who want a seat. */
export function asSession(availability: Availability): Availability {
  return { ...availability, serviceType: { ...availability.serviceType, seats: null, minimumNoticeMinutes: 0, horizonDays: 730 } };
}

/** All seats are taken. Where else there is one is looked up when it is told. */
export function fullError({ id }: GroupSession): GroupSessionFullError {
  return { kind: 'GroupSessionFullError', message: 'All seats of this session are taken. Choose another session, or put the patient on the waiting list.', groupSessionId: id };
}

/** Refused once it is cancelled. */
export function mustBePlanned(session: GroupSession): Result<null, GroupSessionNotOpenError> {
  return session.state === 'PLANNED' ? ok(null) : err({ kind: 'GroupSessionNotOpenError', message: 'This session is cancelled. Choose another.', state: session.state });
}

/** Refused once it is cancelled or has begun. */
export function mustBeToCome(session: GroupSession, now: Date): Result<null, GroupSessionNotOpenError> {
  const planned = mustBePlanned(session);
  if (!planned.ok || session.startsAt > now) return planned;
  return err({ kind: 'GroupSessionNotOpenError', message: 'This session has begun: record at each visit what became of it.', state: session.state });
}

/** Refused where a visit in it is further than the waiting room. */
export function mustBeUnattended(session: GroupSession, visits: readonly Pick<Appointment, 'state'>[]): Result<null, GroupSessionNotOpenError> {
  if (visits.every(({ state }) => CANCELLABLE.has(state))) return ok(null);
  return err({ kind: 'GroupSessionNotOpenError', message: 'A visit in this session has begun already: complete it, or enter it in error.', state: session.state });
}

/** Of all that speaks against the session's time for a patient, what speaks against a seat in it. */
export function seatRefusals(refusals: readonly SlotRefusal[]): SlotRefusal[] {
  return refusals.filter(({ reason }) => SEAT_REASONS.has(reason));
}
