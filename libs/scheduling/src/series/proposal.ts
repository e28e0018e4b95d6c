import type { CalendarDay, Id } from '@spindle/kernel';
import type { Stretch } from '../availability/stretches';
import { knownLimits, limitPassed, type KnownLimits, type LimitFacts, type VisitLimit } from '../plans/limits';
import { dayOf, wallTimeOf } from '../wall-time';
import { shiftWall, timeOf, type Occurrence } from './occurrence';
import { occupy, placeVisit, type Place, type PlaceConflict, type PlaceFacts } from './placement';

/** Most visits of one series. */
export const SERIES_LIMIT = 60;
/** How many alternatives are named for a visit in conflict. */
const ALTERNATIVES = 3;
const MINUTE_MS = 60_000;

export const VISIT_LIMITS: readonly OccurrenceConflict[] = ['VISITS_LEFT', 'CERTIFICATION', 'PLAN_NUMBER', 'PLAN_END'];
export type OccurrenceConflict = PlaceConflict | VisitLimit | 'TIME_DOES_NOT_EXIST';

/** A start at which a visit would fit. Instants are ISO 8601 in UTC, so that an answer can be kept as it is. */
export interface Alternative extends Place {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly localStart: string;
}

export interface ProposedOccurrence {
  readonly ordinal: number;
  readonly localStart: string;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly practitionerId: Id<'Practitioner'> | null;
  readonly roomId: Id<'Room'> | null;
  readonly conflicts: readonly OccurrenceConflict[];
  readonly alternatives: readonly Alternative[];
}

export interface SeriesStop {
  readonly limit: OccurrenceConflict;
  readonly fromOrdinal: number;
  readonly visits: number;
}

export interface SeriesProposal {
  readonly occurrences: readonly ProposedOccurrence[];
  readonly stops: readonly SeriesStop[];
  readonly knownLimits: KnownLimits;
}

/** What a series is proposed from. `choices` are other starts for some of its visits, by ordinal. */
export interface SeriesFacts {
  readonly place: PlaceFacts;
  readonly limits: LimitFacts;
  readonly serviceTypeCode: string;
  readonly timeZone: string;
  readonly durationMinutes: number;
  readonly choices: ReadonlyMap<number, Date>;
}

/**
 * Places each visit of a series. Limits stop it; a time that is taken is a conflict with alternatives. One practitioner
 * for as many visits as possible: first the one who can take most of them, of two the one with fewer booked minutes.
 */
export function proposeSeries(occurrences: readonly Occurrence[], facts: SeriesFacts): SeriesProposal {
  const limits = knownLimits(facts.limits, facts.serviceTypeCode);
  const place = inOrderOfContinuity(occurrences, facts);
  let placed = 0;
  const proposed = occurrences.map((occurrence) => {
    const one = proposeOne(occurrence, { ...facts, place }, (day) => limitPassed(facts.limits, limits, { day, more: placed }));
    if (one.conflicts.length === 0) placed += 1;
    return one;
  });
  return { occurrences: proposed, stops: stopsOf(proposed), knownLimits: limits };
}

function inOrderOfContinuity(occurrences: readonly Occurrence[], facts: SeriesFacts): PlaceFacts {
  const { place, timeZone } = facts;
  const times = occurrences.flatMap(({ localStart }) => {
    const { startsAt } = timeOf(localStart, timeZone);
    return startsAt ? [{ stretch: stretchOf(startsAt, facts), day: localStart.slice(0, 10) as CalendarDay }] : [];
  });
  const canTake = new Map(place.practitioners.map((each) => [each.id, times.filter(({ stretch, day }) => placeVisit({ ...place, practitioners: [each] }, stretch, day).place !== null).length]));
  const practitioners = [...place.practitioners].sort((a, b) => (canTake.get(b.id) ?? 0) - (canTake.get(a.id) ?? 0) || a.bookedMinutes - b.bookedMinutes || (a.id < b.id ? -1 : 1));
  return { ...place, practitioners };
}

/** What placing one visit depends on. */
export type OccurrenceFacts = Pick<SeriesFacts, 'place' | 'timeZone' | 'durationMinutes' | 'choices'>;

