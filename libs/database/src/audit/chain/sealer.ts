import { setTimeout as pause } from 'node:timers/promises';
import { Pool, type PoolClient } from 'pg';
import type { KeyRing, Logger } from '@spindle/subgraph';
import type { DatabasePlace } from '../../data-source';
import { WakeUp } from '../../events/wake';
import { roleUrl } from '../../server/role-url';
import { AnchorLog } from './anchor-log';
import { chainHash, chainStart, isSignedHead, signHead, type ChainedEvent, type ChainHead } from './chain';
import { sealingStatements, type HeadRow, type SealingStatements } from './sealing-statements';

/** How an installation seals its audit trails. */
export interface SealingPlace {
  readonly keys: KeyRing;
  /** Where the anchors are; null where there is no place outside the database: then a tail that is cut together with the head is not found. */
  readonly anchorFolder: string | null;
}

export interface SealerOptions extends DatabasePlace, SealingPlace {
  readonly schema: string;
  readonly logger: Logger;
  /** Milliseconds between two looks at what is new (5,000). */
  readonly sealEveryMs?: number;
}

/** Seals a schema's audit events into their practices' chains. Any number may run side by side: they take turns. */
export interface Sealer {
  /** Seals what can be sealed now. */
  seal(): Promise<void>;
  /** Lets the sealing that is under way end, then lets go of the database. */
  stop(): Promise<void>;
}

/** Rows sealed by one transaction. */
const ROWS_AT_ONCE = 2_000;
const RETRY_MS = 20;

/** Starts sealing as the schema's worker. Rejects when the database does not answer. */
export async function startSealer(options: SealerOptions): Promise<Sealer> {
  const sealer = new ChainSealer(options);
  await sealer.start();
  return sealer;
}

class ChainSealer implements Sealer {
  readonly #options: SealerOptions;
  readonly #pool: Pool;
  readonly #statements: SealingStatements;
  readonly #wakeUp = new WakeUp();
  readonly #anchors: AnchorLog | null;
  readonly #broken = new Set<string>();
  /** How far each chain is anchored, as far as this process knows. */
  readonly #anchored = new Map<string, number>();
  #stopping = false;
  #loop: Promise<void> = Promise.resolve();

  constructor(options: SealerOptions) {
    const { url, secret, schema, anchorFolder } = options;
    this.#options = options;
    this.#anchors = anchorFolder === null ? null : new AnchorLog(anchorFolder, schema);
    this.#statements = sealingStatements(schema);
    this.#pool = new Pool({ connectionString: roleUrl(url, `${schema}_worker`, secret), max: 1, application_name: `spindle ${schema} sealer`, keepAlive: true });
    this.#pool.on('error', () => undefined);
  }

  async start(): Promise<void> {
    await this.#pool.query('SELECT 1');
    await this.#beginAnchors().catch((cause: unknown) => this.#warn(cause));
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wakeUp.signal();
    await this.#loop;
    await this.#pool.end();
  }

