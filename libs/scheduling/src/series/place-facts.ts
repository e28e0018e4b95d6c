import type { Id } from '@spindle/kernel';
import type { Availability, PractitionerAvailability, Reserved, SiteAvailability } from '../availability/availability';
import { clockOf, demandOn, reservedOf } from '../availability/free-starts';
import { openHours } from '../availability/open-hours';
import type { Demand } from '../availability/starts';
import { melt, type Stretch } from '../availability/stretches';
import { BusyTime } from './busy-time';
import type { PlaceFacts, PlacePractitioner, PlaceRoom } from './placement';

const MINUTE_MS = 60_000;

/** What placing visits depends on, of the availability of one site. Rooms null: the service takes none. */
export function toPlaceFacts(availability: Availability, roomIds: readonly Id<'Room'>[] | null): PlaceFacts {
  const { sites: [site], serviceType, person, now } = availability;
  if (!site) throw new Error('Availability was read for no site.');
  return {
    practitioners: availability.practitioners.map((practitioner) => toPractitioner(availability, site, practitioner)),
    rooms: roomIds && site.rooms.filter(({ id }) => roomIds.includes(id)).flatMap((room) => lanesOf(availability, room)),
    attendee: busyTime(person ? reservedOf(availability, person.id) : [], demandOn('PATIENT', serviceType, 0)),
    requiredCredential: serviceType.requiredCredential, requiredHours: serviceType.requiredCredentialHours,
    state: site.location.state, notBefore: now.getTime(),
  };
}

function toPractitioner(availability: Availability, site: SiteAvailability, each: PractitionerAvailability): PlacePractitioner {
  const { id } = each.practitioner;
  const reserved = reservedOf(availability, id);
  const demand = demandOn('PRACTITIONER', availability.serviceType, 0);
  const padded = { ...demand, before: demand.before + site.travelPaddingMs, after: demand.after + site.travelPaddingMs };
  const elsewhere = reserved.filter(({ locationId }) => locationId !== site.location.id).map(({ travel }) => travel);
  return {
    id, credentials: each.credentials, busy: busyTime(reserved, demand), travelling: busyTime(elsewhere, padded),
    works: new BusyTime(each.locationIds.has(site.location.id) ? openHours({ availability, site, practitioner: each, clock: clockOf(availability, site) }) : []),
    bookedMinutes: reserved.reduce((sum, { visit }) => sum + (visit.endsAt - visit.startsAt) / MINUTE_MS, 0),
  };
}

/** A room that bears several visits at a time counts as so many: each visit needs one lane throughout. */
function lanesOf(availability: Availability, { id, capacity }: { readonly id: string; readonly capacity: number }): PlaceRoom[] {
  const reserved = reservedOf(availability, id);
  const demand = demandOn('ROOM', availability.serviceType, 0);
  const inLane = ({ firstLane, endLane }: Reserved, lane: number): boolean => firstLane >= capacity || (firstLane <= lane && lane < endLane);
  return Array.from({ length: capacity }, (_none, lane) => ({ id, busy: busyTime(reserved.filter((each) => inLane(each, lane)), demand) }));
}

/** When a visit may not be, its buffers thought of. */
function busyTime(reserved: readonly Stretch[], { before, after }: Demand): BusyTime {
  return new BusyTime(melt(reserved.map(({ startsAt, endsAt }) => ({ startsAt: startsAt - after, endsAt: endsAt + before }))));
}
