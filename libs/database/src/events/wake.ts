import { Client } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';

const RECONNECT_AFTER_MS = 500;

/** Something to do may have come: whoever waits goes on, and who comes later does not wait. */
export class WakeUp {
  #pending = false;
  #waiting: (() => void) | null = null;

  signal(): void {
    this.#pending = true;
    this.#waiting?.();
  }

  /** Resolves at the next signal (or one that came since the last wait), and after `ms` milliseconds at the latest. */
  async wait(ms: number): Promise<void> {
    if (!this.#pending) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#waiting = () => { clearTimeout(timer); resolve(); };
      });
    }
    this.#waiting = null;
    this.#pending = false;
  }
}

/** Listens on one channel of PostgreSQL with a connection of its own, which is made anew when it is lost. */
export class Listener {
  readonly #url: string;
  readonly #channel: string;
  readonly #heard: () => void;
  #client: Client | null = null;
  #stopped = false;

  constructor(url: string, channel: string, heard: () => void) {
    this.#url = url;
    this.#channel = channel;
    this.#heard = heard;
  }

  async start(): Promise<void> {
    const client = new Client({ connectionString: this.#url, keepAlive: true });
    client.on('error', () => undefined);
    client.once('end', () => void this.#restart());
    client.on('notification', this.#heard);
    try {
      await client.connect();
      await client.query(`LISTEN ${this.#channel}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.#client = client;
    this.#heard();
    if (this.#stopped) await client.end();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end().catch(() => undefined);
  }

  async #restart(): Promise<void> {
    if (this.#stopped || !this.#client) return;
    this.#client = null;
    while (!this.#stopped && !this.#client) {
      await pause(RECONNECT_AFTER_MS, undefined, { ref: false });
      await this.start().catch(() => undefined);
    }
  }
}
