import type { Id } from '@spindle/kernel';
import type { RecordedAppointment } from '../appointments/appointment';
import { attendeeIdOf } from '../appointments/attendee';
import type { Availability, PlaceOption, PractitionerAvailability, SiteAvailability } from '../availability/availability';
import { credentialRefusal, patientRefusals } from '../availability/eligibility';
import { clockOf, demandOn, gridStarts, practitionerStarts, reservedOf, siteStarts, suitableEquipment, suitableRooms } from '../availability/free-starts';
import { intersect } from '../availability/starts';
import { overlap } from '../availability/stretches';
import { costOf, REPACK_COST, type RepackCandidate, type RepackOption, type RepackPlace, type Taking } from './repack';
import { availabilityFor, placeOf, type RepackFacts } from './repack-facts';

const DAY_MS = 86_400_000;
/** Somebody is asked to come earlier than they thought only so long before. */
const EARLIER_NOTICE_MS = 2 * 3_600_000;

type Fixed = Omit<RepackPlace, 'startsAt' | 'endsAt'>;

/** Places that differ in their time alone; starts are sorted. */
interface Row {
  readonly fixed: Fixed;
  readonly starts: readonly number[];
}

/** A visit with all that may become of it within so many days. */
export function candidateOf(visit: RecordedAppointment, facts: RepackFacts, days: number): RepackCandidate {
  const availability = availabilityFor(visit, facts);
  const from = placeOf(visit);
  const stay: RepackOption = { place: null, cost: REPACK_COST.noPlace, takings: takingsOf(availability, visit, from).filter(({ resourceId }) => resourceId !== from.practitionerId) };
  const rows = visit.sessionId === null && patientRefusals(availability).length === 0 ? rowsOf(availability, from, days) : [];
  return {
    id: visit.id, startsAt: from.startsAt, stay,
    *options() {
      for (const place of inOrderOfCost(rows, from)) {
        const takings = takingsOf(availability, visit, place);
        if (takings.every(({ places }) => places > 0)) yield { place, cost: costOf(from, place), takings };
      }
      yield stay;
    },
  };
}

function rowsOf(availability: Availability, from: RepackPlace, days: number): Row[] {
  const lengthMs = from.endsAt - from.startsAt;
  const isInReach = (start: number): boolean => Math.abs(start - from.startsAt) <= days * DAY_MS && start >= availability.now.getTime() + (start < from.startsAt ? EARLIER_NOTICE_MS : 0);
  return availability.sites.flatMap((site) => {
    const question = { availability, site, clock: clockOf(availability, site), lengthMs };
    const ofPatient = siteStarts(question, { rooms: null, equipment: null });
    const places = placesAt(availability, site);
    return availability.practitioners.flatMap((practitioner) => {
      const ranges = intersect(practitionerStarts(question, practitioner), ofPatient);
      const mayTreat = perDay(question.clock.dayOf.bind(question.clock), (start) => credentialRefusal(availability, site, { practitioner, startsAt: new Date(start) }) === null);
      const starts = [...gridStarts(ranges, availability.serviceType.gridMinutes, question.clock)].filter((start) => isInReach(start) && mayTreat(start));
      return starts.length === 0 ? [] : places.map((place) => ({ fixed: { practitionerId: practitioner.practitioner.id, locationId: site.location.id, ...place }, starts }));
    });
  });
}

/** All rooms and devices of a site that suit; one of nothing where nothing is needed. */
function placesAt(availability: Availability, site: SiteAvailability): Pick<Fixed, 'roomId' | 'equipmentId'>[] {
  const ids = <Kind extends string>(places: readonly PlaceOption[] | null): (Id<Kind> | null)[] => (places === null ? [null] : places.map(({ id }) => id));
  const equipment = ids<'Equipment'>(suitableEquipment(availability, site));
  return ids<'Room'>(suitableRooms(availability, site)).flatMap((roomId) => equipment.map((equipmentId) => ({ roomId, equipmentId })));
}

function perDay(dayOf: (instant: number) => string, ask: (start: number) => boolean): (start: number) => boolean {
  const known = new Map<string, boolean>();
  return (start) => {
    const day = dayOf(start);
    const answer = known.get(day) ?? ask(start);
    known.set(day, answer);
    return answer;
  };
}

