/** From an instant on, by how many seconds the clocks of a zone are ahead of UTC. */
export interface OffsetChange {
  readonly at: Date;
  readonly offsetSeconds: number;
}

/** A zone of which two sources of zone data think differently. */
export interface ZoneDifference {
  readonly timeZone: string;
  /** The first instant at which they differ. */
  readonly from: Date;
  /** Seconds ahead of UTC from then on, by this program and by the database. */
  readonly here: number;
  readonly inDatabase: number;
}

/**
 * The first instant at which two courses of a zone's offset differ; null when they agree. Each begins with what holds at
 * the first instant, and goes on with the changes in their order.
 */
export function firstDifference(timeZone: string, here: readonly OffsetChange[], inDatabase: readonly OffsetChange[]): ZoneDifference | null {
  const instants = [...new Set([...here, ...inDatabase].map(({ at }) => at.getTime()))].sort((a, b) => a - b);
  for (const instant of instants) {
    const mine = offsetAt(here, instant);
    const theirs = offsetAt(inDatabase, instant);
    if (mine !== theirs && mine !== null && theirs !== null) return { timeZone, from: new Date(instant), here: mine, inDatabase: theirs };
  }
  return null;
}

function offsetAt(changes: readonly OffsetChange[], instant: number): number | null {
  return changes.findLast(({ at }) => at.getTime() <= instant)?.offsetSeconds ?? null;
}

/** The difference as a line for the operator: which zone, from when, what either side thinks. */
export function describeDifference({ timeZone, from, here, inDatabase }: ZoneDifference): string {
  return `${timeZone}: from ${from.toISOString()} on UTC${toOffset(here)} by this program, UTC${toOffset(inDatabase)} by the database`;
}

/** "-06:00" */
function toOffset(seconds: number): string {
  const minutes = Math.abs(Math.round(seconds / 60));
  return `${seconds < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
