import { setTimeout as pause } from 'node:timers/promises';
import { observeOutbox, SUBSCRIBERS, type EventType, type Logger } from '@spindle/subgraph';
import { Pool } from 'pg';
import type { DatabasePlace } from '../data-source';
import { roleUrl } from '../server/role-url';
import { deliverRound, longerEachTime, type Deliver, type Outcome, type RoundOptions } from './delivery-round';
import { ParkedEvents, type ParkedEvent } from './parked-events';
import { sweep } from './sweeper';
import { Listener, WakeUp } from './wake';

export { SubscriberUnavailableError, type Deliver } from './delivery-round';
export type { ParkedEvent } from './parked-events';

export interface RelayOptions extends DatabasePlace {
  /** The schema whose outbox is delivered. */
  readonly schema: string;
  readonly deliver: Deliver;
  readonly logger: Logger;
  /** After so many failures an event is parked (12: about two and a half minutes). */
  readonly maxAttempts?: number;
  /** Milliseconds to the first retry (250); doubled by each, up to 30 s. */
  readonly retryAfterMs?: number;
  /** Milliseconds a subscriber has for an event (10,000). */
  readonly deliverWithinMs?: number;
  /** Milliseconds after which the outbox is looked at without a notification (2,000): one can be lost with its connection. */
  readonly pollMs?: number;
}

/** Delivers what a schema's transactions wrote into its outbox. Any number may run side by side. */
export interface Relay {
  /** Lets the deliveries that are under way end, then lets go of the database. */
  stop(): Promise<void>;
  /** Resolves when nothing deliverable waits: all is delivered, parked, or behind a parked event. For tests and imports. */
  drained(): Promise<void>;
  /** The events that were given up, and for each how many later ones of its aggregate wait behind it. */
  parked(): Promise<readonly ParkedEvent[]>;
  /** Tries every parked event again. Answers how many. */
  unpark(): Promise<number>;
}

const AFTER_FAULT_MS = 500;
const SWEEP_EVERY_MS = 3_600_000;
const DRAIN_CHECK_MS = 20;

/** A timer may go off a moment early, and the database's clock decides what is due. */
const CLOCK_SLACK_MS = 5;

/** Starts delivering as the schema's worker. Rejects when the database does not answer. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const relay = new OutboxRelay(options);
  await relay.start();
  return relay;
}

class OutboxRelay implements Relay {
  readonly #options: RelayOptions;
  readonly #pool: Pool;
  readonly #parked: ParkedEvents;
  readonly #listener: Listener;
  readonly #lanes: readonly SubscriberLane[];
  readonly #sweeping: NodeJS.Timeout;
  #loops: Promise<unknown> = Promise.resolve();
  #unobserve = (): void => undefined;

  constructor(options: RelayOptions) {
    const { url, secret, schema, deliver, maxAttempts = 12, retryAfterMs = 250, deliverWithinMs = 10_000, pollMs = 2_000 } = options;
    const connectionString = roleUrl(url, `${schema}_worker`, secret);
    const subscribers = [...new Set(Object.values(SUBSCRIBERS).flat())].filter((subscriber) => subscriber !== schema);
    this.#options = options;
    this.#pool = new Pool({ connectionString, max: subscribers.length + 1, application_name: `spindle ${schema} relay`, keepAlive: true });
    this.#pool.on('error', () => undefined);
    this.#parked = new ParkedEvents(this.#pool, schema);
    this.#lanes = subscribers.map((subscriber) => new SubscriberLane(this.#pool, { schema, subscriber, deliver, maxAttempts, retryAfterMs, deliverWithinMs }, { logger: options.logger, pollMs }));
    this.#listener = new Listener(connectionString, `${schema}_outbox`, () => this.#wake());
    this.#sweeping = setInterval(() => void this.#sweep(), SWEEP_EVERY_MS).unref();
  }

  async start(): Promise<void> {
    await this.#listener.start();
    this.#unobserve = observeOutbox(this.#options.schema, () => this.#parked.lag());
    this.#loops = Promise.all(this.#lanes.map((lane) => lane.run()));
  }

  async stop(): Promise<void> {
    clearInterval(this.#sweeping);
    this.#unobserve();
    for (const lane of this.#lanes) lane.stop();
    await Promise.all([this.#loops, this.#listener.stop()]);
    await this.#pool.end();
  }

  async drained(): Promise<void> {
    while (await this.#parked.anyDeliverable()) await pause(DRAIN_CHECK_MS);
  }

  parked(): Promise<readonly ParkedEvent[]> {
    return this.#parked.list();
  }

  async unpark(): Promise<number> {
    const count = await this.#parked.release();
    this.#wake();
    return count;
  }

  #wake(): void {
    for (const lane of this.#lanes) lane.wake();
  }

  async #sweep(): Promise<void> {
    const { schema, logger } = this.#options;
    await sweep(this.#options).then((swept) => logger.info('events swept', { schema, ...swept }), (cause: unknown) => logger.warn('sweep failed', { schema, cause }));
  }
}

/** The deliveries to one subscriber: one that hangs keeps no other waiting. */
class SubscriberLane {
  readonly #pool: Pool;
  readonly #round: RoundOptions;
  readonly #logger: Logger;
  readonly #pollMs: number;
  readonly #wakeUp = new WakeUp();
  #stopping = false;
  /** When each failed delivery is due again. */
  #retries: number[] = [];
  #roundsInVain = 0;

