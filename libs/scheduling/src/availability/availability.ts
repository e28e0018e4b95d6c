import type { CalendarDay, Id } from '@spindle/kernel';
import type { Location } from '../locations/location';
import type { Credential, Practitioner } from '../practitioners/practitioner';
import type { VisitLimits } from '../plans/visit-limits';
import type { ServiceType } from '../service-types/service-type';
import type { Stretch } from './stretches';

/**
 * All that decides whether a time can be had, for one service and one stretch of time. It is read in a number of
 * statements that does not grow with visits, people, rooms or days, and then asked as often as one likes: by the search,
 * by a booking, by whoever wants to know why a time is refused.
 */
export interface Availability {
  readonly now: Date;
  /** Reservations and hours outside this stretch are not known. */
  readonly within: Stretch;
  readonly serviceType: ServiceType;
  readonly sites: readonly SiteAvailability[];
  readonly practitioners: readonly PractitionerAvailability[];
  /** Null: for nobody in particular. */
  readonly person: PersonAvailability | null;
  /** Live reservations by resource, by start; a hold that ran out is none. */
  readonly reservations: ReadonlyMap<string, readonly Reserved[]>;
}

export interface SiteAvailability {
  readonly location: Location;
  /** Half the way to the farthest other site: what lies around each visit of those who travel. Zero with one site. */
  readonly travelPaddingMs: number;
  readonly rooms: readonly PlaceOption[];
  readonly equipment: readonly PlaceOption[];
  readonly closures: readonly Closed[];
}

/** A room or a device that could be had. */
export interface PlaceOption {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly capacity: number;
}

/** Wall time at the site, "YYYY-MM-DDTHH:MM". */
export interface WallStretch {
  readonly localFrom: string;
  readonly localUntil: string;
}

export interface Closed extends WallStretch {
  readonly kind: 'CLOSURE' | 'HOLIDAY';
}

export interface PractitionerAvailability {
  readonly practitioner: Practitioner;
  /** Visits of services that may overlap, at most at a time. */
  readonly capacity: number;
  readonly locationIds: ReadonlySet<Id<'Location'>>;
  readonly credentials: readonly Credential[];
  readonly weeklyHours: readonly WeeklyHours[];
  readonly exceptions: readonly AvailabilityException[];
}

/** A practitioner's week at a site. Where there are hours for the service on a day, those for every service do not count. */
export interface WeeklyHours {
  readonly locationId: Id<'Location'>;
  /** Null: every service without hours of its own. */
  readonly serviceTypeCode: string | null;
  readonly validFrom: CalendarDay;
  /** The last day; null: no end. */
  readonly validTo: CalendarDay | null;
  readonly days: readonly OpenStretch[];
}

/** Part of a weekday, in minutes of the site's clocks from midnight; Monday is 1. */
export interface OpenStretch {
  readonly weekday: number;
  readonly opensMinute: number;
  readonly closesMinute: number;
}

/** Beats the week: an absence takes time away, also from extra hours; extra hours add some. */
export interface AvailabilityException extends WallStretch {
  readonly kind: 'ABSENCE' | 'EXTRA_HOURS';
  /** Null: at every site. */
  readonly locationId: Id<'Location'> | null;
  /** Null: for every service. */
  readonly serviceTypeCode: string | null;
}

export interface PersonAvailability {
  readonly id: string;
  /** Has been treated here before. */
  readonly isReturning: boolean;
  /** What plans and insurance let them have of the service; null: a visit that they have already is moved, nobody asks. */
  readonly limits: VisitLimits | null;
}

/** What somebody has reserved of a resource, in epoch milliseconds, buffers included. */
export interface Reserved extends Stretch {
  /** The appointment or group session that has it. */
  readonly holderId: string;
  readonly locationId: Id<'Location'>;
  /** The first lane, and the first after the last. */
  readonly firstLane: number;
  readonly endLane: number;
  /** The visit itself, without buffers. */
  readonly visit: Stretch;
  /** With the way around it; as the stretch itself where nobody travels. */
  readonly travel: Stretch;
}

/** A time that can be had, with what it takes. */
export interface Slot {
  readonly practitionerId: Id<'Practitioner'>;
  readonly locationId: Id<'Location'>;
  readonly roomId: Id<'Room'> | null;
  readonly equipmentId: Id<'Equipment'> | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** A time that somebody wants. Room and equipment null: any that suits. */
export interface WantedSlot {
  readonly practitionerId: Id<'Practitioner'>;
  readonly locationId: Id<'Location'>;
  readonly roomId: Id<'Room'> | null;
  readonly equipmentId: Id<'Equipment'> | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
}
