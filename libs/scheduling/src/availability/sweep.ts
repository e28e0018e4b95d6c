import type { CalendarDay, Id } from '@spindle/kernel';
import type { ZoneClock } from '../wall-time';
import type { Availability, PlaceOption, PractitionerAvailability, Reserved, SiteAvailability, Slot } from './availability';
import { certificationRefusal, credentialRefusal, patientRefusals } from './eligibility';
import { clockOf, demandOn, gridStarts, laneStarts, practitionerStarts, reservedOf, siteStarts, suitableEquipment, suitableRooms, type SiteQuestion } from './free-starts';
import { includes, intersect } from './starts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What of an availability is searched. */
export interface Sweep {
  readonly availability: Availability;
  /** How many slots are wanted. */
  readonly first: number;
  /** Null: as long as the service takes. */
  readonly durationMinutes: number | null;
}

/** A start at a site with those who could give the visit. */
interface Opening {
  readonly startsAt: number;
  readonly question: SiteQuestion;
  readonly practitioners: PractitionerAvailability[];
}

/**
 * The first slots within the stretch that was read: by start, then by site. At each start and site one is given, of the
 * practitioner who has the fewest minutes booked that day.
 */
export function sweep({ availability, first, durationMinutes }: Sweep): Slot[] {
  if (patientRefusals(availability).length > 0) return [];
  const lengthMs = (durationMinutes ?? availability.serviceType.durationMinutes) * MINUTE_MS;
  const questions = availability.sites.map((site) => ({ availability, site, clock: clockOf(availability, site), lengthMs }));
  const openings = questions.flatMap((question) => openingsOf(question, first));
  return openings.sort((a, b) => a.startsAt - b.startsAt).slice(0, first).map((opening) => toSlot(opening));
}

function openingsOf(question: SiteQuestion, first: number): Opening[] {
  const { availability, site } = question;
  const atSite = siteStarts(question, { rooms: suitableRooms(availability, site), equipment: suitableEquipment(availability, site) });
  if (atSite.length === 0) return [];
  const openings = new Map<number, Opening>();
  for (const practitioner of availability.practitioners) {
    for (const startsAt of firstStarts(question, { practitioner, ranges: intersect(practitionerStarts(question, practitioner), atSite), first })) {
      const opening = openings.get(startsAt);
      if (opening) opening.practitioners.push(practitioner);
      else openings.set(startsAt, { startsAt, question, practitioners: [practitioner] });
    }
  }
  return [...openings.values()];
}

/** No more than `first` of each are needed: later ones come behind them in any case. */
function firstStarts({ availability, site, clock }: SiteQuestion, { practitioner, ranges, first }: { practitioner: PractitionerAvailability; ranges: ReturnType<typeof intersect>; first: number }): number[] {
  const starts: number[] = [];
  const mayTreat = perDay(clock, (startsAt) => credentialRefusal(availability, site, { practitioner, startsAt }) === null && certificationRefusal(availability, clock.dayOf(startsAt.getTime())) === null);
  for (const startsAt of gridStarts(ranges, availability.serviceType.gridMinutes, clock)) {
    if (mayTreat(startsAt) && starts.push(startsAt) === first) break;
  }
  return starts;
}

/** Asks once a day. */
function perDay<Answer>(clock: ZoneClock, ask: (startsAt: Date) => Answer): (startsAt: number) => Answer {
  let known: { readonly day: number; readonly answer: Answer } | null = null;
  return (startsAt) => {
    const day = Math.floor(clock.wallOf(startsAt) / DAY_MS);
    if (known?.day !== day) known = { day, answer: ask(new Date(startsAt)) };
    return known.answer;
  };
}

function toSlot({ startsAt, question, practitioners }: Opening): Slot {
  const { availability, site, clock, lengthMs } = question;
  const day = clock.dayOf(startsAt);
  const [fairest] = practitioners.map(({ practitioner: { id } }) => ({ id, minutes: practitioners.length === 1 ? 0 : bookedMinutesOn(day, reservedOf(availability, id), clock) }))
    .sort((a, b) => a.minutes - b.minutes || (a.id < b.id ? -1 : 1));
  return {
    practitionerId: fairest?.id ?? '', locationId: site.location.id, ...placesAt(availability, site, { startsAt, lengthMs }),
    startsAt: new Date(startsAt), endsAt: new Date(startsAt + lengthMs),
  };
}

/** The first room and the first device that are free. */
export function placesAt(availability: Availability, site: SiteAvailability, { startsAt, lengthMs }: { startsAt: number; lengthMs: number }): Pick<Slot, 'roomId' | 'equipmentId'> {
  const pick = <Kind extends string>(places: readonly PlaceOption[] | null, resource: 'ROOM' | 'EQUIPMENT'): Id<Kind> | null => {
    const demand = demandOn(resource, availability.serviceType, lengthMs);
    const at = [{ first: startsAt, last: startsAt }];
    return places?.find(({ id, capacity }) => includes(laneStarts(at, reservedOf(availability, id), { capacity, all: false, demand }), startsAt))?.id ?? null;
  };
  return { roomId: pick<'Room'>(suitableRooms(availability, site), 'ROOM'), equipmentId: pick<'Equipment'>(suitableEquipment(availability, site), 'EQUIPMENT') };
}

/** Minutes that the visits take which begin on the site's day, at whatever site. */
function bookedMinutesOn(day: CalendarDay, reserved: readonly Reserved[], clock: ZoneClock): number {
  return reserved.filter(({ visit }) => clock.dayOf(visit.startsAt) === day).reduce((total, { visit }) => total + (visit.endsAt - visit.startsAt) / MINUTE_MS, 0);
}
