import type { Clock } from '@spindle/kernel';
import { startRepeating, type Database, type DatabasePlace } from '@spindle/database';
import type { Logger } from '@spindle/subgraph';
import { DueHoldRepository } from './due-hold.repository';
import { HoldSweepService } from './hold-sweep.service';

/** Milliseconds between two sweeps. A hold that ran out stands in nobody's way in between: a booking clears it away itself. */
const SWEEP_EVERY_MS = 60_000;

/** Who the steps of the sweeper are by. */
const SWEEPER_ID = '00000000-0000-7000-8000-000000000001';

export interface HoldSweeperOptions {
  readonly place: DatabasePlace;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface HoldSweeper {
  /** Sweeps now; answers how many holds ended. */
  sweep(): Promise<number>;
  stop(): Promise<void>;
}

/** Ends holds that ran out, in every practice, now and every minute. */
export function startHoldSweeper(options: HoldSweeperOptions): HoldSweeper {
  const { run, stop } = startRepeating(() => sweepOnce(options), { everyMs: SWEEP_EVERY_MS, onFailure: (cause) => options.logger.warn('hold sweep failed', { cause }) });
  return { sweep: run, stop };
}

async function sweepOnce({ place, database, clock, logger }: HoldSweeperOptions): Promise<number> {
  let ended = 0;
  for (const { practiceId, ids } of await new DueHoldRepository(place).find(clock.now())) {
    const session = database.session({ practiceId, personId: SWEEPER_ID, roles: ['SERVICE'], siteIds: null });
    ended += await new HoldSweepService(session, clock).expire(ids);
    await session.end();
  }
  if (ended > 0) logger.info('holds expired', { holds: ended });
  return ended;
}
