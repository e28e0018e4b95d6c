import { setTimeout as pause } from 'node:timers/promises';
import { Listener, openDatabase, roleUrl, WakeUp, type Database, type DatabasePlace, type SchemaDefinition } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import type { DomainEvent, Logger, Receipt } from '@spindle/subgraph';
import type { LiveConnection } from './live-connection';
import { LIVE_CHANNEL, LiveStore } from './live-store';

export interface LiveOptions {
  readonly place: DatabasePlace;
  /** The gateway's own schema. */
  readonly schema: SchemaDefinition;
  readonly logger: Logger;
  /** Milliseconds between two signs of life (15,000). */
  readonly heartbeatMs?: number;
}

/** A notification can be lost with its connection. */
const POLL_MS = 2_000;
/** How soon to look again for an event that waits for a transaction which still runs. */
const WAITING_MS = 25;
const AFTER_FAULT_MS = 500;
const HEARTBEAT_MS = 15_000;
const SWEEP_EVERY_MS = 3_600_000;
const EVENTS_AT_ONCE = 500;

/** Tells the clients of this gateway what happens, whichever gateway it was delivered to. */
export class LiveHub {
  readonly #store: LiveStore;
  readonly #database: Database;
  readonly #logger: Logger;
  readonly #listener: Listener;
  readonly #wakeUp = new WakeUp();
  readonly #connections = new Set<LiveConnection>();
  readonly #timers: readonly NodeJS.Timeout[];
  readonly heartbeatMs: number;
  #position = 0;
  #stopping = false;
  #loop: Promise<void> = Promise.resolve();

  private constructor(database: Database, { place, logger, heartbeatMs = HEARTBEAT_MS }: LiveOptions) {
    this.#store = new LiveStore(database, place);
    this.#database = database;
    this.#logger = logger;
    this.heartbeatMs = heartbeatMs;
    this.#listener = new Listener(roleUrl(place.url, 'identity_worker', place.secret), LIVE_CHANNEL, () => this.#wakeUp.signal());
    this.#timers = [
      setInterval(() => this.#connections.forEach((connection) => connection.beat()), heartbeatMs).unref(),
      setInterval(() => void this.sweep().catch((cause: unknown) => logger.warn('live events not swept', { cause })), SWEEP_EVERY_MS).unref(),
    ];
  }

  /** Rejects when the database does not answer. */
  static async open(options: LiveOptions): Promise<LiveHub> {
    const hub = new LiveHub(await openDatabase(options.schema, { ...options.place, poolSize: 4 }), options);
    await hub.#listener.start();
    hub.#position = await hub.#store.head();
    hub.#loop = hub.#run();
    return hub;
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  receive(event: DomainEvent): Promise<Receipt> {
    return this.#store.receive(event);
  }

  sweep(): Promise<number> {
    return this.#store.sweep();
  }

  /** Tells the client what it missed since `position`, then all that comes, until it leaves. A new client has no position. */
  async join(connection: LiveConnection, position: number | null): Promise<void> {
    if (this.#stopping) return connection.end();
    this.#connections.add(connection);
    connection.onClose(() => this.#connections.delete(connection));
    const isKept = position !== null && await this.#store.isCompleteFrom(position);
    connection.open(isKept ? position : await this.#store.head());
    if (position !== null && !isKept) connection.startAnew();
    await this.#catchUp(connection);
  }

  countOf(personId: Id<'Person'>): number {
    return [...this.#connections].filter(({ viewer }) => viewer.personId === personId).length;
  }

  /** Ends all streams and lets go of the database. The clients come back to another gateway, and miss nothing. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#timers.forEach((timer) => clearInterval(timer));
    this.#connections.forEach((connection) => connection.end());
    this.#wakeUp.signal();
    await Promise.all([this.#loop, this.#listener.stop()]);
    await Promise.all([this.#store.close(), this.#database.close()]);
  }

  /** Caught up when nothing was told to the others since the last look began that found nothing. */
  async #catchUp(connection: LiveConnection): Promise<void> {
    for (;;) {
      const toldToAll = this.#position;
      const missed = await this.#store.ofPractice(connection.viewer.practiceId, connection.position, EVENTS_AT_ONCE);
      missed.forEach((event) => connection.tell(event));
      if (!connection.isOpen) return;
      if (missed.length === 0 && toldToAll === this.#position) break;
    }
    connection.isCaughtUp = true;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      try {
        const waiting = await this.#store.place();
        const events = await this.#store.after(this.#position, EVENTS_AT_ONCE);
        this.#tell(events);
        if (events.length < EVENTS_AT_ONCE) await this.#wakeUp.wait(waiting ? WAITING_MS : POLL_MS);
      } catch (cause) {
        if (!this.#stopping) this.#logger.warn('live events wait', { cause });
        await pause(AFTER_FAULT_MS);
      }
    }
  }

  #tell(events: Awaited<ReturnType<LiveStore['after']>>): void {
    for (const event of events) {
      this.#position = event.position;
      for (const connection of this.#connections) if (connection.isCaughtUp) connection.tell(event);
    }
  }
}
