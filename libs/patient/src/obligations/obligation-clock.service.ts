import { ok, type Clock } from '@spindle/kernel';
import { practicesAsWorker, systemViewer, type Database, type DatabasePlace } from '@spindle/database';
import type { Logger } from '@spindle/subgraph';
import { ObligationKeeper } from './obligation-keeper.service';
import { practiceDay } from '../practice-day';
import { PRACTICES_BEHIND } from './obligation.repository';

/** Milliseconds between two looks at whether a day has begun. */
const LOOK_EVERY_MS = 60_000;

export interface ObligationClockOptions {
  readonly place: DatabasePlace;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Moves every practice's obligations to the present day; the schema's worker finds the practices that are behind. */
export async function advanceObligations({ place, database, clock }: Omit<ObligationClockOptions, 'logger'>): Promise<number> {
  const practices = await practicesAsWorker(place, { schema: 'patient', text: PRACTICES_BEHIND, values: [practiceDay(clock)] });
  for (const practiceId of practices) {
    const viewer = systemViewer(practiceId);
    await database.session(viewer).transaction(async (transaction) => ok(await new ObligationKeeper(transaction, viewer, clock).advance()));
  }
  return practices.length;
}

/** Looks every minute whether a day has begun, from now on until it is stopped. */
export function startObligationClock(options: ObligationClockOptions): { stop(): Promise<void> } {
  const look = (): Promise<unknown> => advanceObligations(options).catch((cause: unknown) => options.logger.error('obligations were not moved on', { cause }));
  let looking = look();
  const timer = setInterval(() => { looking = looking.then(look); }, LOOK_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
