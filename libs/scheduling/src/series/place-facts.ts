import type { Id } from '@spindle/kernel';
import type { Availability, PractitionerAvailability, Reserved, SiteAvailability } from '../availability/availability';
import { clockOf, demandOn, reservedOf } from '../availability/free-starts';
import { openHours } from '../availability/open-hours';
import type { Demand } from '../availability/starts';
import { BusyTime } from './busy-time';
import type { PlaceFacts, PlacePractitioner, PlaceRoom } from './placement';

const MINUTE_MS = 60_000;

/** What placing visits depends on, of the availability of one site. Rooms null: the service takes none. */
export function toPlaceFacts(availability: Availability, roomIds: readonly Id<'Room'>[] | null): PlaceFacts {
  const { sites: [site], serviceType, person, now } = availability;
  if (!site) throw new Error('Availability was read for no site.');
  return {
    practitioners: availability.practitioners.flatMap((practitioner) => lanesOfPractitioner(availability, site, practitioner)),
    rooms: roomIds && site.rooms.filter(({ id }) => roomIds.includes(id)).flatMap((room) => lanesOfRoom(availability, room)),
    attendee: new BusyTime(person ? reservedOf(availability, person.id) : [], demandOn('PATIENT', serviceType, 0)),
    requiredCredential: serviceType.requiredCredential, requiredHours: serviceType.requiredCredentialHours,
    state: site.location.state, notBefore: now.getTime(),
  };
}

/** A practitioner who may have several such visits at a time counts as so many. */
function lanesOfPractitioner(availability: Availability, site: SiteAvailability, each: PractitionerAvailability): PlacePractitioner[] {
  const { id } = each.practitioner;
  const { serviceType } = availability;
  const reserved = reservedOf(availability, id);
  const demand = demandOn('PRACTITIONER', serviceType, 0);
  const padded = { ...demand, before: demand.before + site.travelPaddingMs, after: demand.after + site.travelPaddingMs };
  const elsewhere = reserved.filter(({ locationId }) => locationId !== site.location.id).map(({ travel }) => travel);
  const common = {
    id, credentials: each.credentials, travelling: new BusyTime(elsewhere, padded),
    works: new BusyTime(each.locationIds.has(site.location.id) ? openHours({ availability, site, practitioner: each, clock: clockOf(availability, site) }) : []),
    bookedMinutes: reserved.reduce((sum, { visit }) => sum + (visit.endsAt - visit.startsAt) / MINUTE_MS, 0),
  };
  return busyLanes(reserved, serviceType.overlap === 'EXCLUSIVE' ? 1 : each.capacity, demand).map((busy) => ({ ...common, busy }));
}

/** A room that bears several visits at a time counts as so many. */
function lanesOfRoom(availability: Availability, { id, capacity }: { readonly id: string; readonly capacity: number }): PlaceRoom[] {
  return busyLanes(reservedOf(availability, id), capacity, demandOn('ROOM', availability.serviceType, 0)).map((busy) => ({ id, busy }));
}

/** Each visit needs one lane throughout; beside one above the capacity there is no other. Of one lane, everything counts. */
function busyLanes(reserved: readonly Reserved[], capacity: number, demand: Demand): BusyTime[] {
  if (capacity === 1) return [new BusyTime(reserved, demand)];
  const inLane = ({ firstLane, endLane }: Reserved, lane: number): boolean => firstLane >= capacity || (firstLane <= lane && lane < endLane);
  return Array.from({ length: capacity }, (_none, lane) => new BusyTime(reserved.filter((each) => inLane(each, lane)), demand));
}
