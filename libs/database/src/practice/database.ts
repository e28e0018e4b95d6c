import { Pool, type PoolClient, type PoolConfig } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { Clock } from '@spindle/kernel';
import { observePool, type Viewer } from '@spindle/subgraph';
import type { RequestOrigin } from '../audit/audit-entry';
import type { DataKeys } from '../encryption/data-keys';
import { newId } from '../new-id';
import { houseTypes } from '../type-parsers';
import type { Lease } from './connection';
import { overloaded } from './overload';
import { PracticeSession } from './practice-session';

/** Requests that may wait for each connection of the pool; one more would not come through in time. */
const WAITING_PER_CONNECTION = 100;

/** Connections of the auditor at most, and how long a request waits for one: the trail is read now and then. */
const AUDITORS = 2;
const AUDITOR_WAIT_MS = 5_000;

/** What a schema is worked with beside its rows. */
export interface DatabaseParts {
  readonly dataKeys: DataKeys;
  /** By which it is told when events occurred. */
  readonly clock: Clock;
  /** Reaches the same schema as its auditor: opened when somebody reads the audit trail. */
  readonly auditorUrl: string;
}

/** One subgraph's schema, reached as its service role. */
export class Database {
  readonly #parts: DatabaseParts;
  readonly #unobserve: () => void;
  #auditors: Pool | null = null;

  constructor(readonly schema: string, readonly dataSource: DataSource, parts: DatabaseParts) {
    this.#parts = parts;
    this.#unobserve = observePool(schema, () => ({ total: this.#pool.totalCount, idle: this.#pool.idleCount, waiting: this.#pool.waitingCount }));
  }

  get dataKeys(): DataKeys {
    return this.#parts.dataKeys;
  }

  get clock(): Clock {
    return this.#parts.clock;
  }

  /** Opens a request's way to its practice's rows; nothing is sent before the first statement. `origin` is what its audit rows name. */
  session(viewer: Viewer, origin: RequestOrigin = { requestId: newId() }): PracticeSession {
    return new PracticeSession(this, { viewer, origin });
  }

  /** Takes a connection; refuses with OVERLOADED when none comes free in time. */
  async lease(): Promise<Lease> {
    this.#refuseLongQueue();
    return leaseFrom(this.#pool);
  }

  /** Takes a connection of the auditor, who reads the audit trail and nothing else. */
  leaseAuditor(): Promise<Lease> {
    this.#auditors ??= new Pool({ connectionString: this.#parts.auditorUrl, max: AUDITORS, connectionTimeoutMillis: AUDITOR_WAIT_MS, application_name: `spindle ${this.schema} auditor`, types: houseTypes, pipeline: true } as PoolConfig).on('error', ignoreLoss);
    return leaseFrom(this.#auditors);
  }

  /**
   * Takes a connection together with TypeORM's manager on it. The manager is told that a transaction is open: its own
   * would begin with a warning and end ours with its COMMIT.
   */
  async leaseWithManager(): Promise<Lease & { readonly manager: EntityManager }> {
    this.#refuseLongQueue();
    const runner = this.dataSource.createQueryRunner() as unknown as OpenRunner;
    const client = await runner.connect().catch(refuseWhenOverloaded);
    runner.isTransactionActive = true;
    runner.transactionDepth = 1;
    return { client, manager: runner.manager, release: (condition) => runner.releasePostgresConnection(condition === 'BROKEN' ? new Error('broken') : undefined) };
  }

  /** Answers when the database answers. */
  async ready(): Promise<void> {
    await this.#pool.query('SELECT 1');
  }

  async close(): Promise<void> {
    this.#unobserve();
    await Promise.all([this.dataSource.destroy(), this.#auditors?.end()]);
  }

  #refuseLongQueue(): void {
    const { waitingCount, options } = this.#pool;
    if (waitingCount >= options.max * WAITING_PER_CONNECTION) throw overloaded();
  }

  get #pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }
}

async function leaseFrom(pool: Pool): Promise<Lease> {
  const client = await pool.connect().catch(refuseWhenOverloaded);
  let held = true;
  client.on('error', ignoreLoss);
  return {
    client,
    release: async (condition) => {
      if (!held) return;
      held = false;
      client.removeListener('error', ignoreLoss);
      client.release(condition === 'BROKEN');
    },
  };
}

/** What of TypeORM's PostgreSQL query runner is not in its public type. */
interface OpenRunner {
  readonly manager: EntityManager;
  isTransactionActive: boolean;
  transactionDepth: number;
  connect(): Promise<PoolClient>;
  releasePostgresConnection(error?: Error): Promise<void>;
}

/** The loss of a connection in use reaches its statements as their errors; without a listener it would end the process too. */
function ignoreLoss(): void {}

function refuseWhenOverloaded(error: unknown): never {
  if (error instanceof Error && /timeout exceeded when trying to connect|due to connection timeout/.test(error.message)) throw overloaded();
  throw error;
}
