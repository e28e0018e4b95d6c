import type { Generation } from '../execution/generation';

interface Serving { readonly generation: Generation; running: number; isReplaced: boolean; stopped: () => void }

/**
 * The generation that serves new requests, and those before it until their last request has ended. A swap takes no
 * request away: each is served to its end by the supergraph it began with.
 */
export class Generations {
  #current: Serving | null = null;
  readonly #stopping = new Set<Promise<void>>();

  /** Lets new requests go to this generation and stops the one before once it is idle. */
  swap(generation: Generation): void {
    const previous = this.#current;
    this.#current = { generation, running: 0, isReplaced: false, stopped: () => {} };
    if (previous) this.#retire(previous);
  }

  async run(work: (generation: Generation) => Promise<void>): Promise<void> {
    const serving = this.#current;
    if (!serving) throw new Error('No supergraph is loaded.');
    serving.running += 1;
    try {
      await work(serving.generation);
    } finally {
      serving.running -= 1;
      if (serving.isReplaced && serving.running === 0) serving.stopped();
    }
  }

  /** Stops all generations; resolves when their requests have ended. */
  async stop(): Promise<void> {
    const last = this.#current;
    this.#current = null;
    if (last) this.#retire(last);
    await Promise.all(this.#stopping);
  }

  #retire(serving: Serving): void {
    serving.isReplaced = true;
    const idle = new Promise<void>((resolve) => { serving.stopped = resolve; });
    if (serving.running === 0) serving.stopped();
    const stopping = idle.then(() => serving.generation.stop()).finally(() => this.#stopping.delete(stopping));
    this.#stopping.add(stopping);
  }
}
