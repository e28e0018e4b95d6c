import { addDays } from '@spindle/kernel';
import { buffersOf, type ServiceDemand } from '../booking/occupation';
import { dayOf, dayRange, ZoneClock } from '../wall-time';
import type { Availability, PlaceOption, PractitionerAvailability, Reserved, SiteAvailability } from './availability';
import { openHours } from './open-hours';
import { startsWithin, strike, unite, type Demand, type StartRange } from './starts';
import { melt } from './stretches';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Minutes for which somebody who walked in can still be booked at the start of their visit, where the service wants no notice. */
export const WALK_IN_MINUTES = 15;

/** A visit as long as it is to be, at one site. */
export interface SiteQuestion {
  readonly availability: Availability;
  readonly site: SiteAvailability;
  /** The clocks of the site. */
  readonly clock: ZoneClock;
  readonly lengthMs: number;
}

export function clockOf({ within }: Availability, { location }: SiteAvailability): ZoneClock {
  return new ZoneClock(location.timeZone, { startsAt: within.startsAt - 3 * DAY_MS, endsAt: within.endsAt + 3 * DAY_MS });
}

/** What a visit takes of a resource of this kind, buffers included. */
export function demandOn(resource: 'PRACTITIONER' | 'ROOM' | 'EQUIPMENT' | 'PATIENT', serviceType: ServiceDemand, lengthMs: number): Demand {
  const { before, after } = buffersOf(serviceType, resource);
  return { before: before * MINUTE_MS, length: lengthMs, after: after * MINUTE_MS };
}

/** When notice, horizon and what was read let a visit begin at the site. */
export function bookableStarts({ availability: { now, within, serviceType }, site }: SiteQuestion): StartRange[] {
  const { minimumNoticeMinutes, horizonDays } = serviceType;
  const soonest = now.getTime() + (minimumNoticeMinutes > 0 ? minimumNoticeMinutes : -WALK_IN_MINUTES) * MINUTE_MS;
  const first = Math.max(within.startsAt, soonest);
  const last = Math.min(within.endsAt, horizonOf(now, horizonDays, site)) - 1;
  return first <= last ? [{ first, last }] : [];
}

/** The first instant behind the last day on which the service can be booked at the site. */
export function horizonOf(now: Date, horizonDays: number, { location: { timeZone } }: SiteAvailability): number {
  return dayRange(addDays(dayOf(now, timeZone), horizonDays), timeZone).endsAt.getTime();
}

/**
 * The starts at which a lane of the resource is free throughout; all lanes, where the visit takes them all. Beside a
 * visit above the capacity, which somebody booked by override, nobody else is booked.
 */
export function laneStarts(ranges: readonly StartRange[], reserved: readonly Reserved[], { capacity, all, demand }: { capacity: number; all: boolean; demand: Demand }): StartRange[] {
  if (all || capacity === 1 || reserved.length === 0) return strike(ranges, melt(reserved), demand);
  return unite(Array.from({ length: capacity }, (_none, lane) =>
    strike(ranges, melt(reserved.filter(({ firstLane, endLane }) => firstLane >= capacity || (firstLane <= lane && lane < endLane))), demand)));
}

/** The starts left when whoever travels has visits at other sites. */
export function startsInReach(ranges: readonly StartRange[], reserved: readonly Reserved[], { site, demand }: { site: SiteAvailability; demand: Demand }): StartRange[] {
  const elsewhere = reserved.filter(({ locationId }) => locationId !== site.location.id);
  if (elsewhere.length === 0) return [...ranges];
  const padding = site.travelPaddingMs;
  return strike(ranges, melt(elsewhere.map(({ travel }) => travel)), { ...demand, before: demand.before + padding, after: demand.after + padding });
}

/** The rooms that suit the service; null where it takes none. */
export function suitableRooms({ serviceType }: Availability, site: SiteAvailability): readonly PlaceOption[] | null {
  return serviceType.needsRoom ? site.rooms.filter(({ kind }) => serviceType.roomKind === null || serviceType.roomKind === kind) : null;
}

/** The equipment that suits the service; null where it takes none. */
export function suitableEquipment({ serviceType }: Availability, site: SiteAvailability): readonly PlaceOption[] | null {
  return serviceType.equipmentKind === null ? null : site.equipment.filter(({ kind }) => kind === serviceType.equipmentKind);
}

/** The starts at which one of the places is free. */
export function placeStarts(ranges: readonly StartRange[], places: readonly PlaceOption[], { availability, demand }: { availability: Availability; demand: Demand }): StartRange[] {
  return unite(places.map(({ id, capacity }) => laneStarts(ranges, reservedOf(availability, id), { capacity, all: false, demand })));
}

export function reservedOf({ reservations }: Availability, resourceId: string): readonly Reserved[] {
  return reservations.get(resourceId) ?? [];
}

/** The starts that the patient, the rooms and the equipment of the site allow. */
export function siteStarts(question: SiteQuestion, places: { readonly rooms: readonly PlaceOption[] | null; readonly equipment: readonly PlaceOption[] | null }): StartRange[] {
  const { availability, site, lengthMs } = question;
  const { serviceType, person } = availability;
  let ranges = bookableStarts(question);
  if (person) {
    const demand = demandOn('PATIENT', serviceType, lengthMs);
    const reserved = reservedOf(availability, person.id);
    ranges = startsInReach(strike(ranges, melt(reserved), demand), reserved, { site, demand });
  }
  if (places.rooms) ranges = placeStarts(ranges, places.rooms, { availability, demand: demandOn('ROOM', serviceType, lengthMs) });
  if (places.equipment) ranges = placeStarts(ranges, places.equipment, { availability, demand: demandOn('EQUIPMENT', serviceType, lengthMs) });
  return ranges;
}

/** The starts that the practitioner allows: in their hours, between their other visits, and in reach of those at other sites. */
export function practitionerStarts({ availability, site, clock, lengthMs }: SiteQuestion, practitioner: PractitionerAvailability): StartRange[] {
  if (!practitioner.locationIds.has(site.location.id)) return [];
  const { serviceType } = availability;
  const demand = demandOn('PRACTITIONER', serviceType, lengthMs);
  const reserved = reservedOf(availability, practitioner.practitioner.id);
  const inHours = startsWithin(openHours({ availability, site, practitioner, clock }), lengthMs);
  const free = laneStarts(inHours, reserved, { capacity: practitioner.capacity, all: serviceType.overlap === 'EXCLUSIVE', demand });
  return startsInReach(free, reserved, { site, demand });
}

/** The starts that lie on the service's grid of the site's clocks, in order. */
export function* gridStarts(ranges: readonly StartRange[], gridMinutes: number, clock: ZoneClock): Generator<number> {
  const grid = gridMinutes * MINUTE_MS;
  for (const { first, last } of ranges) {
    for (const { startsAt, endsAt, offsetMs } of clock.spans) {
      const from = Math.max(first, startsAt);
      const until = Math.min(last, endsAt - 1);
      for (let start = Math.ceil((from + offsetMs) / grid) * grid - offsetMs; start <= until; start += grid) yield start;
    }
  }
}

/** Whether the site's clocks show a multiple of the grid. */
export function isOnGrid(instant: number, gridMinutes: number, clock: ZoneClock): boolean {
  return clock.wallOf(instant) % (gridMinutes * MINUTE_MS) === 0;
}

