import type { RecordedAppointment } from '../appointments/appointment';
import { attendeeIdOf } from '../appointments/attendee';
import type { Availability, PractitionerAvailability, Reserved, SiteAvailability } from '../availability/availability';
import type { Stretch } from '../availability/stretches';
import type { RepackPlace } from './repack';

/** All that a repack is decided on: calendars and reservations of everybody at the sites, whatever the service. */
export interface RepackFacts {
  readonly now: Date;
  readonly within: Stretch;
  readonly sites: readonly SiteAvailability[];
  /** With hours and credentials of all services that the visits are of. */
  readonly practitioners: readonly PractitionerAvailability[];
  readonly reservations: ReadonlyMap<string, readonly Reserved[]>;
}

/** Where the visit is now. */
export function placeOf({ practitioner, location, room, equipmentId, startsAt, endsAt }: RecordedAppointment): RepackPlace {
  return { practitionerId: practitioner.id, locationId: location.id, roomId: room?.id ?? null, equipmentId, startsAt: startsAt.getTime(), endsAt: endsAt.getTime() };
}

/**
 * The facts as the engine asks for them, for one visit. It was booked by the rules already: its service may have been
 * retired since, and the clinic, which moves it, needs no notice.
 */
export function availabilityFor(visit: RecordedAppointment, { now, within, sites, practitioners, reservations }: RepackFacts): Availability {
  const { code } = visit.serviceType;
  return {
    now, within, sites, reservations,
    serviceType: { ...visit.serviceType, retired: false, accepts: 'ANYBODY', minimumNoticeMinutes: 0 },
    practitioners: practitioners.map((each) => ({ ...each, weeklyHours: each.weeklyHours.filter(({ serviceTypeCode }) => serviceTypeCode === null || serviceTypeCode === code) })),
    person: { id: attendeeIdOf(visit), isReturning: true, limits: null },
  };
}