/** Places one visit and takes its time, unless a limit of its day stands against it. */
export function proposeOne({ ordinal, localStart: wanted }: Occurrence, facts: OccurrenceFacts, limitOn: (day: CalendarDay) => VisitLimit | null): ProposedOccurrence {
  const { timeZone, place: placeFacts, choices } = facts;
  const chosen = choices.get(ordinal) ?? null;
  const localStart = chosen ? wallTimeOf(chosen, timeZone) : wanted;
  const startsAt = chosen ?? timeOf(localStart, timeZone).startsAt;
  const none = { ordinal, localStart, practitionerId: null, roomId: null, alternatives: [], ...isoOf(startsAt && stretchOf(startsAt, facts)) };
  const limit = limitOn(localStart.slice(0, 10) as CalendarDay);
  if (limit) return { ...none, conflicts: [limit] };
  if (!startsAt) return { ...none, conflicts: ['TIME_DOES_NOT_EXIST'], alternatives: alternativesTo(localStart, facts) };
  const stretch = stretchOf(startsAt, facts);
  const { place, conflicts } = placeVisit(placeFacts, stretch, dayOf(startsAt, timeZone));
  if (!place) return { ...none, conflicts, alternatives: alternativesTo(localStart, facts) };
  occupy(placeFacts, place, stretch);
  return { ...none, ...place, conflicts: [] };
}

const DAYS = [0, 1, -1, 2, -2, 3, -3];
const MINUTES = Array.from({ length: 33 }, (_, step) => (step % 2 ? -1 : 1) * Math.ceil(step / 2) * 15);

/** The nearest starts that fit: first on the same day, up to four hours away in steps of a quarter, then on the days around it. */
function alternativesTo(localStart: string, facts: OccurrenceFacts): Alternative[] {
  const found: Alternative[] = [];
  for (const days of DAYS) {
    const { startsAt, shifted } = timeOf(shiftWall(localStart, { days, time: null }), facts.timeZone);
    const base = (startsAt ?? shifted ?? new Date(Number.NaN)).getTime();
    for (const minutes of MINUTES) {
      const stretch = stretchOf(new Date(base + minutes * MINUTE_MS), facts);
      const { place } = placeVisit(facts.place, stretch, dayOf(new Date(stretch.startsAt), facts.timeZone));
      if (place) found.push({ ...place, startsAt: iso(stretch.startsAt), endsAt: iso(stretch.endsAt), localStart: wallTimeOf(new Date(stretch.startsAt), facts.timeZone) });
      if (found.length === ALTERNATIVES) return found;
    }
  }
  return found;
}

function stopsOf(occurrences: readonly ProposedOccurrence[]): SeriesStop[] {
  return VISIT_LIMITS.flatMap((limit) => {
    const stopped = occurrences.filter(({ conflicts }) => conflicts.includes(limit));
    return stopped[0] ? [{ limit, fromOrdinal: stopped[0].ordinal, visits: stopped.length }] : [];
  }).sort((a, b) => a.fromOrdinal - b.fromOrdinal);
}

/** Visits that a limit does not stop, and of these those in conflict. */
export function sortOut({ occurrences }: SeriesProposal): { readonly fitting: readonly ProposedOccurrence[]; readonly conflicting: readonly ProposedOccurrence[] } {
  const wanted = occurrences.filter(({ conflicts }) => !conflicts.some((conflict) => VISIT_LIMITS.includes(conflict)));
  return { fitting: wanted.filter(({ conflicts }) => conflicts.length === 0), conflicting: wanted.filter(({ conflicts }) => conflicts.length > 0) };
}

function stretchOf(startsAt: Date, { durationMinutes }: Pick<SeriesFacts, 'durationMinutes'>): Stretch {
  return { startsAt: startsAt.getTime(), endsAt: startsAt.getTime() + durationMinutes * MINUTE_MS };
}

const iso = (instant: number): string => new Date(instant).toISOString();
const isoOf = (stretch: Stretch | null): { startsAt: string | null; endsAt: string | null } => ({ startsAt: stretch && iso(stretch.startsAt), endsAt: stretch && iso(stretch.endsAt) });
