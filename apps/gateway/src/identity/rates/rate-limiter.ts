import type { Logger } from '@spindle/subgraph';
import type { Worker } from '../store';
import { addCounts } from './rate-counter.repository';
import { RATE_WINDOW_SECONDS, type RateLimits, type RateScope } from './rate-limits';
import { RateWindow } from './rate-window';

const WINDOW_MS = RATE_WINDOW_SECONDS * 1000;

/** Counts go to the other gateways this often. */
export const SHARED_EVERY_MS = 250;

/** Whether a request may go on, and what the client is told of its limit. */
export interface Admission {
  readonly isAdmitted: boolean;
  readonly scope: RateScope;
  readonly limit: number;
  readonly remaining: number;
  /** Until the count begins anew. */
  readonly resetSeconds: number;
}

/**
 * Limits per person, practice and address, for all gateways together. Counts live here and are exchanged through the
 * database four times a second, in one statement for all keys: no request waits for it, and without it each gateway
 * limits by itself.
 */
export class RateLimiter {
  #window = new RateWindow(0);
  #exchanging: Promise<void> | null = null;
  readonly #timer: NodeJS.Timeout;

  constructor(private readonly worker: Worker, private readonly limits: RateLimits, private readonly logger: Logger) {
    this.#timer = setInterval(() => void this.exchange(), SHARED_EVERY_MS).unref();
  }

  /** Counts a request of somebody. */
  admit(scope: RateScope, name: string, nowMs: number = Date.now()): Admission {
    const startMs = Math.floor(nowMs / WINDOW_MS) * WINDOW_MS;
    if (this.#window.startMs !== startMs) this.#window = new RateWindow(startMs);
    const count = this.#window.add(`${scope} ${name}`);
    const limit = this.limits[scope];
    return { isAdmitted: count <= limit, scope, limit, remaining: Math.max(0, limit - count), resetSeconds: Math.ceil((startMs + WINDOW_MS - nowMs) / 1000) };
  }

  /** Tells the other gateways what was counted here and learns what they counted. */
  exchange(): Promise<void> {
    this.#exchanging ??= this.#exchange(this.#window).finally(() => { this.#exchanging = null; });
    return this.#exchanging;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#exchanging;
  }

  async #exchange(window: RateWindow): Promise<void> {
    const taken = window.take();
    if (taken.size === 0) return;
    try {
      window.learn(await addCounts(this.worker, new Date(window.startMs), taken));
    } catch (cause) {
      window.giveBack(taken);
      this.logger.warn('rates not shared', { cause });
    }
  }
}
