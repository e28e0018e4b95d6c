import type { Clock } from '@spindle/kernel';
import { practicesAsWorker, startRepeating, systemViewer, type Database, type DatabasePlace } from '@spindle/database';
import type { Logger } from '@spindle/subgraph';
import { WaitlistOffering } from './offering.service';
import { PRACTICES_WAITING } from './freed-slot.repository';

/** Milliseconds between two looks at what came free and which offers have ended. */
const LOOK_EVERY_MS = 5_000;

export interface WaitlistClockOptions {
  readonly place: DatabasePlace;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Makes every practice's offers that are due; the schema's worker finds the practices. Answers how many offers were made. */
export async function offerFreedTimes({ place, database, clock }: Omit<WaitlistClockOptions, 'logger'>): Promise<number> {
  const practices = await practicesAsWorker(place, { schema: 'scheduling', text: PRACTICES_WAITING, values: [clock.now()] });
  let made = 0;
  for (const practiceId of practices) {
    const session = database.session(systemViewer(practiceId));
    made += await new WaitlistOffering(session, clock).run().finally(() => session.end());
  }
  return made;
}

/** Looks every five seconds what is to be offered, from now on until it is stopped. */
export function startWaitlistClock(options: WaitlistClockOptions): { stop(): Promise<void> } {
  return startRepeating(() => offerFreedTimes(options), { everyMs: LOOK_EVERY_MS, onFailure: (cause) => options.logger.error('freed times were not offered', { cause }) });
}
