import type { Location, Room } from '../locations/location';
import type { KnownLimits } from '../plans/limits';
import type { Practitioner } from '../practitioners/practitioner';
import { utcOffsetOf, wallTimeOf } from '../wall-time';
import type { Availability, Slot } from './availability';
import { patientRefusals } from './eligibility';
import { suitableEquipment, suitableRooms } from './free-starts';
import type { SlotRefusal } from './slot-refusal';
import type { Stretch } from './stretches';

export const SEARCH_ENDS = ['FOUND_ENOUGH', 'SEARCHED_60_DAYS', 'HORIZON_REACHED', 'NOT_OFFERED', 'NO_PRACTITIONER', 'NO_SUITABLE_PLACE'] as const;
export type SearchEnd = (typeof SEARCH_ENDS)[number];

/** A time that can be had, as it is shown. */
export interface OfferedSlot extends Slot {
  readonly location: Location;
  readonly practitioner: Practitioner;
  readonly room: Room | null;
  readonly localStart: string;
  /** "-06:00". */
  readonly utcOffset: string;
}

/** What a search gave, and why it went no further. */
export interface SlotSearchAnswer {
  readonly slots: readonly OfferedSlot[];
  readonly searchEnded: SearchEnd;
  readonly searchedUntil: Date;
  readonly refusals: readonly SlotRefusal[];
  /** Null: for nobody in particular. */
  readonly knownLimits: KnownLimits | null;
}

const DAY_MS = 86_400_000;
const WINDOW_DAYS = [4, 8, 16, 32];

/** Days that one search covers. */
export const SEARCHED_DAYS = WINDOW_DAYS.reduce((total, days) => total + days, 0);

/** The stretches in which a search looks, one after the other: short ones first, since most find enough in them. */
export function windowsFrom(from: number, until: number): Stretch[] {
  let startsAt = from;
  return WINDOW_DAYS.flatMap((days) => {
    const window = { startsAt, endsAt: Math.min(startsAt + days * DAY_MS, until) };
    startsAt += days * DAY_MS;
    return window.startsAt < window.endsAt ? [window] : [];
  });
}

/** Why no time at all can be had; null: some might. */
export function findHopelessness(availability: Availability): SearchEnd | null {
  if (patientRefusals(availability).length > 0) return 'NOT_OFFERED';
  const sites = availability.sites.filter(({ location }) => availability.practitioners.some(({ locationIds }) => locationIds.has(location.id)));
  if (sites.length === 0) return 'NO_PRACTITIONER';
  const hasPlace = sites.some((site) => suitableRooms(availability, site)?.length !== 0 && suitableEquipment(availability, site)?.length !== 0);
  return hasPlace ? null : 'NO_SUITABLE_PLACE';
}

/** The slot with the names of what it takes, and its time as the site's clocks show it. */
export function offer({ sites, practitioners }: Availability, slot: Slot): OfferedSlot[] {
  const site = sites.find(({ location }) => location.id === slot.locationId);
  const practitioner = practitioners.find((each) => each.practitioner.id === slot.practitionerId)?.practitioner;
  if (!site || !practitioner) return [];
  const { location, rooms } = site;
  const [room] = rooms.filter(({ id }) => id === slot.roomId).map(({ id, name }) => ({ id, name, locationId: location.id }));
  return [{ ...slot, location, practitioner, room: room ?? null, localStart: wallTimeOf(slot.startsAt, location.timeZone), utcOffset: utcOffsetOf(slot.startsAt, location.timeZone) }];
}
