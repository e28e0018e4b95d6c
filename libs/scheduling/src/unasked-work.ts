import { startHoldSweeper } from './holds/hold-sweeper.service';
import { startWaitlistClock, type WaitlistClockOptions } from './waitlist/waitlist-clock.service';

/** Starts what scheduling does without being asked: holds that ran out are ended, times that came free are offered to those who wait. */
export function startUnaskedWork(options: WaitlistClockOptions): { stop(): Promise<void> } {
  const work = [startHoldSweeper(options), startWaitlistClock(options)];
  return { stop: async () => void (await Promise.all(work.map((each) => each.stop()))) };
}
