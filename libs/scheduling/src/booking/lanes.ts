import type { WantedTime } from './occupation';

/** What somebody has of a resource that bears several: lanes from the first up to, not including, the end. */
export interface TakenLanes {
  readonly resourceId: string;
  readonly capacity: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly firstLane: number;
  readonly endLane: number;
}

/** Those of the times that meet another one of the same resource in the same change. */
export function crowdedTimes(times: readonly WantedTime[]): WantedTime[] {
  const ofResource = Map.groupBy(times, ({ resourceId }) => resourceId);
  return times.filter((time) => ofResource.get(time.resourceId)?.some((other) => other !== time && meet(time, other)));
}

/**
 * A lane for each of the times that want one, by the place in the list; null where none is free throughout. Each sees
 * what others have and what those before it were given: two times in turn get a lane each whose free lanes differ.
 */
export function lanesFor(times: readonly WantedTime[], taken: readonly TakenLanes[]): (number | null)[] {
  const capacities = new Map(taken.map(({ resourceId, capacity }) => [resourceId, capacity]));
  const used = [...taken, ...times.filter(({ lanes }) => lanes === 'ALL').map((time) => ({ ...time, firstLane: 0, endLane: Infinity }))];
  return times.map((time) => {
    if (time.lanes !== 'ONE') return null;
    const others = used.filter((other) => other.resourceId === time.resourceId && meet(time, other));
    const lane = Array.from({ length: capacities.get(time.resourceId) ?? 1 }, (_none, number) => number).find((number) => !others.some(({ firstLane, endLane }) => firstLane <= number && number < endLane));
    if (lane === undefined) return null;
    used.push({ ...time, firstLane: lane, endLane: lane + 1 });
    return lane;
  });
}

function meet(one: Pick<WantedTime, 'startsAt' | 'endsAt'>, other: Pick<WantedTime, 'startsAt' | 'endsAt'>): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}