  constructor(pool: Pool, round: RoundOptions, { logger, pollMs }: { readonly logger: Logger; readonly pollMs: number }) {
    this.#pool = pool;
    this.#round = round;
    this.#logger = logger;
    this.#pollMs = pollMs;
  }

  wake(): void {
    this.#wakeUp.signal();
  }

  stop(): void {
    this.#stopping = true;
    this.#wakeUp.signal();
  }

  async run(): Promise<void> {
    while (!this.#stopping) {
      const outcomes = await this.#deliver();
      if (outcomes === 'FAULT') await this.#pause(AFTER_FAULT_MS);
      else if (outcomes.length > 0) await this.#note(outcomes);
      else await this.#rest();
    }
  }

  async #rest(): Promise<void> {
    const now = performance.now();
    this.#retries = this.#retries.filter((due) => due > now);
    await this.#wakeUp.wait(this.#retries.reduce((wait, due) => Math.min(wait, due - now), this.#pollMs));
  }

  /** A rest that new events do not shorten. */
  async #pause(ms: number): Promise<void> {
    const until = performance.now() + ms;
    while (!this.#stopping && performance.now() < until) await this.#wakeUp.wait(until - performance.now());
  }

  async #deliver(): Promise<readonly Outcome[] | 'FAULT'> {
    const { schema, subscriber } = this.#round;
    try {
      const client = await this.#pool.connect();
      const lost = (): void => undefined;
      client.on('error', lost);
      try {
        const outcomes = await deliverRound(client, this.#round);
        client.release();
        return outcomes;
      } catch (cause) {
        client.release(true);
        throw cause;
      } finally {
        client.removeListener('error', lost);
      }
    } catch (cause) {
      if (!this.#stopping) this.#logger.warn('relay fault', { schema, subscriber, cause });
      return 'FAULT';
    }
  }

  /** Where a subscriber cannot be reached, all its events wait: not each is tried in its turn. */
  async #note(outcomes: readonly Outcome[]): Promise<void> {
    const { schema, subscriber, retryAfterMs } = this.#round;
    const failed = outcomes.filter(({ state }) => state !== 'DELIVERED');
    for (const { head, state, failure } of failed) {
      if (state === 'PARKED') this.#logger.error('event parked', { schema, subscriber, eventId: head.event_id, type: head.type, failure });
    }
    if (failed[0]) this.#logger.warn('deliveries failed', { schema, subscriber, count: failed.length, failure: failed[0].failure });
    this.#retries.push(...failed.map(({ waitMs }) => performance.now() + waitMs + CLOCK_SLACK_MS));
    this.#roundsInVain = outcomes.some(({ state }) => state === 'DELIVERED' || state === 'PARKED') ? 0 : this.#roundsInVain + 1;
    if (failed.some(({ state }) => state === 'UNAVAILABLE')) await this.#pause(longerEachTime(retryAfterMs, this.#roundsInVain));
  }
}
