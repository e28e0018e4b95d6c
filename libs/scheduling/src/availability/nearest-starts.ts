import type { Availability, PlaceOption, WantedSlot } from './availability';
import { certificationRefusal, credentialRefusal, patientRefusals } from './eligibility';
import { clockOf, gridStarts, isOnGrid, practitionerStarts, siteStarts, suitableEquipment, suitableRooms } from './free-starts';
import { includes, intersect, type StartRange } from './starts';

/** How many free starts a refusal names. */
const NEAREST_STARTS = 4;

/**
 * The nearest starts, within what was read, at which the same visit could be had of the same practitioner: right before
 * or after what is in the way, or the wanted start itself. The nearest first; of two as near, the earlier.
 */
export function nearestStarts(availability: Availability, wanted: WantedSlot): Date[] {
  const site = availability.sites.find(({ location }) => location.id === wanted.locationId);
  const practitioner = availability.practitioners.find((each) => each.practitioner.id === wanted.practitionerId);
  if (!site || !practitioner || patientRefusals(availability).length > 0) return [];
  const clock = clockOf(availability, site);
  const wantedAt = wanted.startsAt.getTime();
  const question = { availability, site, clock, lengthMs: wanted.endsAt.getTime() - wantedAt };
  const rooms = only(wanted.roomId, site.rooms) ?? suitableRooms(availability, site);
  const equipment = only(wanted.equipmentId, site.equipment) ?? suitableEquipment(availability, site);
  const ranges = intersect(practitionerStarts(question, practitioner), siteStarts(question, { rooms, equipment }));
  const grid = availability.serviceType.gridMinutes;
  const ends = ranges.flatMap((range) => endsOf(range, [...gridStarts([range], grid, clock)]));
  const distance = (start: number): number => Math.abs(start - wantedAt);
  return [...new Set([...(includes(ranges, wantedAt) && isOnGrid(wantedAt, grid, clock) ? [wantedAt] : []), ...ends])]
    .filter((start) => credentialRefusal(availability, site, { practitioner, startsAt: new Date(start) }) === null && certificationRefusal(availability, clock.dayOf(start)) === null)
    .sort((a, b) => distance(a) - distance(b) || a - b)
    .slice(0, NEAREST_STARTS)
    .map((start) => new Date(start));

  /** The ends of what was read are in nobody's way. */
  function endsOf({ first, last }: StartRange, starts: readonly number[]): number[] {
    const { startsAt, endsAt } = availability.within;
    return [...(first > startsAt ? starts.slice(0, 1) : []), ...(last < endsAt - 1 ? starts.slice(-1) : [])];
  }
}

function only(id: string | null, places: readonly PlaceOption[]): readonly PlaceOption[] | null {
  return id === null ? null : places.filter((place) => place.id === id);
}
