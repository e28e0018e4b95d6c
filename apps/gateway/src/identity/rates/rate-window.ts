/** One key's count within a window: what all gateways had counted when they were last asked, and what was added here since. */
interface Count { shared: number; added: number; sent: number }

/**
 * Counts of one window. A gateway counts by itself and tells the others in batches: a request waits for nobody, and
 * what passes beyond a limit is at most what the other gateways let in between two batches.
 */
export class RateWindow {
  readonly #counts = new Map<string, Count>();

  constructor(readonly startMs: number) {}

  /** Counts one request; answers how many there were with it. */
  add(key: string): number {
    const count = this.#counts.get(key) ?? { shared: 0, added: 0, sent: 0 };
    this.#counts.set(key, count);
    count.added += 1;
    return count.shared + count.sent + count.added;
  }

  /** What the others have not heard of yet. It counts as sent until `learn` or `giveBack`. */
  take(): ReadonlyMap<string, number> {
    const taken = new Map<string, number>();
    for (const [key, count] of this.#counts) {
      if (count.added === 0) continue;
      taken.set(key, count.added);
      count.sent += count.added;
      count.added = 0;
    }
    return taken;
  }

  /** The counts of all gateways, what was sent included. */
  learn(totals: ReadonlyMap<string, number>): void {
    for (const [key, total] of totals) {
      const count = this.#counts.get(key);
      if (count) Object.assign(count, { shared: total, sent: 0 });
    }
  }

  /** What was sent did not arrive: it goes with the next batch. */
  giveBack(taken: ReadonlyMap<string, number>): void {
    for (const key of taken.keys()) {
      const count = this.#counts.get(key);
      if (count) Object.assign(count, { added: count.added + count.sent, sent: 0 });
    }
  }
}
