import { err, ok, type CalendarDay, type Id, type Result } from '@spindle/kernel';
import { attendeeIdOf, type Attendee } from '../appointments/attendee';
import type { Availability, PlaceOption, PractitionerAvailability, SiteAvailability, WantedSlot } from '../availability/availability';
import { suitableEquipment, suitableRooms } from '../availability/free-starts';
import { takenResources } from '../availability/conflicts';
import { refusalsOf } from '../availability/refusals';
import type { SlotRefusal } from '../availability/slot-refusal';
import { placesAt, sweep } from '../availability/sweep';
import type { CredentialKind } from '../practitioners/practitioner';
import type { InvalidInputError } from '../visit-flow/reason';
import { dayOf, dayRange, wallTimeOf } from '../wall-time';
import type { SlotResource } from './slot';

/** A visit that somebody asks for. */
export interface BookingRequest extends Attendee {
  /** Null: anybody who may; of those who are free, whoever has the fewest minutes booked that day. */
  readonly practitionerId: Id<'Practitioner'> | null;
  readonly locationId: Id<'Location'>;
  /** Null: any that suits, if the service takes one. */
  readonly roomId: Id<'Room'> | null;
  readonly serviceTypeCode: string;
  readonly startsAt: Date;
  /** What the clocks at the site must show at the start; null: whatever they show. */
  readonly localStart: string | null;
  /** Null: as long as the service takes. */
  readonly durationMinutes: number | null;
}

/** A visit with all that it would take, and what speaks against it. */
export interface PlannedVisit extends Attendee, WantedSlot {
  readonly serviceTypeCode: string;
  readonly localStart: string;
  readonly timeZone: string;
  readonly refusals: readonly SlotRefusal[];
  /** Whose time cannot be had. */
  readonly taken: readonly SlotResource[];
}

export interface CredentialMissingError { readonly kind: 'CredentialMissingError'; readonly message: string; readonly credential: CredentialKind; readonly day: CalendarDay }
export interface LocationMismatchError { readonly kind: 'LocationMismatchError'; readonly message: string; readonly mismatch: SlotResource }
export interface ServiceRetiredError { readonly kind: 'ServiceRetiredError'; readonly message: string }
export interface PatientUnknownError { readonly kind: 'PatientUnknownError'; readonly message: string }
export interface TimeInPastError { readonly kind: 'TimeInPastError'; readonly message: string }

const DURATION_MINUTES = { least: 5, most: 480 } as const;
const MINUTE_MS = 60_000;

const invalid = (field: string, message: string): InvalidInputError => ({ kind: 'InvalidInputError', message, field });

/** What of a request can be seen to be wrong before anything is read. */
export function checkRequest({ startsAt, durationMinutes }: Pick<BookingRequest, 'startsAt' | 'durationMinutes'>): Result<null, InvalidInputError> {
  if (startsAt.getTime() % MINUTE_MS !== 0) return err(invalid('startsAt', 'A visit begins on a whole minute.'));
  const minutes = durationMinutes ?? DURATION_MINUTES.least;
  if (Number.isInteger(minutes) && minutes >= DURATION_MINUTES.least && minutes <= DURATION_MINUTES.most) return ok(null);
  return err(invalid('durationMinutes', `A visit takes ${DURATION_MINUTES.least} to ${DURATION_MINUTES.most} minutes.`));
}

/** The availability of the one site, narrowed to the day of the visit: neighbours are looked for on it. */
export function onDayOf(availability: Availability, startsAt: Date): Availability {
  const timeZone = timeZoneOf(availability);
  const day = dayRange(dayOf(startsAt, timeZone), timeZone);
  return { ...availability, within: { startsAt: day.startsAt.getTime(), endsAt: day.endsAt.getTime() } };
}

/** A visit that is moved keeps its service, also one that is not offered any more or not to people like this one; and it is not one visit more. */
export function asMove(availability: Availability): Availability {
  const { serviceType, person } = availability;
  const limits = person?.limits ? { ...person.limits, known: { ...person.limits.known, visitsLeft: null } } : null;
  return { ...availability, serviceType: { ...serviceType, retired: false, accepts: 'ANYBODY' }, person: person && { ...person, limits } };
}

/** Chooses what the request leaves open and says what speaks against it. Availability is that of the site, on the day. */
export function planVisit(request: BookingRequest, availability: Availability): PlannedVisit {
  const site = siteOf(availability);
  const { timeZone } = site.location;
  const endsAt = new Date(request.startsAt.getTime() + (request.durationMinutes ?? availability.serviceType.durationMinutes) * MINUTE_MS);
  const wanted: WantedSlot = { ...chooseResources(request, { availability, site, endsAt }), locationId: site.location.id, startsAt: request.startsAt, endsAt };
  return {
    ...wanted, patientId: request.patientId, leadId: request.leadId, serviceTypeCode: request.serviceTypeCode,
    localStart: wallTimeOf(request.startsAt, timeZone), timeZone, refusals: refusalsOf(availability, wanted), taken: takenResources(availability, wanted),
  };
}

/** Everything that a request could take: what is locked before it is decided for good. */
export function candidatesOf(request: BookingRequest, availability: Availability): string[] {
  return [...placesOf(request, availability), attendeeIdOf(request)];
}

/** The same without the person for whom it is. */
export function placesOf(request: BookingRequest, availability: Availability): string[] {
  const site = siteOf(availability);
  const practitioners = availability.practitioners.map(({ practitioner }) => practitioner.id);
  const rooms = request.roomId === null ? (suitableRooms(availability, site) ?? []).map(({ id }) => id) : [request.roomId];
  const equipment = (suitableEquipment(availability, site) ?? []).map(({ id }) => id);
  return [...practitioners, ...rooms, ...equipment];
}

interface Choice {
  readonly availability: Availability;
  readonly site: SiteAvailability;
  readonly endsAt: Date;
}

/** What is free; where nothing is, the first that would suit. */
function chooseResources({ practitionerId, roomId, startsAt, durationMinutes }: BookingRequest, { availability, site, endsAt }: Choice): Pick<WantedSlot, 'practitionerId' | 'roomId' | 'equipmentId'> {
  const at = startsAt.getTime();
  const free = placesAt(availability, site, { startsAt: at, lengthMs: endsAt.getTime() - at });
  const first = <Place extends string>(places: readonly PlaceOption[] | null): Id<Place> | null => places?.[0]?.id ?? null;
  return {
    practitionerId: practitionerId ?? anyPractitioner({ availability, site, endsAt }, { at, durationMinutes }),
    roomId: roomId ?? free.roomId ?? first(suitableRooms(availability, site)),
    equipmentId: free.equipmentId ?? first(suitableEquipment(availability, site)),
  };
}

function anyPractitioner({ availability, site }: Choice, { at, durationMinutes }: { at: number; durationMinutes: number | null }): Id<'Practitioner'> {
  const [slot] = sweep({ availability: { ...availability, within: { startsAt: at, endsAt: at + 1 } }, first: 1, durationMinutes });
  const somebody = availability.practitioners.find((each: PractitionerAvailability) => each.locationIds.has(site.location.id)) ?? availability.practitioners[0];
  return slot?.practitionerId ?? somebody?.practitioner.id ?? '';
}

/** The zone in which the visit's day and clock time are reckoned. */
export function timeZoneOf(availability: Availability): string {
  return siteOf(availability).location.timeZone;
}

function siteOf({ sites: [site] }: Availability): SiteAvailability {
  if (!site) throw new Error('Availability was read for no site.');
  return site;
}
