import type { Stretch } from '../availability/stretches';

const DAY_MS = 86_400_000;

/** What is read to decide on a visit: its day at the site, wherever that is, and the reservations that reach into it. */
export function readAround(startsAt: Date): Stretch {
  return { startsAt: startsAt.getTime() - DAY_MS, endsAt: startsAt.getTime() + DAY_MS };
}

/** In which times holds that ran out may stand in the way of a visit, buffers and ways included. */
export function lockedAround(startsAt: Date): { readonly startsAt: Date; readonly endsAt: Date } {
  return { startsAt: new Date(startsAt.getTime() - DAY_MS / 2), endsAt: new Date(startsAt.getTime() + DAY_MS / 2) };
}
