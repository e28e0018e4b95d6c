import { err, ok, type CalendarDay, type Id, type Result } from '@spindle/kernel';
import type { Attendee } from '../appointments/attendee';
import type { Location, Room } from '../locations/location';
import { isCredentialed, type Credential, type CredentialKind, type Practitioner } from '../practitioners/practitioner';
import type { ServiceType } from '../service-types/service-type';
import type { InvalidInputError } from '../visit-flow/reason';
import { dayOf, wallTimeOf } from '../wall-time';
import type { SlotResource } from './slot';

/** A visit that somebody asks for. */
export interface BookingRequest extends Attendee {
  readonly practitionerId: Id<'Practitioner'>;
  readonly locationId: Id<'Location'>;
  readonly roomId: Id<'Room'> | null;
  readonly serviceTypeCode: string;
  readonly startsAt: Date;
  /** Null: as long as the service takes. */
  readonly durationMinutes: number | null;
}

/** What the practice has of what the request names; null is unknown. */
export interface BookingFacts {
  readonly location: Location | null;
  readonly room: Room | null;
  readonly practitioner: Practitioner | null;
  readonly practitionerSeesPatientsThere: boolean;
  readonly credentials: readonly Credential[];
  readonly serviceType: ServiceType | null;
  readonly patientIsKnown: boolean;
}

/** A visit that may be booked if its time is free. */
export interface PlannedVisit extends BookingRequest {
  readonly endsAt: Date;
  readonly localStart: string;
  readonly timeZone: string;
}

export interface CredentialMissingError { readonly kind: 'CredentialMissingError'; readonly message: string; readonly credential: CredentialKind; readonly day: CalendarDay }
export interface LocationMismatchError { readonly kind: 'LocationMismatchError'; readonly message: string; readonly mismatch: SlotResource }
export interface ServiceRetiredError { readonly kind: 'ServiceRetiredError'; readonly message: string }
export interface PatientUnknownError { readonly kind: 'PatientUnknownError'; readonly message: string }
export interface TimeInPastError { readonly kind: 'TimeInPastError'; readonly message: string }

type PlanError = InvalidInputError | CredentialMissingError | LocationMismatchError | TimeInPastError;

/** Minutes for which somebody who walked in can still be booked at the start of their visit. */
const WALK_IN_MINUTES = 15;
const DURATION_MINUTES = { least: 5, most: 480 } as const;
const MINUTE_MS = 60_000;

const invalid = (field: string, message: string): InvalidInputError => ({ kind: 'InvalidInputError', message, field });

/** A new visit: as any visit, for a patient who is known, and the service is still offered. */
export function planVisit(request: BookingRequest, facts: BookingFacts, now: Date): Result<PlannedVisit, PlanError | ServiceRetiredError | PatientUnknownError> {
  if (!facts.patientIsKnown) return err({ kind: 'PatientUnknownError', message: 'This patient is not known here. If they were registered just now, try again in a few seconds.' });
  if (facts.serviceType?.retired) return err({ kind: 'ServiceRetiredError', message: 'This service is not offered any more. Choose another.' });
  return planMove(request, facts, now);
}

/** A visit that is moved keeps its service, also one that is not offered any more. */
export function planMove(request: BookingRequest, facts: BookingFacts, now: Date): Result<PlannedVisit, PlanError> {
  const { location, practitioner, serviceType, room } = facts;
  if (!location) return err(invalid('locationId', 'There is no such site.'));
  if (!practitioner) return err(invalid('practitionerId', 'There is no such practitioner.'));
  if (!serviceType) return err(invalid('serviceTypeCode', 'There is no such service.'));
  const misplaced = findMisplacement(request, facts, serviceType);
  if (misplaced) return err(misplaced);
  const minutes = request.durationMinutes ?? serviceType.durationMinutes;
  const untimely = findUntimeliness(request.startsAt, minutes, now);
  if (untimely) return err(untimely);
  const day = dayOf(request.startsAt, location.timeZone);
  const credential = serviceType.requiredCredential;
  if (credential && !isCredentialed(facts.credentials, { kind: credential, day, state: location.state })) {
    return err({ kind: 'CredentialMissingError', message: 'The practitioner holds no valid credential for this service on that day.', credential, day });
  }
  const endsAt = new Date(request.startsAt.getTime() + minutes * MINUTE_MS);
  return ok({ ...request, roomId: room?.id ?? null, endsAt, localStart: wallTimeOf(request.startsAt, location.timeZone), timeZone: location.timeZone });
}

function findMisplacement(request: BookingRequest, { location, room, practitionerSeesPatientsThere }: BookingFacts, serviceType: ServiceType): InvalidInputError | LocationMismatchError | null {
  if (request.roomId !== null && !room) return invalid('roomId', 'There is no such room.');
  if (serviceType.needsRoom && !room) return invalid('roomId', 'This service takes a room: name one.');
  if (room && room.locationId !== location?.id) return { kind: 'LocationMismatchError', message: 'The room is at another site.', mismatch: 'ROOM' };
  if (!practitionerSeesPatientsThere) return { kind: 'LocationMismatchError', message: 'The practitioner does not see patients at this site.', mismatch: 'PRACTITIONER' };
  return null;
}

function findUntimeliness(startsAt: Date, minutes: number, now: Date): InvalidInputError | TimeInPastError | null {
  if (startsAt.getTime() % MINUTE_MS !== 0) return invalid('startsAt', 'A visit begins on a whole minute.');
  if (!Number.isInteger(minutes) || minutes < DURATION_MINUTES.least || minutes > DURATION_MINUTES.most) return invalid('durationMinutes', `A visit takes ${DURATION_MINUTES.least} to ${DURATION_MINUTES.most} minutes.`);
  if (startsAt.getTime() < now.getTime() - WALK_IN_MINUTES * MINUTE_MS) return { kind: 'TimeInPastError', message: 'This time is over. Choose a later one.' };
  return null;
}
