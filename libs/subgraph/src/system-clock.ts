import type { Clock } from '@spindle/kernel';

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };
