import { openDatabase, roleUrl, type Database, type DatabasePlace, type Statement } from '@spindle/database';
import { Pool, type PoolClient } from 'pg';
import { identitySchema } from './schema';

/** Runs statements. As the schema's worker, who sees every practice: nothing a client wrote may choose a practice here. */
export interface WorkerSql {
  rows<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  count(statement: Statement, values: readonly unknown[]): Promise<number>;
}

const CONNECTIONS = 4;
const CONNECT_WITHIN_MS = 5_000;

/** The schema's worker: looks up who somebody is before a practice is known, and keeps sessions and counters. */
export class Worker implements WorkerSql {
  readonly #pool: Pool;

  constructor({ url, secret }: DatabasePlace) {
    this.#pool = new Pool({ connectionString: roleUrl(url, 'identity_worker', secret), max: CONNECTIONS, connectionTimeoutMillis: CONNECT_WITHIN_MS, application_name: 'spindle identity worker', keepAlive: true });
    this.#pool.on('error', () => undefined);
  }

  async rows<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return (await this.#pool.query<Row>({ ...statement, values: [...values] })).rows;
  }

  async count(statement: Statement, values: readonly unknown[]): Promise<number> {
    return (await this.#pool.query({ ...statement, values: [...values] })).rowCount ?? 0;
  }

  /** Runs work in one transaction: kept when it ends, undone when it throws. */
  async transaction<R>(work: (sql: WorkerSql) => Promise<R>): Promise<R> {
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work(over(client));
      await client.query('COMMIT');
      client.release();
      return result;
    } catch (cause) {
      await client.query('ROLLBACK').then(() => client.release(), () => client.release(true));
      throw cause;
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

function over(client: PoolClient): WorkerSql {
  return {
    rows: async <Row extends object>(statement: Statement, values: readonly unknown[]) => (await client.query<Row>({ ...statement, values: [...values] })).rows,
    count: async (statement, values) => (await client.query({ ...statement, values: [...values] })).rowCount ?? 0,
  };
}

/** The schema `identity`, open: as its worker, and as its service, which acts within one practice. */
export interface IdentityStore {
  readonly worker: Worker;
  readonly service: Database;
  close(): Promise<void>;
}

const SERVICE_CONNECTIONS = 4;

export async function openIdentityStore(place: DatabasePlace): Promise<IdentityStore> {
  const service = await openDatabase(identitySchema, { ...place, poolSize: SERVICE_CONNECTIONS });
  const worker = new Worker(place);
  return { worker, service, close: async () => { await Promise.all([worker.close(), service.close()]); } };
}