  async seal(): Promise<void> {
    const { rows: practices } = await this.#pool.query<{ practice_id: string }>(this.#statements.practices);
    for (const { practice_id: practiceId } of practices) {
      if (this.#broken.has(practiceId)) continue;
      for (let more = true; more && !this.#stopping;) more = await this.#sealSome(practiceId);
    }
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      await this.seal().catch((cause: unknown) => this.#warn(cause));
      await this.#wakeUp.wait(this.#options.sealEveryMs ?? 5_000);
    }
  }

  /** Reads how far the chains are anchored, and anchors the heads: a process that was killed may not have come to it. */
  async #beginAnchors(): Promise<void> {
    const { schema, keys } = this.#options;
    for (const [practiceId, heads] of (await this.#anchors?.read(keys)) ?? []) this.#anchored.set(practiceId, Math.max(...heads.map(({ position }) => position)));
    const { rows } = await this.#pool.query<HeadRow>(this.#statements.heads);
    const heads = rows.map((row) => ({ head: toHead(schema, row), signature: row.signature }));
    await this.#anchor(heads.filter(({ head, signature }) => isSignedHead(keys, head, signature)).map(({ head }) => head));
  }

  async #anchor(heads: readonly ChainHead[]): Promise<void> {
    const news = heads.filter(({ practiceId, position }) => position > (this.#anchored.get(practiceId) ?? 0));
    await this.#anchors?.append(this.#options.keys, news);
    for (const { practiceId, position } of news) this.#anchored.set(practiceId, position);
  }

  /** One transaction; answers whether there may be more. The lock goes with it, however it ends. */
  async #sealSome(practiceId: string): Promise<boolean> {
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      const sealed = await this.#extend(client, practiceId);
      await client.query('COMMIT');
      client.release();
      if (sealed === 'TAKEN') await pause(RETRY_MS);
      if (sealed === 'TAKEN' || sealed === null) return sealed === 'TAKEN';
      await this.#anchor([sealed.head]);
      return sealed.isFull;
    } catch (cause) {
      client.release(true);
      throw cause;
    }
  }

  async #extend(client: PoolClient, practiceId: string): Promise<{ head: ChainHead; isFull: boolean } | 'TAKEN' | null> {
    const { lock, horizon, head, pending, restarted, insert, saveHead } = this.#statements;
    const { schema, keys } = this.#options;
    const { rows: [turn] } = await client.query<{ taken: boolean }>(lock, [`${schema} ${practiceId}`]);
    if (!turn?.taken) return 'TAKEN';
    const { rows: [limit] } = await client.query<{ horizon: string }>(horizon);
    const { rows: [row] } = await client.query<HeadRow>(head, [practiceId]);
    const known = row ? toHead(schema, row) : { schema, practiceId, position: 0, hash: chainStart(schema, practiceId), sealedBelow: '0' };
    if (row && !(await this.#mayFollow(client, known, row.signature))) return null;
    const sealedBelow = limit?.horizon ?? '0';
    const isRestarted = BigInt(sealedBelow) < BigInt(known.sealedBelow);
    const { rows: events } = await client.query<ChainedEvent>(isRestarted ? restarted : pending, [practiceId, known.sealedBelow, sealedBelow, ROWS_AT_ONCE]);
    if (events.length === 0 && !isRestarted) return null;
    const hashes: Buffer[] = [];
    for (const event of events) hashes.push(chainHash(hashes.at(-1) ?? known.hash, event));
    const isFull = events.length === ROWS_AT_ONCE;
    const next: ChainHead = {
      schema, practiceId, position: known.position + events.length, hash: hashes.at(-1) ?? known.hash,
      sealedBelow: isFull ? (isRestarted ? known.sealedBelow : (events.at(-1)?.transaction_id ?? known.sealedBelow)) : sealedBelow,
    };
    await client.query(insert, [practiceId, known.position, events.map(({ id }) => id), hashes]);
    await client.query(saveHead, [practiceId, next.position, next.hash, next.sealedBelow, signHead(keys, next)]);
    return { head: next, isFull };
  }

  /** A damaged chain is not carried on: a new signature would cover the damage. It is told, and left for the verifier. */
  async #mayFollow(client: PoolClient, head: ChainHead, signature: Buffer): Promise<boolean> {
    const { keys, logger, schema } = this.#options;
    const { rows: [last] } = await client.query<{ position: string; hash: Buffer }>(this.#statements.last, [head.practiceId]);
    const isWhole = isSignedHead(keys, head, signature) && Number(last?.position) === head.position && (last?.hash.equals(Buffer.from(head.hash)) ?? false);
    if (isWhole && (this.#anchored.get(head.practiceId) ?? 0) <= head.position) return true;
    this.#broken.add(head.practiceId);
    logger.error('audit chain damaged', { schema, practiceId: head.practiceId, advice: 'npm run audit:verify names each damaged place' });
    return false;
  }

  #warn(cause: unknown): void {
    if (!this.#stopping) this.#options.logger.warn('audit sealing failed', { schema: this.#options.schema, cause });
  }
}

function toHead(schema: string, row: HeadRow): ChainHead {
  return { schema, practiceId: row.practice_id, position: Number(row.position), hash: row.hash, sealedBelow: row.sealed_below };
}
