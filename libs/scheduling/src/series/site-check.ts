import { err, ok, type Id, type Result } from '@spindle/kernel';
import type { LocationMismatchError, PatientUnknownError, ServiceRetiredError } from '../booking/booking';
import type { Location, Room } from '../locations/location';
import type { ServiceType } from '../service-types/service-type';
import type { InvalidInputError } from '../visit-flow/reason';

/** What the site has, of what a request names. Null is unknown. */
export interface SiteOffer {
  readonly location: Location | null;
  readonly rooms: readonly Room[];
  readonly serviceType: ServiceType | null;
  readonly practitionerIds: readonly Id<'Practitioner'>[];
  readonly patientIsKnown: boolean;
}

/** Among whom and what a place is looked for. */
export interface CheckedSite {
  readonly location: Location;
  readonly serviceType: ServiceType;
  readonly practitionerIds: readonly Id<'Practitioner'>[];
  /** Null: the service takes no room. */
  readonly roomIds: readonly Id<'Room'>[] | null;
}

interface Named {
  readonly practitionerId: Id<'Practitioner'> | null;
  readonly roomId: Id<'Room'> | null;
}

const invalid = (field: string, message: string): InvalidInputError => ({ kind: 'InvalidInputError', message, field: `request.${field}` });

/** The named practitioner and room of the site, or all that it has. */
export function checkSite({ practitionerId, roomId }: Named, offer: SiteOffer): Result<CheckedSite, PatientUnknownError | ServiceRetiredError | LocationMismatchError | InvalidInputError> {
  const { location, serviceType, rooms } = offer;
  if (!offer.patientIsKnown) return err({ kind: 'PatientUnknownError', message: 'This patient is not known here. If they were registered just now, try again in a few seconds.' });
  if (!location) return err(invalid('locationId', 'There is no such site.'));
  if (!serviceType) return err(invalid('serviceTypeCode', 'There is no such service.'));
  if (serviceType.retired) return err({ kind: 'ServiceRetiredError', message: 'This service is not offered any more. Choose another.' });
  if (practitionerId !== null && !offer.practitionerIds.includes(practitionerId)) return err({ kind: 'LocationMismatchError', message: 'The practitioner does not see patients at this site.', mismatch: 'PRACTITIONER' });
  if (roomId !== null && !rooms.some(({ id }) => id === roomId)) return err({ kind: 'LocationMismatchError', message: 'The room is at another site.', mismatch: 'ROOM' });
  const anyRoom = serviceType.needsRoom ? rooms.map(({ id }) => id) : null;
  return ok({ location, serviceType, practitionerIds: practitionerId === null ? offer.practitionerIds : [practitionerId], roomIds: roomId === null ? anyRoom : [roomId] });
}
