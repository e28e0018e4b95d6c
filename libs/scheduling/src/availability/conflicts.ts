import type { SlotResource } from '../booking/slot';
import type { Availability, PlaceOption, Reserved, SiteAvailability, WantedSlot } from './availability';
import { demandOn, laneStarts, reservedOf, startsInReach, suitableEquipment, suitableRooms } from './free-starts';
import type { Demand } from './starts';
import { overlap, type Stretch } from './stretches';

/** How the time of a resource cannot be had: somebody has it, only a buffer stands in the way, or only the way between sites does. */
export interface Conflict {
  readonly resource: Exclude<SlotResource, 'SESSION'>;
  readonly because: 'TAKEN' | 'BUFFER' | 'TRAVEL';
}

/** Something whose time a visit needs: one person, or any of several rooms. */
interface Need {
  readonly resource: Conflict['resource'];
  readonly options: readonly Option[];
  readonly demand: Demand;
}

interface Option {
  readonly reserved: readonly Reserved[];
  readonly capacity: number;
  /** All lanes are needed. */
  readonly all: boolean;
}

/** Whose time the wanted visit cannot have. */
export function conflictsOf(availability: Availability, wanted: WantedSlot): Conflict[] {
  const site = availability.sites.find(({ location }) => location.id === wanted.locationId);
  if (!site) return [];
  const visit = { startsAt: wanted.startsAt.getTime(), endsAt: wanted.endsAt.getTime() };
  return needsOf(availability, site, wanted).flatMap((need) => conflictOf(need, visit) ?? wayConflictOf(need, visit, site) ?? []);
}

/** The kinds of resources whose time cannot be had. */
export function takenResources(availability: Availability, wanted: WantedSlot): Conflict['resource'][] {
  return conflictsOf(availability, wanted).map(({ resource }) => resource);
}

function needsOf(availability: Availability, site: SiteAvailability, wanted: WantedSlot): Need[] {
  const { serviceType, person, practitioners } = availability;
  const lengthMs = wanted.endsAt.getTime() - wanted.startsAt.getTime();
  const capacity = practitioners.find(({ practitioner }) => practitioner.id === wanted.practitionerId)?.capacity ?? 1;
  const of = (resource: Conflict['resource'], options: readonly Option[]): Need => ({ resource, options, demand: demandOn(resource, serviceType, lengthMs) });
  const places = (id: string | null, { known, suitable }: { known: readonly PlaceOption[]; suitable: readonly PlaceOption[] | null }): Option[] | null => {
    const options = id === null ? suitable : known.filter((place) => place.id === id);
    return options && options.map((place) => ({ reserved: reservedOf(availability, place.id), capacity: place.capacity, all: false }));
  };
  const rooms = places(wanted.roomId, { known: site.rooms, suitable: suitableRooms(availability, site) });
  const equipment = places(wanted.equipmentId, { known: site.equipment, suitable: suitableEquipment(availability, site) });
  return [
    of('PRACTITIONER', [{ reserved: reservedOf(availability, wanted.practitionerId), capacity, all: serviceType.overlap === 'EXCLUSIVE' }]),
    ...(rooms ? [of('ROOM', rooms)] : []),
    ...(equipment ? [of('EQUIPMENT', equipment)] : []),
    ...(person ? [of('PATIENT', [{ reserved: reservedOf(availability, person.id), capacity: 1, all: true }])] : []),
  ];
}

/** Taken where none of the options is free; a matter of buffers where one is once the visits alone are looked at. */
function conflictOf({ resource, options, demand }: Need, visit: Stretch): Conflict | null {
  const at = [{ first: visit.startsAt, last: visit.startsAt }];
  const isFree = (option: Option, wanted: Demand): boolean => laneStarts(at, option.reserved, { ...option, demand: wanted }).length > 0;
  if (options.some((option) => isFree(option, demand))) return null;
  const alone = options.map((option) => ({ ...option, reserved: option.reserved.map((each) => ({ ...each, ...each.visit })) }));
  return { resource, because: alone.some((option) => isFree(option, { ...demand, before: 0, after: 0 })) ? 'BUFFER' : 'TAKEN' };
}

/** Only the way is too long: the visits themselves do not overlap. */
function wayConflictOf({ resource, options: [option], demand }: Need, visit: Stretch, site: SiteAvailability): Conflict | null {
  if (!option || (resource !== 'PRACTITIONER' && resource !== 'PATIENT')) return null;
  const apart = option.reserved.filter((each) => !overlap(each, { startsAt: visit.startsAt - demand.before, endsAt: visit.endsAt + demand.after }));
  return startsInReach([{ first: visit.startsAt, last: visit.startsAt }], apart, { site, demand }).length === 0 ? { resource, because: 'TRAVEL' } : null;
}
