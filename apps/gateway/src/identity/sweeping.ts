import { statement, sweep, type DatabasePlace } from '@spindle/database';
import type { Logger } from '@spindle/subgraph';
import { sweepLoginAttempts } from './login/login-attempt.repository';
import { sweepCounts } from './rates/rate-counter.repository';
import { sweepSessions } from './sessions/session.repository';
import type { Worker } from './store';

const EVERY_MS = 600_000;
const COUNTS_KEPT_MS = 600_000;

/** Hours for which a live page may catch up. */
export const LIVE_EVENT_HOURS = 24;

const OLD_LIVE_EVENTS = statement('DELETE FROM identity.live_event WHERE occurred_at < now() - make_interval(hours => $1)');

export interface SweepingParts {
  readonly worker: Worker;
  readonly place: DatabasePlace;
  readonly idleMinutes: number;
  readonly logger: Logger;
}

/** Deletes every ten minutes what is over: sessions, logins under way, counts, live events. Answers what stops it. */
export function startSweeping({ worker, place, idleMinutes, logger }: SweepingParts): () => void {
  const sweepAll = async (): Promise<void> => {
    await sweepSessions(worker, idleMinutes * 60);
    await sweepLoginAttempts(worker);
    await sweepCounts(worker, new Date(Date.now() - COUNTS_KEPT_MS));
    await worker.count(OLD_LIVE_EVENTS, [LIVE_EVENT_HOURS]);
    await sweep({ ...place, schema: 'identity' });
  };
  const timer = setInterval(() => void sweepAll().catch((cause: unknown) => logger.warn('sweep failed', { schema: 'identity', cause })), EVERY_MS).unref();
  return () => clearInterval(timer);
}