/** Goes outward from the visit's time in all rows at once. Of two places as good the earlier, then the first by its ids. */
function* inOrderOfCost(rows: readonly Row[], from: RepackPlace): Generator<RepackPlace> {
  const lengthMs = from.endsAt - from.startsAt;
  const walks = rows.map(({ fixed, starts }) => ({ fixed, starts, after: firstFrom(starts, from.startsAt), before: firstFrom(starts, from.startsAt) - 1 }));
  const at = (fixed: Fixed, start: number | undefined): RepackPlace | null => (start === undefined ? null : { ...fixed, startsAt: start, endsAt: start + lengthMs });
  const nexts = walks.flatMap((walk) => [{ walk, side: 'before' as const, place: at(walk.fixed, walk.starts[walk.before]) }, { walk, side: 'after' as const, place: at(walk.fixed, walk.starts[walk.after]) }]);
  for (;;) {
    let best: (typeof nexts)[number] | null = null;
    for (const next of nexts) if (next.place && (!best?.place || isBefore(next.place, best.place, from))) best = next;
    if (!best?.place) return;
    yield best.place;
    best.walk[best.side] += best.side === 'after' ? 1 : -1;
    best.place = at(best.walk.fixed, best.walk.starts[best.walk[best.side]]);
  }
}

function isBefore(one: RepackPlace, other: RepackPlace, from: RepackPlace): boolean {
  const difference = costOf(from, one) - costOf(from, other) || one.startsAt - other.startsAt;
  return difference === 0 ? keyOf(one) < keyOf(other) : difference < 0;
}

function keyOf({ practitionerId, locationId, roomId, equipmentId }: Fixed): string {
  return `${practitionerId} ${locationId} ${roomId} ${equipmentId}`;
}

function firstFrom(starts: readonly number[], instant: number): number {
  const found = starts.findIndex((start) => start >= instant);
  return found === -1 ? starts.length : found;
}

/** What a visit would take at a place, and how much of it each resource could still bear beside what others have. */
function takingsOf(availability: Availability, visit: RecordedAppointment, place: RepackPlace): Taking[] {
  const { serviceType, practitioners } = availability;
  const site = availability.sites.find(({ location }) => location.id === place.locationId);
  const capacityOf = (places: readonly PlaceOption[] | undefined, id: string): number => places?.find((each) => each.id === id)?.capacity ?? 1;
  const taking = (resource: Parameters<typeof demandOn>[0], resourceId: string, capacity: number): Taking => {
    const { before, after } = demandOn(resource, serviceType, 0);
    const stretch = { startsAt: place.startsAt - before, endsAt: place.endsAt + after };
    const travels = resource === 'PRACTITIONER' || resource === 'PATIENT';
    return { resourceId, ...stretch, locationId: place.locationId, wayMs: travels ? site?.travelPaddingMs ?? 0 : null, places: freeLanes(availability, resourceId, { ...stretch, capacity }) };
  };
  const practitioner: PractitionerAvailability | undefined = practitioners.find((each) => each.practitioner.id === place.practitionerId);
  return [
    taking('PRACTITIONER', place.practitionerId, serviceType.overlap === 'EXCLUSIVE' ? 1 : practitioner?.capacity ?? 1),
    ...(place.roomId === null ? [] : [taking('ROOM', place.roomId, capacityOf(site?.rooms, place.roomId))]),
    ...(place.equipmentId === null ? [] : [taking('EQUIPMENT', place.equipmentId, capacityOf(site?.equipment, place.equipmentId))]),
    taking('PATIENT', attendeeIdOf(visit), 1),
  ];
}

/** Lanes that nobody has during the stretch; none beside a visit above the capacity. */
function freeLanes(availability: Availability, resourceId: string, { startsAt, endsAt, capacity }: { readonly startsAt: number; readonly endsAt: number; readonly capacity: number }): number {
  const others = reservedOf(availability, resourceId).filter((each) => overlap(each, { startsAt, endsAt }));
  if (others.some(({ firstLane }) => firstLane >= capacity)) return 0;
  return Array.from({ length: capacity }, (_none, lane) => lane).filter((lane) => !others.some(({ firstLane, endLane }) => firstLane <= lane && lane < endLane)).length;
}
