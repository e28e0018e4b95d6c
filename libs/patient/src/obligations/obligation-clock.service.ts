import { ok, type Clock } from '@spindle/kernel';
import { practicesAsWorker, startRepeating, systemViewer, type Database, type DatabasePlace } from '@spindle/database';
import type { Logger } from '@spindle/subgraph';
import { ObligationKeeper } from './obligation-keeper.service';
import { practiceDay } from '../practice-day';
import { PRACTICES_BEHIND } from './obligation.repository';

/** Milliseconds between two looks at whether a day has begun. */
const LOOK_EVERY_MS = 5_000;

export interface ObligationClockOptions {
  readonly place: DatabasePlace;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Moves every practice's obligations to the present day; the schema's worker finds the practices that are behind. Where
 * one fails the others move on all the same, and it is tried again at the next look. Answers how many moved.
 */
export async function advanceObligations({ place, database, clock, logger }: ObligationClockOptions): Promise<number> {
  const practices = await practicesAsWorker(place, { schema: 'patient', text: PRACTICES_BEHIND, values: [practiceDay(clock)] });
  let moved = 0;
  for (const practiceId of practices) {
    const viewer = systemViewer(practiceId);
    const session = database.session(viewer);
    await session.transaction(async (transaction) => ok(await new ObligationKeeper(transaction, viewer, clock).advance()))
      .then(() => { moved += 1; }, (cause: unknown) => logger.error('obligations of a practice were not moved on', { practiceId, cause }))
      .finally(() => session.end());
  }
  return moved;
}

/** Looks every five seconds whether a day has begun, from now on until it is stopped. */
export function startObligationClock(options: ObligationClockOptions): { stop(): Promise<void> } {
  return startRepeating(() => advanceObligations(options), { everyMs: LOOK_EVERY_MS, onFailure: (cause) => options.logger.error('obligations were not moved on', { cause }) });
}
