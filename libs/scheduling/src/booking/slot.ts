/** Whose time a visit takes. */
export type SlotResource = 'PRACTITIONER' | 'ROOM' | 'PATIENT';

export interface SlotTakenError {
  readonly kind: 'SlotTakenError';
  readonly message: string;
  readonly taken: readonly SlotResource[];
  /** ISO 8601, UTC. */
  readonly nearestStarts: readonly string[];
}

/** A stretch of time: from `startsAt` up to, not including, `endsAt`, in epoch milliseconds. */
export interface Stretch {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** The reservations of one resource, and how many it can bear at a time. */
export interface ResourceLoad {
  readonly capacity: number;
  readonly reservations: readonly Stretch[];
}

/** How many free starts a refusal names. */
const NEAREST_STARTS = 4;

/** The stretches in which a resource bears all it can. */
export function fullStretches({ capacity, reservations }: ResourceLoad): Stretch[] {
  const changes = reservations.flatMap(({ startsAt, endsAt }) => [{ at: startsAt, by: 1 }, { at: endsAt, by: -1 }]).sort((a, b) => a.at - b.at || a.by - b.by);
  const full: Stretch[] = [];
  let load = 0;
  let since: number | null = null;
  for (const { at, by } of changes) {
    load += by;
    if (load >= capacity && since === null) since = at;
    if (load < capacity && since !== null) {
      if (at > since) full.push({ startsAt: since, endsAt: at });
      since = null;
    }
  }
  return full;
}

/** Whether the resource can bear one more throughout the stretch. */
export function isFree(load: ResourceLoad, wanted: Stretch): boolean {
  return fullStretches(load).every((busy) => wanted.startsAt >= busy.endsAt || wanted.endsAt <= busy.startsAt);
}

export interface SlotSearch {
  /** The stretch that was asked for. */
  readonly wanted: Stretch;
  /** Within which a visit must lie: the rest of the day. */
  readonly within: Stretch;
  readonly loads: readonly ResourceLoad[];
}

/**
 * The nearest starts at which a visit as long as the wanted one fits beside all reservations: right after or right
 * before one, or at the wanted start itself. The nearest first; of two as near, the earlier.
 */
export function nearestFreeStarts({ wanted, within, loads }: SlotSearch): number[] {
  const length = wanted.endsAt - wanted.startsAt;
  const full = loads.flatMap(fullStretches);
  const candidates = new Set([wanted.startsAt, ...full.flatMap(({ startsAt, endsAt }) => [endsAt, startsAt - length])]);
  const distance = (start: number): number => Math.abs(start - wanted.startsAt);
  return [...candidates]
    .filter((start) => start >= within.startsAt && start + length <= within.endsAt && full.every((busy) => start >= busy.endsAt || start + length <= busy.startsAt))
    .sort((a, b) => distance(a) - distance(b) || a - b)
    .slice(0, NEAREST_STARTS);
}
