import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Failures of one name from one address before the next try has to wait. */
const FREE = 5;
const LONGEST_WAIT_SECONDS = 300;
const REMEMBERED = 50_000;
const REMEMBERED_MS = 3_600_000;

interface Failures { readonly count: number; readonly lastMs: number }

/**
 * How long a login has to wait: twice as long after each failure of one name from one address. Neither a name nor an
 * address is ever shut by itself, so that nobody can keep a person out from elsewhere, or a clinic behind one address.
 * A name that nobody has is treated as one that somebody has.
 */
export class LoginBackOff {
  readonly #failures = new LRUCache<string, Failures>({ max: REMEMBERED, ttl: REMEMBERED_MS });

  /** Seconds until the next try counts; 0: now. */
  waitSeconds(name: string, address: string, nowMs: number): number {
    const failures = this.#failures.get(keyOf(name, address));
    if (!failures || failures.count < FREE) return 0;
    const seconds = Math.min(LONGEST_WAIT_SECONDS, 2 ** Math.min(failures.count - FREE, 20));
    return Math.max(0, Math.ceil((failures.lastMs + seconds * 1000 - nowMs) / 1000));
  }

  failed(name: string, address: string, nowMs: number): void {
    const key = keyOf(name, address);
    this.#failures.set(key, { count: (this.#failures.get(key)?.count ?? 0) + 1, lastMs: nowMs });
  }

  succeeded(name: string, address: string): void {
    this.#failures.delete(keyOf(name, address));
  }
}

/** A name is kept as its hash: people type their passwords into the wrong field. */
function keyOf(name: string, address: string): string {
  return createHash('sha256').update(JSON.stringify([name, address])).digest('base64');
}
