import type { Id } from '@spindle/kernel';

/** A merged record's id and the one that survived it. */
export interface PatientAlias {
  readonly mergedId: Id<'Patient'>;
  readonly survivorId: Id<'Patient'>;
}

/**
 * The id under which each named patient is known now: the end of its chain of merges. A chain that runs in a circle, as
 * it can for a moment while an unmerge is on its way, leads nowhere: such an id stays itself.
 */
export function rootsOf(aliases: readonly PatientAlias[], ids: Iterable<Id<'Patient'>>): ReadonlyMap<Id<'Patient'>, Id<'Patient'>> {
  const survivors = new Map(aliases.map(({ mergedId, survivorId }) => [mergedId, survivorId]));
  return new Map([...ids].map((id) => [id, rootOf(survivors, id)]));
}

function rootOf(survivors: ReadonlyMap<Id<'Patient'>, Id<'Patient'>>, id: Id<'Patient'>): Id<'Patient'> {
  const seen = new Set([id]);
  for (let root = id; ;) {
    const next = survivors.get(root);
    if (next === undefined) return root;
    if (seen.has(next)) return id;
    seen.add(next);
    root = next;
  }
}

/** A visit as it takes the time of its patient; in epoch milliseconds. */
export interface PersonVisit {
  readonly appointmentId: Id<'Appointment'>;
  readonly personId: Id<'Patient'>;
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface PlacedVisit extends PersonVisit {
  /** 0 for the first of visits at one time, 1 for the next. */
  readonly lane: number;
  readonly overlaps: boolean;
}

/**
 * Keeps all visits of a person who turned out to be one, also those at the same time: each takes the lowest lane that no
 * earlier visit has at its time, and those that overlap another are told, so that somebody can choose.
 */
export function placeVisits(visits: readonly PersonVisit[]): PlacedVisit[] {
  const inOrder = [...visits].sort((a, b) => a.startsAt - b.startsAt || (a.appointmentId < b.appointmentId ? -1 : 1));
  const placed: { visit: PersonVisit; lane: number }[] = [];
  const meet = (a: PersonVisit, b: PersonVisit): boolean => a !== b && a.personId === b.personId && a.startsAt < b.endsAt && b.startsAt < a.endsAt;
  for (const visit of inOrder) {
    const taken = new Set(placed.filter((other) => meet(visit, other.visit)).map(({ lane }) => lane));
    let lane = 0;
    while (taken.has(lane)) lane += 1;
    placed.push({ visit, lane });
  }
  return placed.map(({ visit, lane }) => ({ ...visit, lane, overlaps: inOrder.some((other) => meet(visit, other)) }));
}
